// One field after another: what a spec says, what is known of that, and what the sources say now.
import type { JsonValue } from '../core/edits.js';
import { modelFields, modelFieldValue, type ModelField } from '../spec/fields.js';
import { sameSet, sameValue, setIn } from '../core/json-values.js';
import type { Model } from '../spec/provider.js';
import { disagreements } from '../spec/rules/models.js';
import { quote } from '../core/text.js';
import { answerKey, byHand, sourceOf, type Known, type ModelRecord } from './lock.js';
import type { Answer, HoldRule, RefreshFinding, RefreshInput } from './types.js';

/** The fields of a model that sources give, in the order of `explain`. */
export const refreshedFields = [...(Object.keys(modelFields) as ModelField[]), 'cost.tiers'] as const;

export type RefreshedField = (typeof refreshedFields)[number];

/** Words that people choose: a source fills them in where there are none, and follows only what it gave itself. */
const prose: ReadonlySet<string> = new Set(['name', 'description', 'default_model', 'small_model', 'docs']);

export interface Said {
  readonly answer: Answer;
  readonly value: JsonValue;
}

export interface Settled {
  /** What the spec is to say. */
  readonly value: JsonValue | undefined;
  readonly known: Known | undefined;
  readonly finding?: RefreshFinding;
  /** Whether it stays since it is the value of a catalog that was not asked. */
  readonly isOthers?: true;
}

/** What was asked, and what a person lets through. */
type Run = Pick<RefreshInput, 'answers' | 'accept'>;

/** What a person may have said about a field, which counts before any source. */
export interface Say {
  readonly pinned: boolean;
  /** Whether the spec names evidence for it. */
  readonly documented: boolean;
}

export function fieldOf(model: Model, field: RefreshedField): JsonValue | undefined {
  return (field === 'cost.tiers' ? model.cost?.tiers : modelFieldValue(model, field)) as JsonValue | undefined;
}

/** Whether a person said that a field stays, or what it is in. */
export function isPinned({ pinned }: Model, field: RefreshedField): boolean {
  return pinned?.some((name) => field === name || field.startsWith(`${name}.`)) === true;
}

/**
 * Settles one field by the order of authority: what a person fixed, what the spec has evidence for, then the sources in their order.
 * @param said what the sources say, the highest authority first
 */
export function settle(
  what: { readonly field: string; readonly label: string; readonly model?: string },
  current: JsonValue | undefined,
  before: Known | undefined,
  said: readonly Said[],
  say: Say,
  { answers, accept }: Run,
): Settled {
  const isProse = prose.has(what.field);
  const [top] = said;
  const known = knownNow(current, before, top, isProse);
  if (!top) return { value: current, known };
  const differing = !isProse && said.some(({ value }) => !same(value, top.value));
  if (same(top.value, current)) {
    const settled = { value: current, known: keeps(known, current) ? known : ([current!, answerKey(top.answer)] as const) };
    return differing ? { ...settled, finding: disagreement(what, current, said) } : settled;
  }
  // The word of the provider itself counts before that of any catalog.
  const other = top.answer.authority === 'own' ? undefined : sourceOf(known);
  const outranked = other === 'own';
  if (say.pinned || say.documented || known?.[1] === byHand || outranked)
    return { value: current, known, ...(!say.pinned && !isProse && { finding: disagreement(what, current, said) }) };
  // Which of two catalogs counts more is known only when both answer.
  if (other !== undefined && !answers.some(({ source }) => source === other) && !accept.has('models/disagree'))
    return { value: current, known, isOthers: true, ...(!isProse && { finding: disagreement(what, current, said, other) }) };
  if (isRounded(what.field, current, top.value)) return { value: current, known, finding: disagreement(what, current, said) };
  const rule = holdOf(what.field, current, top.value);
  const told = { ...what, ...(current !== undefined && { before: current }), after: top.value, said: toldBy(said) };
  const message = `${what.label} ${current === undefined ? 'is' : `was ${quote(current)}, and is`} ${quote(top.value)} by ${top.answer.source}${differing ? `; ${voicesOf(said.slice(1))}` : ''}`;
  if (rule && !accept.has(rule)) return { value: current, known, finding: { kind: 'hold', rule, message, ...told } };
  const settled: Known = [top.value, answerKey(top.answer)];
  return { value: top.value, known: settled, finding: { kind: 'change', rule: 'models/value', message, ...told } };
}

