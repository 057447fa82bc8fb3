// Decides which value a field gets: by the user's overrides first, then by the authority of the sources.
import type { JsonValue } from '../core/edits.js';
import { quote } from '../core/text.js';
import { sameFieldValue } from './fields.js';
import { holdRuleOf, isRoundedLimit } from './hold-rules.js';
import { answerKey, byHand, sourceOfValue, type Provenance } from './lock.js';
import type { Answer, RefreshDiagnostic, RefreshInput } from './types.js';

/** Fields that people word themselves: a source fills them in if they are missing, and later updates only what it filled in. */
const editorialFields: ReadonlySet<string> = new Set(['name', 'description', 'default_model', 'small_model', 'docs']);

export interface SourceValue {
  readonly answer: Answer;
  readonly value: JsonValue;
}

/** What in the spec outranks any source. */
export interface UserOverride {
  readonly isPinned: boolean;
  readonly hasEvidence: boolean;
}

/** What is known about one field before it is resolved. */
export interface FieldState {
  readonly field: string;
  /** The field as messages name it. */
  readonly label: string;
  readonly model?: string;
  readonly current: JsonValue | undefined;
  readonly provenance: Provenance | undefined;
  /** The highest authority first. */
  readonly sourceValues: readonly SourceValue[];
  readonly override: UserOverride;
}

export interface Resolution {
  readonly value: JsonValue | undefined;
  readonly provenance: Provenance | undefined;
  readonly diagnostic?: RefreshDiagnostic;
  /** Whether the value stays because a catalog gave it that did not answer this time. */
  readonly isFromSilentCatalog?: true;
}

export type ResolveOptions = Pick<RefreshInput, 'answers' | 'accept'>;

/** The order of precedence: pinned values, values with evidence, values edited by hand, then the sources. */
export function resolveField(state: FieldState, { answers, accept }: ResolveOptions): Resolution {
  const { field, current, sourceValues, override } = state;
  const [top] = sourceValues;
  const isEditorial = editorialFields.has(field);
  const provenance = currentProvenance(state, isEditorial);
  if (!top) return { value: current, provenance };
  if (sameFieldValue(top.value, current)) return confirm(state, provenance, top, isEditorial);

  const keep = (more: Partial<Resolution> = {}): Resolution => ({ value: current, provenance, ...more });
  // The provider itself outranks any catalog.
  const giver = top.answer.authority === 'own' ? undefined : sourceOfValue(provenance);
  if (override.isPinned || override.hasEvidence || provenance?.[1] === byHand || giver === 'own')
    return keep(!override.isPinned && !isEditorial ? { diagnostic: disagreement(state) } : {});
  // Which of two catalogs ranks higher is known only if both answer.
  if (giver !== undefined && !answers.some(({ source }) => source === giver) && !accept.has('models/disagree'))
    return keep({ isFromSilentCatalog: true, ...(!isEditorial && { diagnostic: disagreement(state, giver) }) });
  if (isRoundedLimit(field, current, top.value)) return keep({ diagnostic: disagreement(state) });

  const diagnostic = valueChange(state, top, isEditorial);
  const rule = holdRuleOf(field, current, top.value);
  if (rule && !accept.has(rule)) return keep({ diagnostic: { ...diagnostic, kind: 'hold', rule } });
  return { value: top.value, provenance: [top.value, answerKey(top.answer)], diagnostic };
}

/** Where the current value came from. It was edited by hand if the lock has another one. */
function currentProvenance({ current, provenance, sourceValues }: FieldState, isEditorial: boolean): Provenance | undefined {
  const [top] = sourceValues;
  if (provenance) return sameFieldValue(provenance[0], current ?? null) ? provenance : [current ?? null, byHand];
  return isEditorial && top && current !== undefined && !sameFieldValue(top.value, current) ? [current, byHand] : undefined;
}

/** The field stays as it is, since the first source has the same value. From now on the field follows that source. */
function confirm(state: FieldState, provenance: Provenance | undefined, top: SourceValue, isEditorial: boolean): Resolution {
  const { current } = state;
  const isKnown = provenance !== undefined && provenance[1] !== byHand && sameFieldValue(provenance[0], current);
  return {
    value: current,
    provenance: isKnown ? provenance : [current!, answerKey(top.answer)],
    ...(sourcesDiffer(state, isEditorial) && { diagnostic: disagreement(state) }),
  };
}

function sourcesDiffer({ sourceValues }: FieldState, isEditorial: boolean): boolean {
  return !isEditorial && sourceValues.some(({ value }) => !sameFieldValue(value, sourceValues[0]!.value));
}

function valueChange(state: FieldState, top: SourceValue, isEditorial: boolean): RefreshDiagnostic {
  const { label, current, sourceValues } = state;
  const was = current === undefined ? 'is' : `was ${quote(current)}, now`;
  const others = sourcesDiffer(state, isEditorial) ? `; ${formatClaims(sourceValues.slice(1))}` : '';
  const message = `${label} ${was} ${quote(top.value)} according to ${top.answer.source}${others}`;
  return { kind: 'change', rule: 'models/value', message, ...fieldDetails(state), after: top.value };
}

/** @param giver the catalog that gave the value of the spec, if the value stays because that catalog did not answer */
function disagreement(state: FieldState, giver?: string): RefreshDiagnostic {
  const { label, current, sourceValues } = state;
  const own = current === undefined ? 'is not in the spec' : `is ${quote(current)} in the spec`;
  const from = giver === undefined ? '' : `, from ${giver}, which did not answer`;
  return {
    kind: 'note',
    rule: 'models/disagree',
    message: `${label} ${own}${from}; ${formatClaims(sourceValues)}`,
    ...fieldDetails(state),
    ...(giver !== undefined && { hint: '`--accept models/disagree` replaces it' }),
  };
}

function fieldDetails({ field, model, current, sourceValues }: FieldState): Partial<RefreshDiagnostic> {
  return {
    field,
    ...(model !== undefined && { model }),
    ...(current !== undefined && { before: current }),
    claims: sourceValues.map(({ answer: { source, date }, value }) => ({ source, date, value })),
  };
}

function formatClaims(values: readonly SourceValue[]): string {
  return values.map(({ answer, value }) => `${answer.source} says ${quote(value)}`).join(', ');
}
