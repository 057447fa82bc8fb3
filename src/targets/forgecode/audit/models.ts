// Checks each model, and the models of one list against each other.
import { quote, removalSplices, type Diagnostic, type JsonNode, type SpliceEdit } from '../api.js';
import { providerJsonPath } from '../provider-json.js';
import { valueDiagnostic } from './diagnostics.js';
import { entryName, type Facts } from './facts.js';
import { elementsOf, memberOf, textOf } from './json-nodes.js';

/** A model of a list in provider.json. */
export interface CatalogModel {
  readonly provider: string;
  readonly id: string;
  readonly node: JsonNode;
}

export function readModels(facts: Facts): CatalogModel[] {
  return facts.entries.flatMap((entry) =>
    elementsOf(entry.member('models')).flatMap((node) => {
      const id = textOf(memberOf(node, 'id'));
      return id === undefined ? [] : [{ provider: entryName(entry), id, node }];
    }),
  );
}

export function checkModels(facts: Facts, models: readonly CatalogModel[]): Diagnostic[] {
  return [
    ...models.flatMap((model) => [...checkModel(facts, model)]),
    ...facts.entries.flatMap((entry) => {
      const list = entry.member('models');
      return list ? [...checkModelList(facts, entryName(entry), list)] : [];
    }),
  ];
}

function* checkModel(facts: Facts, { provider, id, node }: CatalogModel): Generator<Diagnostic> {
  const subject = `${provider}/${id}`;
  const idNode = memberOf(node, 'id')!;
  if (id !== id.trim() || id === '')
    yield valueDiagnostic(facts, 'blank-in-id', idNode, subject, `the model id ${quote(id)} starts or ends with white space`, {
      hint: 'remove the white space',
    });
  const limit = memberOf(node, 'context_length');
  const length: unknown = limit?.value;
  if (limit && typeof length === 'number' && Number.isInteger(length) && length >= 0 && (length < 1000 || length > 100_000_000))
    yield valueDiagnostic(
      facts,
      'implausible-limit',
      limit,
      `${subject}/context_length`,
      `implausible context window of ${length} tokens`,
      {
        hint: 'check for missing or extra zeros',
      },
    );
  const parallel = memberOf(node, 'supports_parallel_tool_calls');
  const tools = memberOf(node, 'tools_supported');
  if (parallel?.value === true && tools?.value === false)
    yield valueDiagnostic(
      facts,
      'parallel-without-tools',
      parallel,
      `${subject}/supports_parallel_tool_calls`,
      'a model without tool calls cannot call tools in parallel',
      { related: [[tools, 'tool calls are disabled here']], hint: 'correct one of the two values' },
    );
  yield* checkModalities(facts, subject, memberOf(node, 'input_modalities'));
}

function* checkModalities(facts: Facts, subject: string, list: JsonNode | undefined): Generator<Diagnostic> {
  if (list?.type !== 'array') return;
  const seen = new Map<string, JsonNode>();
  for (const node of elementsOf(list)) {
    const word = textOf(node);
    if (word === undefined) continue;
    const first = seen.get(word);
    if (!first) seen.set(word, node);
    else
      yield valueDiagnostic(facts, 'duplicate-modality', node, `${subject}/input_modalities`, `duplicate modality ${quote(word)}`, {
        related: [[first, 'the first one']],
        fix: removeElement(facts, list, node),
      });
  }
  if (!seen.has('text'))
    yield valueDiagnostic(facts, 'no-text', list, `${subject}/input_modalities`, 'the model does not accept text', {
      hint: 'add "text"',
    });
}

/** Reports models of one list that are duplicates, or that users cannot tell apart. */
function* checkModelList(facts: Facts, provider: string, list: JsonNode): Generator<Diagnostic> {
  const ids = new Map<string, JsonNode>();
  const folded = new Map<string, string>();
  const names = new Map<string, JsonNode>();
  const bare: JsonNode[] = [];
  for (const node of elementsOf(list)) {
    const [id, name, description] = ['id', 'name', 'description'].map((key) => memberOf(node, key));
    const value = textOf(id);
    if (!id || value === undefined) continue;
    const subject = `${provider}/${value}`;
    const first = ids.get(value);
    const alike = folded.get(foldSpelling(value));
    if (first) {
      const same = jsonOfNode(facts, first) === jsonOfNode(facts, node);
      yield valueDiagnostic(facts, 'duplicate-model', node, subject, `duplicate model ${quote(value)}`, {
        related: [[first, 'the first one']],
        ...(same ? { fix: removeElement(facts, list, node) } : { hint: 'the two differ: keep the correct one' }),
      });
      continue;
    }
    ids.set(value, node);
    if (alike === undefined) folded.set(foldSpelling(value), value);
    else
      yield valueDiagnostic(facts, 'similar-model', id, subject, `${quote(value)} differs from another id only in separators or case`, {
        related: [[memberOf(ids.get(alike), 'id')!, `${quote(alike)} is here`]],
        hint: 'keep the id that the API knows',
      });
    const title = textOf(name);
    const twin = title ? names.get(title) : undefined;
    if (twin)
      yield valueDiagnostic(facts, 'duplicate-name', name!, `${subject}/name`, `another model has the name ${quote(title)} too`, {
        related: [[twin, 'the other model']],
        hint: 'give the models distinct names',
      });
    else if (title) names.set(title, name!);
    if (textOf(description)?.trim() === '') bare.push(description!);
  }
  const [first] = bare;
  if (first) {
    const message = `${bare.length === 1 ? 'one model has' : `${bare.length} models have`} an empty description`;
    yield valueDiagnostic(facts, 'empty-description', first, `${provider}/description`, message, {
      hint: 'describe the model, or omit the key',
    });
  }
}

/** The id in lower case, with one separator for all. */
function foldSpelling(id: string): string {
  return id.toLowerCase().replaceAll(/[-_.]/g, '-');
}

function jsonOfNode({ json }: Facts, { offset, length }: JsonNode): string {
  return json.slice(offset, offset + length);
}

function removeElement({ json }: Facts, list: JsonNode, element: JsonNode): SpliceEdit[] {
  return removalSplices(json, list, [element]).map((splice) => ({ kind: 'splice', path: providerJsonPath, ...splice }));
}