/** The record of a value, with what a person did since the last run. */
function knownNow(current: JsonValue | undefined, before: Known | undefined, top: Said | undefined, isProse: boolean): Known | undefined {
  if (before) return same(before[0], current ?? null) ? before : [current ?? null, byHand];
  return isProse && top && current !== undefined && !same(top.value, current) ? [current, byHand] : undefined;
}

function keeps(known: Known | undefined, current: JsonValue | undefined): boolean {
  return known !== undefined && known[1] !== byHand && same(known[0], current);
}

/** @param other the catalog that gave the value of the spec, when that is why the value stays */
function disagreement(
  what: { readonly field: string; readonly label: string; readonly model?: string },
  current: JsonValue | undefined,
  said: readonly Said[],
  other?: string,
): RefreshFinding {
  const own = current === undefined ? 'the spec says nothing' : `the spec says ${quote(current)}`;
  const by = other === undefined ? '' : ` by ${other}, of which there is no answer`;
  const told = {
    ...what,
    ...(current !== undefined && { before: current }),
    said: toldBy(said),
    ...(other !== undefined && { hint: '`--accept models/disagree` lets it through' }),
  };
  return { kind: 'note', rule: 'models/disagree', message: `${what.label}: ${voicesOf(said)}; ${own}${by}`, ...told };
}

function voicesOf(said: readonly Said[]): string {
  return said.map(({ answer, value }) => `${answer.source} says ${quote(value)}`).join(', ');
}

function toldBy(said: readonly Said[]): NonNullable<RefreshFinding['said']> {
  return said.map(({ answer: { source, date }, value }) => ({ source, date, value }));
}

/** Lists of kinds and the like mean the same in any order. */
export function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return sameValue(a, b) || (Array.isArray(a) && a.every((value) => typeof value === 'string') && sameSet(a, b));
}

/** Whether a limit is the same by another measure: 262,000 for 262,144, or 1,048,575 for 1,048,576. */
function isRounded(field: string, before: JsonValue | undefined, after: JsonValue): boolean {
  if (!field.startsWith('limit.') || typeof before !== 'number' || typeof after !== 'number') return false;
  return after < before && after >= before * (1000 / 1049);
}

/** What a model can do: a source that denies it is often one that does not know. */
const abilities: ReadonlySet<string> = new Set(['tool_call', 'parallel_tool_calls', 'reasoning', 'structured_output']);

/** What a person has to look at before it is believed. */
function holdOf(field: string, before: JsonValue | undefined, after: JsonValue): HoldRule | undefined {
  if (abilities.has(field)) return before === true && after === false ? 'models/loses-ability' : undefined;
  if (field.startsWith('modalities.') && Array.isArray(before) && Array.isArray(after))
    return before.every((kind) => after.includes(kind)) ? undefined : 'models/loses-ability';
  if (field === 'cost.tiers') return tiersJump(before, after) ? 'models/price-jump' : undefined;
  if (typeof before !== 'number' || typeof after !== 'number') return undefined;
  if (field.startsWith('limit.')) return after < before ? 'models/limit-shrinks' : after >= before * 10 ? 'models/limit-jump' : undefined;
  if (!field.startsWith('cost.')) return undefined;
  const crossesZero = (before === 0) !== (after === 0);
  return crossesZero || after >= before * 10 || after * 10 <= before ? 'models/price-jump' : undefined;
}

/** Whether a price jumps of two tiers that begin at the same number of tokens. */
function tiersJump(before: JsonValue | undefined, after: JsonValue): boolean {
  const old = new Map(((before ?? []) as Tier[]).map((tier) => [tier['above_context'], tier]));
  return (after as Tier[]).some((tier) =>
    Object.entries(tier).some(([key, price]) => holdOf(`cost.${key}`, old.get(tier['above_context'])?.[key], price) !== undefined),
  );
}

