// Updates the fields of the models that the spec has.
import { list as listWords, quote } from '../core/text.js';
import type { Model } from '../spec/provider.js';
import { isPinned, withoutField, type RefreshedField } from './fields.js';
import type { RefreshRun } from './list-builder.js';
import type { ModelRecord, Provenance } from './lock.js';
import type { UserOverride } from './resolve-field.js';
import { dropContradictions, resolveModel, type ResolvedModel } from './resolve-model.js';

/** Resolves each field of each model that is not new. */
export function updateModels({ input, answers, list }: RefreshRun): void {
  const { spec } = input;
  const indexes = new Map((spec.models ?? []).map(({ id }, index) => [list.renamed.get(id) ?? id, index]));
  const documented = (spec.evidence ?? []).map(({ field }) => field);
  list.updateModels((model) => {
    const record = list.records.get(model.id);
    const overrideOf = (field: RefreshedField): UserOverride => ({
      isPinned: isPinned(model, field),
      hasEvidence: hasEvidence(documented, indexes.get(model.id), field),
    });
    const resolved = keepConsistent(resolveModel(model, record, answers.listingsOf(model.id), overrideOf, input), model, record);
    list.reportAll(resolved.diagnostics);
    if (record ?? Object.keys(resolved.fields).length > 0)
      list.setRecord(model.id, { ...record, listed: record?.listed ?? {}, fields: resolved.fields });
    return resolved.model;
  });
}

/** Whether the spec has evidence for a field of a model, for the object that has the field, or for a part of the field. */
function hasEvidence(documented: readonly string[], index: number | undefined, field: string): boolean {
  if (index === undefined || documented.length === 0) return false;
  const [outer, ...inner] = field.split('.');
  const group = `/models/${index}/${outer!}`;
  const whole = [group, ...inner].join('/');
  return documented.some((pointer) => pointer === group || pointer === whole || pointer.startsWith(`${whole}/`));
}

/** Fields whose new values contradict each other stay as they were. */
function keepConsistent(resolved: ResolvedModel, model: Model, record: ModelRecord | undefined): ResolvedModel {
  const { dropped } = dropContradictions(resolved.model);
  if (dropped.length === 0) return resolved;
  const groups = [...new Set(dropped.map((field) => field.split('.')[0] as keyof Model))];
  const isIn = (field: string | undefined): boolean => groups.includes((field ?? '').split('.')[0] as keyof Model);
  const before = Object.entries(record?.fields ?? {}).filter(([field]) => isIn(field));
  const others = Object.entries(resolved.fields).filter(([field]) => !isIn(field));
  const message = `the values that sources have for ${listWords(groups)} of ${quote(model.id)} contradict each other, so the spec keeps its own`;
  const kept = Object.fromEntries(groups.flatMap((group) => (model[group] === undefined ? [] : [[group, model[group]]])));
  return {
    model: { ...groups.reduce(withoutField, resolved.model), ...kept },
    fields: Object.fromEntries<Provenance>([...others, ...before]),
    diagnostics: [
      ...resolved.diagnostics.filter(({ kind, field }) => kind !== 'change' || !isIn(field)),
      { kind: 'note', rule: 'models/contradiction', message, model: model.id },
    ],
  };
}
