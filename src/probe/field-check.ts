// Compares what a probe found with the fields of the spec.
import type { JsonValue } from '../core/edits.js';
import { toPointer } from '../core/pointer.js';
import type { Quirks } from '../spec/provider.js';
import { keyForms } from './candidates.js';
import type { RequestSpec } from './session.js';
import type { FieldCheck, ProbeInput } from './types.js';

export function compareField(field: string, value: JsonValue, claimed: JsonValue | undefined): FieldCheck {
  return { field, value, state: claimed === undefined ? 'absent' : claimed === value ? 'confirmed' : 'wrong' };
}

/** A field that is wrong, where no better value is known. */
export function contradictField(field: string, claimed: JsonValue): FieldCheck {
  return { field, value: claimed, state: 'wrong' };
}

/** A field that should be absent. */
export function rejectField(field: string): FieldCheck {
  return { field, value: undefined, state: 'wrong' };
}

export function compareQuirk({ provider }: ProbeInput, key: keyof Quirks, value: JsonValue): FieldCheck {
  return compareField(`/quirks/${key}`, value, provider.quirks[key]);
}

export function compareEnvelope(input: ProbeInput, envelope: string | undefined): FieldCheck[] {
  if (envelope !== undefined) return [compareQuirk(input, 'non_streaming_envelope', envelope)];
  return input.provider.quirks.non_streaming_envelope === undefined ? [] : [rejectField('/quirks/non_streaming_envelope')];
}

/** @returns nothing when the spec does not mention tool calls: one call shows too little to add the field */
export function compareToolCall({ provider }: ProbeInput, model: string): FieldCheck[] {
  const index = provider.models.findIndex(({ id }) => id === model);
  const claimed = provider.models[index]?.tool_call;
  return claimed === undefined ? [] : [compareField(`/models/${index}/tool_call`, true, claimed)];
}

/** @returns the header and, where it differs, the scheme with which the key works */
export function compareKeyForm(input: ProbeInput, { candidate, keyForm }: RequestSpec): FieldCheck[] {
  const index = input.provider.auth.findIndex(({ type }) => type === 'api_key');
  if (index === -1) return [];
  const claimed = keyForms(input, candidate.protocol)[0]!;
  const pointer = (key: string): string => toPointer(['auth', index, key]);
  if (claimed.header.toLowerCase() === keyForm.header.toLowerCase())
    return [compareField(pointer('header'), claimed.header, claimed.header)];
  return [
    compareField(pointer('header'), keyForm.header, claimed.header),
    ...(keyForm.scheme === claimed.scheme ? [] : [compareField(pointer('scheme'), keyForm.scheme, claimed.scheme)]),
  ];
}
