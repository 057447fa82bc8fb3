// What a probe found, as edits of the spec: only what is absent or contradicted is touched.
import type { JsonValue, MergeEdit, PathStep } from '../core/edits.js';
import { isObject } from '../core/json-values.js';
import { follow, fromPointer } from '../core/pointer.js';
import type { Evidence, ProviderSpec, Question } from '../spec/provider.js';
import { partsOf } from './places.js';
import { subjects, type FieldFact, type Finding } from './types.js';

export interface SpecEdits {
  /** What the spec gets. */
  readonly puts: readonly MergeEdit[];
  /** What goes: questions that are answered, and fields that should not be there. */
  readonly takes: readonly MergeEdit[];
  /** The questions that go. */
  readonly settled: readonly Question[];
}

export interface SpecFile {
  /** The name of the file, as edits have it. */
  readonly path: string;
  readonly format: 'json' | 'yaml';
  readonly spec: ProviderSpec;
}

/** A fact that the spec can be given: one that has another value for it, or none. */
export function isWritable(fact: FieldFact, spec: ProviderSpec): boolean {
  if (fact.state === 'absent') return true;
  // An id of a model stands in other places too, and which of two models is meant is for a person.
  return fact.state === 'wrong' && !fact.field.startsWith('/models/') && follow(spec, fact.field) !== fact.value;
}

/** @param date the day of the probe, for the evidence */
export function specEdits(file: SpecFile, findings: readonly Finding[], date: string): SpecEdits {
  const { path, format, spec } = file;
  const edit = (at: readonly PathStep[], value: JsonValue): MergeEdit => ({ kind: 'merge', path, format, at, value });
  const facts = findings.flatMap((finding) => finding.fields.map((fact) => ({ finding, fact })));
  const written = facts.filter(({ fact }) => isWritable(fact, spec));
  const settled = (spec.questions ?? []).filter(({ field }) =>
    facts.some(
      ({ finding, fact }) =>
        fact.field === field && finding.confidence === 'high' && (fact.state === 'confirmed' || isWritable(fact, spec)),
    ),
  );
  const proved = facts.filter(({ fact }) => written.some((one) => one.fact === fact) || settled.some(({ field }) => field === fact.field));
  const puts: MergeEdit[] = [];
  const takes: MergeEdit[] = [];
  for (const { fact } of written) {
    const at = stepsTo(fact, spec);
    if (fact.value === undefined) takes.push(edit(at, null));
    else puts.push(edit(at, fact.value));
  }
  // New endpoints go behind those that there are, one after the other.
  let next = spec.endpoints.length;
  const entries = proved
    .filter(({ fact }) => fact.value !== undefined)
    .map(({ finding, fact }) => specEvidence(finding, fact, fact.field === '/endpoints/-' ? `/endpoints/${next++}` : fact.field, date));
  for (const entry of entries)
    puts.push(edit(['evidence', { where: { field: entry.field, claim: entry.claim } }], entry as unknown as JsonValue));
  for (const { field, question } of settled) takes.push(edit(['questions', { where: { field, question } }], null));
  return { puts, takes, settled };
}

/** The steps of an edit to a field. Elements of lists are found by what they are, not by where they stand. */
function stepsTo({ field, value }: FieldFact, spec: ProviderSpec): PathStep[] {
  const [first = '', second, ...rest] = fromPointer(field);
  if (first === 'endpoints' && second === '-') {
    const { protocol, base_url } = value as unknown as ProviderSpec['endpoints'][number];
    return ['endpoints', { where: { protocol, base_url } }];
  }
  if (first === 'endpoints') {
    const { protocol, base_url } = spec.endpoints[Number(second)]!;
    return ['endpoints', { where: { protocol, base_url } }, ...rest];
  }
  if (first === 'auth') {
    const method = spec.auth[Number(second)]!;
    return ['auth', { where: { type: method.type, ...('env' in method && method.env !== undefined && { env: method.env }) } }, ...rest];
  }
  return [first, ...(second === undefined ? [] : [second]), ...rest];
}

/** What speaks for a fact, as a spec has it. @param field where it is then */
export function specEvidence(finding: Finding, { value }: FieldFact, field: string, date: string): Evidence {
  const { question, answer = '', confidence, evidence } = finding;
  const url = urlIn(value);
  const hosts = url === undefined ? evidence.map(({ host }) => host) : [partsOf(url).host];
  const [first = '', ...others] = new Set(hosts.map((host) => `probe of ${host} on ${date}`));
  // The answer is about the first of several endpoints.
  const said = question === 'base_url' && url !== undefined && !answer.startsWith(`${url},`) ? url : answer;
  return { field, claim: `${subjects[question]}: ${said}.`, sources: [first, ...others], confidence, date };
}

/** The URL that a fact is about, if one is. */
function urlIn(value: JsonValue | undefined): string | undefined {
  const url = isObject(value) ? (value['base_url'] ?? value['url']) : value;
  return typeof url === 'string' && /^https?:/.test(url) ? url : undefined;
}
