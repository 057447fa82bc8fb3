import { diagnose, type Diagnostic } from '../../core/diagnostics.js';
import type { ParsedDocument } from '../parse-document.js';
import type { Path } from '../../core/pointer.js';
import { toPointer } from '../../core/pointer.js';
import type { Model, ProviderSpec } from '../provider.js';
import { didYouMean, quote } from '../../core/text.js';

/** Ids must be unique, named models must exist, and limits must not contradict each other. */
export function modelRules(spec: ProviderSpec, document: ParsedDocument): Diagnostic[] {
  const models = spec.models ?? [];
  return [
    ...duplicateIds(spec, document),
    ...unknownDefaults(spec, document),
    ...unknownSuccessors(models, document),
    ...models.flatMap((model, index) =>
      findContradictions(model).map(({ code, path, message }) => {
        const at: Path = ['models', index, ...path];
        return diagnose(code, message, { at: document.locate(at), field: toPointer(at) });
      }),
    ),
  ];
}

function duplicateIds({ models = [], parameters = [], auth }: ProviderSpec, document: ParsedDocument): Diagnostic[] {
  const modelIds = models.map(({ id }) => id);
  const parameterNames = parameters.map(({ name }) => name);
  const variables = auth.map((method) => (method.type === 'api_key' ? method.env : undefined));
  return [
    ...duplicates('model', modelIds, (index) => ['models', index, 'id'], document),
    ...duplicates('parameter', parameterNames, (index) => ['parameters', index, 'name'], document),
    ...duplicates('API key', variables, (index) => ['auth', index, 'env'], document),
  ];
}

function unknownDefaults(spec: ProviderSpec, document: ParsedDocument): Diagnostic[] {
  const ids = (spec.models ?? []).map(({ id }) => id);
  // The live list may have the model.
  if (ids.length === 0 && spec.live_models) return [];
  return (['default_model', 'small_model'] as const).flatMap((key) => {
    const id = spec[key];
    if (id === undefined || ids.includes(id)) return [];
    const near = didYouMean(id, ids);
    return diagnose('spec/unknown-model', `\`${key}\` is ${quote(id)}, which is not in \`models\``, {
      at: document.locate([key]),
      field: `/${key}`,
      hint: near ? `did you mean \`${near}\`?` : 'add the model to `models`, or choose one of them',
    });
  });
}

function unknownSuccessors(models: readonly Model[], document: ParsedDocument): Diagnostic[] {
  const ids = new Set(models.map(({ id }) => id));
  return models.flatMap(({ successor }, index) => {
    if (successor === undefined || ids.has(successor)) return [];
    const at: Path = ['models', index, 'successor'];
    return diagnose('spec/unknown-model', `\`successor\` is ${quote(successor)}, which is not in \`models\``, {
      at: document.locate(at),
      field: toPointer(at),
      hint: 'choose a model of the list, or remove `successor`',
    });
  });
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
        diagnose('spec/duplicate-id', `duplicate ${what} ${quote(id)}, first used on line ${line}`, {
          at: document.locate(path(index)),
          field: toPointer(path(index)),
        }),
      );
    }
  }
  return found;
}

/** Contradictions within a model. The path is that of the value that the others exclude. */
export function findContradictions(model: Model): { code: 'spec/limit' | 'spec/order'; path: Path; message: string }[] {
  const found: ReturnType<typeof findContradictions> = [];
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
