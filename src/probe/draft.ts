// Makes a first spec from a base URL and the results of a probe.
import type { JsonValue } from '../core/edits.js';
import { follow, fromPointer } from '../core/pointer.js';
import type { ProviderSpec, Question } from '../spec/provider.js';
import { pruneModel } from '../sources/engine/prune.js';
import type { ProbeOutcome } from './probe.js';
import { evidenceEntries, newEndpoint } from './spec-edits.js';
import { questions, type ProbeAnswer, type QuestionId } from './types.js';

/** The spec that a base URL and the variable of the key give, before the probe. */
export function specFromUrl(url: string, env: string | undefined): ProviderSpec {
  const id = idFromUrl(url);
  return {
    schema: 'providersmith/1',
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1),
    endpoints: [{ protocol: 'openai-chat', base_url: url.replace(/(?<=[^/])\/+$/, '') }],
    auth: [env === undefined ? { type: 'none' } : { type: 'api_key', env }],
    questions: [
      { field: '/id', question: 'Which id do catalogs use for the provider?', assumption: 'Derived from the host name.' },
      { field: '/name', question: 'How does the provider spell its name?', assumption: 'Derived from the host name.' },
    ],
  };
}

/** `api.groq.com` becomes `groq`; an IP address keeps its numbers. */
function idFromUrl(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  const labels = host.split('.').filter((label) => !/^(api|www|v\d+|)$/.test(label));
  const isName = /[a-z]/.test(host) && labels.length > 1;
  const id = (isName ? labels.at(-2)! : labels.join('-')).replaceAll(/[^a-z0-9-]/g, '').slice(0, 40);
  return id === '' || !/^[a-z0-9]/.test(id) ? 'provider' : id;
}

/** By question, the field at which a draft asks it when the probe has no sure answer. */
const fieldsByQuestion: Partial<Readonly<Record<QuestionId, string>>> = {
  base_url: '/endpoints/0/base_url',
  protocols: '/endpoints/0/protocol',
  key_header: '/auth/0',
  model_ids: '/endpoints/0',
  non_streaming: '/endpoints/0',
  max_tokens: '/endpoints/0',
  live_models: '/endpoints/0',
};

/** A spec with the results of a probe, and a question for each thing that it could not find out. */
export function draftSpec(start: ProviderSpec, { answers, listed }: Pick<ProbeOutcome, 'answers' | 'listed'>, date: string): ProviderSpec {
  const checked = answers.flatMap((answer) => answer.fields.map((check) => ({ answer, check })));
  const unknown = checked.filter(({ check }) => check.state !== 'confirmed');
  const endpoints = unknown.filter(({ check }) => check.field === newEndpoint).map(({ check }) => check.value as JsonValue);
  const draft = structuredClone({ ...start, ...(endpoints.length > 0 && { endpoints }) }) as unknown as JsonMembers;
  for (const { check } of unknown)
    if (check.value !== undefined && check.field !== newEndpoint) setAtPointer(draft, check.field, check.value);
  const models = [...new Set(listed)].flatMap((id) => pruneModel({ id })?.model ?? []);
  return {
    ...(draft as unknown as ProviderSpec),
    ...(models.length > 0 && { models_as_of: date, models }),
    questions: [...(start.questions ?? []), ...answers.flatMap((answer) => openQuestion(answer, draft) ?? [])],
    evidence: evidenceEntries(unknown, 0, date),
  };
}

function openQuestion({ question, answer, confidence }: ProbeAnswer, draft: JsonMembers): Question | undefined {
  const field = fieldsByQuestion[question];
  const isSure = answer !== undefined && confidence !== 'low';
  if (field === undefined || isSure || follow(draft, field) === undefined) return undefined;
  return { field, question: questions[question], assumption: answer ?? 'The probe could not find out.' };
}

type JsonMembers = Record<string, JsonValue>;

/** Objects on the way are created. */
function setAtPointer(root: JsonMembers, pointer: string, value: JsonValue): void {
  const steps = fromPointer(pointer);
  let at = root;
  for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as JsonMembers;
  at[steps.at(-1)!] = value;
}
