import { diagnose, type Diagnostic } from '../../core/diagnostics.js';
import type { ParsedDocument } from '../parse-document.js';
import type { Path } from '../../core/pointer.js';
import { toPointer } from '../../core/pointer.js';
import type { Model, ProviderSpec } from '../provider.js';
import { didYouMean, quote } from '../../core/text.js';

/** Ids are unique, named models exist, limits agree. */
export function modelRules(spec: ProviderSpec, document: ParsedDocument): Diagnostic[] {
  const models = spec.models ?? [];
  const found: Diagnostic[] = [
    ...duplicates(
      'model',
      models.map((model) => model.id),
      (index) => ['models', index, 'id'],
      document,
    ),
    ...duplicates(
      'parameter',
      (spec.parameters ?? []).map((parameter) => parameter.name),
      (index) => ['parameters', index, 'name'],
      document,
    ),
    ...duplicates(
      'API key',
      spec.auth.map((method) => (method.type === 'api_key' ? method.env : undefined)),
      (index) => ['auth', index, 'env'],
      document,
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
        at: document.locate([key]),
        field: `/${key}`,
        hint: near ? `did you mean \`${near}\`?` : 'add the model to `models`, or name one of them',
      }),
    );
  }
  for (const [index, { successor }] of models.entries()) {
    if (successor === undefined || ids.includes(successor)) continue;
    const at: Path = ['models', index, 'successor'];
    found.push(
      diagnose('spec/unknown-model', `\`successor\` is ${quote(successor)}, which is not in \`models\``, {
        at: document.locate(at),
        field: toPointer(at),
        hint: 'name a model of the list, or take it out',
      }),
    );
  }
  for (const [index, model] of models.entries()) {
    for (const { code, path, message } of disagreements(model)) {
      const at: Path = ['models', index, ...path];
      found.push(diagnose(code, message, { at: document.locate(at), field: toPointer(at) }));
    }
  }
  return found;
}

function duplicates(
  what: string,
  ids: readonly (string | undefined)[],
  path: (index: number) => Path,
  document: ParsedDocument,
): Diagnostic[] {
  const first = new Map<string, number>();
  const found: Diagnostic[] = [];
  for (const [index, id] of ids.entries()) {
    if (id === undefined) continue;
    const before = first.get(id);
    if (before === undefined) first.set(id, index);
    else {
      const line = document.locate(path(before)).line;
      found.push(
        diagnose('spec/duplicate-id', `the ${what} ${quote(id)} is there already, on line ${line}`, {
          at: document.locate(path(index)),
          field: toPointer(path(index)),
        }),
      );
    }
  }
  return found;
}

/** What does not agree within a model. The path is that of the value which the others rule out. */
export function disagreements(model: Model): { code: 'spec/limit' | 'spec/order'; path: Path; message: string }[] {
  const found: ReturnType<typeof disagreements> = [];
  const { context, input, output } = model.limit ?? {};
  for (const [key, value] of Object.entries({ input, output })) {
    if (context === undefined || value === undefined || value <= context) continue;
    const message = `${quote(model.id)} has \`limit.${key}\` ${value}, more than its context window of ${context}`;
    found.push({ code: 'spec/limit', path: ['limit', key], message });
  }
  for (const [index, tier] of (model.cost?.tiers ?? []).entries()) {
    if (context === undefined || tier.above_context < context) continue;
    const message = `${quote(model.id)} has a price above ${tier.above_context} tokens, but a context window of ${context}`;
    found.push({ code: 'spec/order', path: ['cost', 'tiers', index, 'above_context'], message });
  }
  for (const [index, option] of (model.reasoning_options ?? []).entries()) {
    if (option.type !== 'budget_tokens' || option.min === undefined || option.max === undefined || option.min <= option.max) continue;
    const message = `${quote(model.id)} has a reasoning budget of at least ${option.min} and at most ${option.max}`;
    found.push({ code: 'spec/order', path: ['reasoning_options', index, 'min'], message });
  }
  return found;
}
