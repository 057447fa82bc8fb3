import { diagnose, type Diagnostic } from '../diagnostics.js';
import type { SourceSpec } from '../parse.js';
import type { Path } from '../pointer.js';
import { toPointer } from '../pointer.js';
import type { Model, ProviderSpec } from '../provider.js';
import { didYouMean, quote } from '../text.js';

/** Ids are unique, named models exist, limits agree. */
export function modelRules(spec: ProviderSpec, source: SourceSpec): Diagnostic[] {
  const models = spec.models ?? [];
  const found: Diagnostic[] = [
    ...duplicates(
      'model',
      models.map((model) => model.id),
      (index) => ['models', index, 'id'],
      source,
    ),
    ...duplicates(
      'parameter',
      (spec.parameters ?? []).map((parameter) => parameter.name),
      (index) => ['parameters', index, 'name'],
      source,
    ),
    ...duplicates(
      'API key',
      spec.auth.map((method) => (method.type === 'api_key' ? method.env : undefined)),
      (index) => ['auth', index, 'env'],
      source,
    ),
  ];
  const ids = models.map((model) => model.id);
  for (const key of ['default_model', 'small_model'] as const) {
    const id = spec[key];
    if (id === undefined || ids.includes(id)) continue;
    // With a live list alone nobody can say whether the model is there.
    if (ids.length === 0 && spec.live_models) continue;
    const near = didYouMean(id, ids);
    found.push(
      diagnose('spec/unknown-model', `\`${key}\` is ${quote(id)}, which is not in \`models\``, {
        at: source.locate([key]),
        field: `/${key}`,
        hint: near ? `did you mean \`${near}\`?` : 'add the model to `models`, or name one of them',
      }),
    );
  }
  for (const [index, model] of models.entries()) found.push(...limits(model, ['models', index], source));
  return found;
}

function duplicates(what: string, ids: readonly (string | undefined)[], path: (index: number) => Path, source: SourceSpec): Diagnostic[] {
  const first = new Map<string, number>();
  const found: Diagnostic[] = [];
  for (const [index, id] of ids.entries()) {
    if (id === undefined) continue;
    const before = first.get(id);
    if (before === undefined) first.set(id, index);
    else {
      const line = source.locate(path(before)).line;
      found.push(
        diagnose('spec/duplicate-id', `the ${what} ${quote(id)} is there already, on line ${line}`, {
          at: source.locate(path(index)),
          field: toPointer(path(index)),
        }),
      );
    }
  }
  return found;
}

function limits(model: Model, path: Path, source: SourceSpec): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { context, input, output } = model.limit ?? {};
  const tooLarge = (key: string, value: number | undefined): void => {
    if (context === undefined || value === undefined || value <= context) return;
    const at = [...path, 'limit', key];
    found.push(
      diagnose('spec/limit', `${quote(model.id)} has \`limit.${key}\` ${value}, more than its context window of ${context}`, {
        at: source.locate(at),
        field: toPointer(at),
      }),
    );
  };
  tooLarge('input', input);
  tooLarge('output', output);
  for (const [index, tier] of (model.cost?.tiers ?? []).entries()) {
    if (context === undefined || tier.above_context < context) continue;
    const at = [...path, 'cost', 'tiers', index, 'above_context'];
    found.push(
      diagnose('spec/order', `${quote(model.id)} has a price above ${tier.above_context} tokens, but a context window of ${context}`, {
        at: source.locate(at),
        field: toPointer(at),
      }),
    );
  }
  for (const [index, option] of (model.reasoning_options ?? []).entries()) {
    if (option.type !== 'budget_tokens' || option.min === undefined || option.max === undefined || option.min <= option.max) continue;
    const at = [...path, 'reasoning_options', index, 'min'];
    found.push(
      diagnose('spec/order', `${quote(model.id)} has a reasoning budget of at least ${option.min} and at most ${option.max}`, {
        at: source.locate(at),
        field: toPointer(at),
      }),
    );
  }
  return found;
}