type Tier = Readonly<Record<string, number>>;

/** A model with every field settled. */
export interface SettledModel {
  readonly model: Model;
  readonly fields: ModelRecord['fields'];
  readonly findings: readonly RefreshFinding[];
}

/**
 * @param listed the model as each source has it, the highest authority first
 * @param say what a person says of a field
 */
export function settleModel(
  model: Model,
  record: ModelRecord | undefined,
  listed: readonly { readonly answer: Answer; readonly model: Model }[],
  say: (field: RefreshedField) => Say,
  run: Run,
): SettledModel {
  // Copied when something changes, which is seldom.
  let after = model;
  const of = quote(model.id);
  const fields: Record<string, Known> = {};
  const settled: { field: RefreshedField; result: Settled }[] = [];
  for (const field of refreshedFields) {
    const said: Said[] = [];
    for (const { answer, model: other } of listed) {
      const value = fieldOf(other, field);
      // A name that is the id names nothing.
      if (value !== undefined && !(field === 'name' && value === model.id)) said.push({ answer, value });
    }
    const before = record?.fields[field];
    // What marks a model as missing is ours, and nobody said it.
    if (field === 'status' && record?.missing?.status !== undefined) {
      if (before) fields[field] = before;
      continue;
    }
    const current = fieldOf(model, field);
    if (said.length === 0 && before === undefined) continue;
    const what = { field, label: `\`${field}\` of ${of}`, model: model.id };
    settled.push({ field, result: settle(what, current, before, said, say(field), run) });
  }
  // Prices belong together: half of a change would be a price that nobody asks.
  const costs = settled.filter(({ field }) => field.startsWith('cost.')).map(({ result }) => result);
  const isHeldPrice = costs.some(({ finding }) => finding?.kind === 'hold');
  const why: Partial<RefreshFinding> = isHeldPrice
    ? { kind: 'hold', rule: 'models/price-jump' }
    : { kind: 'note', rule: 'models/disagree' };
  const staysAsPrice = isHeldPrice || costs.some(({ isOthers }) => isOthers);
  const findings: RefreshFinding[] = [];
  for (const { field, result } of settled) {
    const { finding } = result;
    const isHeld = staysAsPrice && field.startsWith('cost.') && finding?.kind === 'change';
    if (finding) findings.push(isHeld ? { ...finding, ...why } : finding);
    const known = isHeld ? record?.fields[field] : result.known;
    if (known) fields[field] = known;
    if (isHeld || finding?.kind !== 'change') continue;
    if (after === model) after = structuredClone(model);
    setIn(after, field, result.value);
  }
  return { model: after, fields, findings };
}

const prices = ['input', 'output', 'cache_read', 'cache_write', 'tiers'] as const;

/** Takes what contradicts the rest out of a model that sources have put together. @returns the fields that went */
export function withoutContradictions(model: Model): { model: Model; dropped: RefreshedField[] } {
  const { cost } = model;
  const refused = disagreements(model).map(({ path: [outer, inner] }) => (outer === 'reasoning_options' ? outer : `${outer}.${inner}`));
  const isHalf = cost !== undefined && (cost.input === undefined || cost.output === undefined);
  const half = isHalf ? prices.filter((key) => cost[key] !== undefined).map((key) => `cost.${key}`) : [];
  const denied = model.tool_call === false && model.parallel_tool_calls === true ? ['tool_call'] : [];
  const dropped = [...new Set([...refused, ...half, ...denied])] as RefreshedField[];
  return { model: dropped.reduce(without, model), dropped };
}

/** The model without a field, and without what is then empty. */
export function without(model: Model, field: string): Model {
  const [outer, inner] = field.split('.') as [keyof Model, string | undefined];
  const { [outer]: value, ...rest } = model;
  if (inner === undefined || typeof value !== 'object') return rest as Model;
  const { [inner]: _, ...members } = value as unknown as Record<string, unknown>;
  return (Object.keys(members).length === 0 ? rest : { ...model, [outer]: members }) as Model;
}
