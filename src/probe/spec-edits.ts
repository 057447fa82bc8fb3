// Turns the answers of a probe into edits of the spec. They touch only fields that are absent or wrong.
import type { JsonValue, MergeEdit, PathStep } from '../core/edits.js';
import { isObject } from '../core/json-values.js';
import { follow, fromPointer } from '../core/pointer.js';
import type { Evidence, ProviderSpec } from '../spec/provider.js';
import { urlParts } from './candidates.js';
import { claimSubjects, type FieldCheck, type ProbeAnswer } from './types.js';

/** The field of a check for an endpoint that the spec does not have. */
export const newEndpoint = '/endpoints/-';

export interface SpecEdits {
  readonly apply: readonly MergeEdit[];
  /** Removes questions that are answered, and fields that should be absent. */
  readonly remove: readonly MergeEdit[];
}

export interface SpecFile {
  /** The name of the file in edits. */
  readonly path: string;
  readonly format: 'json' | 'yaml';
  readonly spec: ProviderSpec;
}

interface CheckedField {
  readonly answer: ProbeAnswer;
  readonly check: FieldCheck;
}

/** Whether the spec can be given the value of a check. */
export function isWritable(check: FieldCheck, spec: ProviderSpec): boolean {
  if (check.state === 'absent') return true;
  // Other parts of a spec refer to the id of a model, and a person has to decide which model is meant.
  return check.state === 'wrong' && !check.field.startsWith('/models/') && follow(spec, check.field) !== check.value;
}

/** @param date the day of the probe, for the evidence */
export function planSpecEdits({ path, format, spec }: SpecFile, answers: readonly ProbeAnswer[], date: string): SpecEdits {
  const edit = (at: readonly PathStep[], value: JsonValue): MergeEdit => ({ kind: 'merge', path, format, at, value });
  const checked = answers.flatMap((answer) => answer.fields.map((check) => ({ answer, check })));
  const written = checked.filter(({ check }) => isWritable(check, spec));
  const settled = (spec.questions ?? []).filter(({ field }) => checked.some((one) => settlesQuestion(one, field, spec)));
  const proved = checked.filter((one) => written.includes(one) || settled.some(({ field }) => field === one.check.field));
  const evidence = proved.filter(({ check }) => check.value !== undefined);
  const values = written.map(({ check }) => ({ at: pathToField(check, spec), value: check.value }));
  return {
    apply: [
      ...values.flatMap(({ at, value }) => (value === undefined ? [] : [edit(at, value)])),
      ...evidenceEntries(evidence, spec.endpoints.length, date).map((entry) =>
        edit(['evidence', { where: { field: entry.field, claim: entry.claim } }], entry as unknown as JsonValue),
      ),
    ],
    remove: [
      ...values.flatMap(({ at, value }) => (value === undefined ? [edit(at, null)] : [])),
      ...settled.map(({ field, question }) => edit(['questions', { where: { field, question } }], null)),
    ],
  };
}

function settlesQuestion({ answer, check }: CheckedField, field: string, spec: ProviderSpec): boolean {
  return check.field === field && answer.confidence === 'high' && (check.state === 'confirmed' || isWritable(check, spec));
}

/** @param endpoint the index of the first endpoint that is added */
export function evidenceEntries(checked: readonly CheckedField[], endpoint: number, date: string): Evidence[] {
  let next = endpoint;
  return checked.map(({ answer, check }) =>
    specEvidence(answer, check, check.field === newEndpoint ? `/endpoints/${next++}` : check.field, date),
  );
}

/** The path of an edit to a field. It identifies elements of lists by their members, since their index can change. */
function pathToField({ field, value }: FieldCheck, spec: ProviderSpec): PathStep[] {
  if (field === newEndpoint) return pathToEndpoint(value as unknown as ProviderSpec['endpoints'][number]);
  const [first = '', second, ...rest] = fromPointer(field);
  if (first === 'endpoints') return [...pathToEndpoint(spec.endpoints[Number(second)]!), ...rest];
  if (first === 'auth') {
    const method = spec.auth[Number(second)]!;
    return ['auth', { where: { type: method.type, ...('env' in method && method.env !== undefined && { env: method.env }) } }, ...rest];
  }
  return [first, ...(second === undefined ? [] : [second]), ...rest];
}

function pathToEndpoint({ protocol, base_url }: Pick<ProviderSpec['endpoints'][number], 'protocol' | 'base_url'>): PathStep[] {
  return ['endpoints', { where: { protocol, base_url } }];
}

/** @param field its pointer after the edit */
function specEvidence(
  { question, answer = '', confidence, evidence }: ProbeAnswer,
  { value }: FieldCheck,
  field: string,
  date: string,
): Evidence {
  const url = urlInValue(value);
  const hosts = url === undefined ? evidence.map(({ host }) => host) : [urlParts(url).host];
  const [first = '', ...others] = new Set(hosts.map((host) => `probe of ${host} on ${date}`));
  // With several endpoints, the answer is about the first only.
  const isOther = question === 'base_url' && url !== undefined && !answer.startsWith(`${url},`);
  return { field, claim: `${claimSubjects[question]}: ${isOther ? url : answer}.`, sources: [first, ...others], confidence, date };
}

function urlInValue(value: JsonValue | undefined): string | undefined {
  const url = isObject(value) ? (value['base_url'] ?? value['url']) : value;
  return typeof url === 'string' && /^https?:/.test(url) ? url : undefined;
}
