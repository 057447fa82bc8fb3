// A first spec, made of a base URL and of what a probe found there.
import type { JsonValue } from '../core/edits.js';
import { follow, fromPointer } from '../core/pointer.js';
import type { ProviderSpec } from '../spec/provider.js';
import { pruneModel } from '../sources/engine/prune.js';
import type { ProbeOutcome } from './probe.js';
import { specEvidence } from './spec-edits.js';
import { questions, type QuestionId } from './types.js';

/** What is known of a provider from its base URL and the variable of its key alone. */
export function startSpec(url: string, env: string | undefined): ProviderSpec {
  const id = idOf(url);
  return {
    schema: 'providersmith/1',
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1),
    endpoints: [{ protocol: 'openai-chat', base_url: url.replace(/(?<=[^/])\/+$/, '') }],
    auth: [env === undefined ? { type: 'none' } : { type: 'api_key', env }],
    questions: [
      { field: '/id', question: 'Which id do catalogs give the provider?', assumption: 'It is made from the name of the host.' },
      { field: '/name', question: 'How does the provider write its name?', assumption: 'It is made from the name of the host.' },
    ],
  };
}

/** `api.groq.com` is `groq`; an address stays as it is. */
function idOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  const labels = host.split('.').filter((label) => !/^(api|www|v\d+|)$/.test(label));
  const isName = /[a-z]/.test(host) && labels.length > 1;
  const id = (isName ? labels.at(-2)! : labels.join('-')).replaceAll(/[^a-z0-9-]/g, '').slice(0, 40);
  return id === '' || !/^[a-z0-9]/.test(id) ? 'provider' : id;
}

/** The fields that a question is about, as far as a spec has a place for the answer. */
const fields: Partial<Readonly<Record<QuestionId, string>>> = {
  base_url: '/endpoints/0/base_url',
  protocols: '/endpoints/0/protocol',
  key_header: '/auth/0',
  model_ids: '/endpoints/0',
  non_streaming: '/endpoints/0',
  max_tokens: '/endpoints/0',
  live_models: '/endpoints/0',
};

/** The spec with what was found in it, and a question for each thing that was not. */
export function draftSpec(
  start: ProviderSpec,
  { findings, listed }: Pick<ProbeOutcome, 'findings' | 'listed'>,
  date: string,
): ProviderSpec {
  const facts = findings.flatMap((finding) => finding.fields);
  const found = facts.filter(({ field }) => field === '/endpoints/-').map(({ value }) => value as JsonValue);
  const draft = structuredClone({ ...start, ...(found.length > 0 && { endpoints: found }) }) as unknown as Record<string, JsonValue>;
  for (const { field, value, state } of facts)
    if (value !== undefined && state !== 'confirmed' && field !== '/endpoints/-') put(draft, fromPointer(field), value);
  const open = findings.flatMap(({ question, answer, confidence }) => {
    const field = fields[question];
    if (field === undefined || (answer !== undefined && confidence !== 'low') || follow(draft, field) === undefined) return [];
    return [{ field, question: questions[question], assumption: answer ?? 'The probe could not tell.' }];
  });
  let endpoint = 0;
  const evidence = findings.flatMap((finding) =>
    finding.fields
      .filter(({ state }) => state !== 'confirmed')
      .map((fact) => specEvidence(finding, fact, fact.field === '/endpoints/-' ? `/endpoints/${endpoint++}` : fact.field, date)),
  );
  const models = [...new Set(listed)].flatMap((id) => pruneModel({ id })?.model ?? []);
  return {
    ...(draft as unknown as ProviderSpec),
    ...(models.length > 0 && { models_as_of: date, models }),
    questions: [...(start.questions ?? []), ...open],
    evidence,
  };
}

/** Puts a value where a pointer leads; objects on the way are made. */
function put(root: Record<string, JsonValue>, steps: readonly string[], value: JsonValue): void {
  let at = root;
  for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Record<string, JsonValue>;
  at[steps.at(-1)!] = value;
}
