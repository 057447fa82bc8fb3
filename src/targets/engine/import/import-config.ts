// The inverse of a plan: reads specs from the files of a target with its mappings.
import { diagnose, type Diagnostic } from '../../../core/diagnostics.js';
import { differingPaths, getIn, sameValue, setIn } from '../../../core/json-values.js';
import { quote } from '../../../core/text.js';
import type { StructureNode, Tree } from '../../../core/tree.js';
import { normalize } from '../../../spec/normalize.js';
import type { ProviderSpec } from '../../../spec/provider.js';
import type { AgentView } from '../agent-definition.js';
import { resolveAgentView } from '../agent-view.js';
import {
  isChoice,
  isEntry,
  type ConfigDefinition,
  type EntryPart,
  type Part,
  type ValuePart,
  type ChoicePart,
} from '../config-definition.js';
import { readMappings, toFieldMapping, writeMappings, type PartialModel, type PartialSpec, type UnreadValue } from '../field-mapping.js';
import { providerFromProfileName, readModel } from '../model-mappings.js';
import type { Import, ImportedProvider } from '../target.js';
import { completeSpec } from './endpoint.js';
import { filesOfPattern, nodesAt, type Holes } from './holes.js';
import { findImportLosses, type Loss } from './losses.js';

interface FoundProvider {
  readonly partial: PartialSpec;
  readonly path: string;
  readonly node: StructureNode;
  readonly part: Part;
}

type FoundProviders = Map<string, FoundProvider>;

/** The providers in the files of a home directory or a project, each with the values that its spec cannot hold. */
export async function importConfig(definition: ConfigDefinition, tree: Tree): Promise<Import> {
  const diagnostics: Diagnostic[] = [];
  const found: FoundProviders = new Map();
  const single = emptyPartialSpec();
  const hasEntries = definition.parts.some(isEntry);
  for (const part of readableParts(definition)) {
    const file = definition.files[part.file ?? Object.keys(definition.files)[0]!]!;
    for (const { path, holes } of await filesOfPattern(file, tree)) {
      const structure = await tree.structure(path, file.format);
      if (!structure) continue;
      const { root } = structure;
      if (!root)
        diagnostics.push(diagnose('edit/syntax', structure.problem.message, { at: tree.position(path, structure.problem.offset) }));
      else if (isEntry(part)) readEntries(definition, part, root, path, holes, found);
      else if (hasEntries) readValue(part, root, holes, found);
      else readSingleProvider(definition, part, root, path, single, found);
    }
  }
  const providers: ImportedProvider[] = [];
  for (const provider of found.values()) {
    const { partial, path, node } = provider;
    const at = tree.position(path, node.offset);
    const problem = completeSpec(definition, partial);
    const subject = partial.spec.id!;
    if (problem !== undefined) diagnostics.push(diagnose('import/not-read', `${quote(subject)}: ${problem}`, { at, subject }));
    else {
      const losses = lossesOf(definition, provider).map(({ where, what, offset }) => {
        const how = definition.isComparedOnImport ? 'does not give back' : 'has no place for';
        const message = `${subject}: a spec ${how} ${what === '' ? 'any of it' : `\`${what}\``}`;
        return diagnose('import/not-held', message, { at: tree.position(path, offset), subject: `${subject}/${where}` });
      });
      providers.push({ spec: partial.spec as unknown as ProviderSpec, at, losses });
    }
  }
  return { providers, diagnostics };
}

/** The entries of providers and the values in their own files; for an agent without entries, all its values. */
function readableParts({ parts }: ConfigDefinition): readonly Part[] {
  const entries = parts.filter(isEntry);
  return entries.length > 0 ? [...entries, ...parts.filter((part) => !isEntry(part) && !isChoice(part))] : parts;
}

function readEntries(
  { id: target }: ConfigDefinition,
  part: EntryPart,
  root: StructureNode,
  path: string,
  outer: Holes,
  found: FoundProviders,
): void {
  for (const { node, holes } of nodesAt(root, part.at, outer)) {
    const partial = emptyPartialSpec();
    if (holes['url'] !== undefined) partial.baseUrl = holes['url'];
    if (holes['protocol'] !== undefined) partial.protocolName = holes['protocol'];
    const model = part.each && readModel(part.mappings, node.value, partial, holes['model'] ?? '');
    if (!part.each) partial.unread.push(...readMappings(part.mappings, node.value, partial));
    const profile = model && holes['profile'] !== undefined ? providerFromProfileName(holes['profile'], model) : undefined;
    const id = holes['id'] ?? holes['spec'] ?? partial.spec.id ?? profile ?? freeId(partial, found);
    const known = found.get(id);
    if (holes['spec'] !== undefined && partial.spec.id !== undefined && partial.spec.id !== id)
      partial.spec.targets = { [target]: { id: partial.spec.id } };
    partial.spec.id = id;
    if (!known) found.set(id, { partial, path, node, part });
    if (known) known.partial.unread.push(...partial.unread, ...repeatedValues(part, node, partial, model, known));
    const models = model ? [model] : known ? (partial.spec.models ?? []) : [];
    const { spec } = known?.partial ?? partial;
    for (const one of models) addModel((spec.models ??= []), one);
  }
}

/** The values of a further entry of a provider that differ from its first one: they are lost unless planning the spec writes them. */
function repeatedValues(
  part: EntryPart,
  { value }: StructureNode,
  { unread }: PartialSpec,
  model: PartialModel | undefined,
  first: FoundProvider,
): UnreadValue[] {
  const known = new Set(unread.map(({ path }) => path));
  return Object.entries(part.mappings).flatMap(([path, row]) => {
    const mapping = toFieldMapping(row);
    const found = getIn(value, path);
    const before = first.part === part ? getIn(first.node.value, path) : undefined;
    if (found === undefined || known.has(path) || mapping.isPlaceholder || mapping.isWrittenOnce) return [];
    return before !== undefined && sameValue(before, found) ? [] : { path, written: { mapping, value: found, model } };
  });
}

/** Reads a value outside of the entry, in a file that belongs to the provider. */
function readValue(part: ValuePart | ChoicePart, root: StructureNode, outer: Holes, found: FoundProviders): void {
  for (const { node, holes } of nodesAt(root, part.at, outer)) {
    const partial = found.get(holes['id'] ?? '')?.partial;
    if (partial) partial.unread.push(...readPlaced(part, node, partial));
  }
}

/** Reads a value of an agent that uses one provider: all its places belong to that provider. */
function readSingleProvider(
  { protocols }: ConfigDefinition,
  part: ValuePart | ChoicePart,
  root: StructureNode,
  path: string,
  partial: PartialSpec,
  found: FoundProviders,
): void {
  const names = new Set(Object.values(protocols).map(({ name }) => name));
  for (const { node, holes } of nodesAt(root, part.at, {})) {
    const { protocol } = holes;
    if (protocol !== undefined && !names.has(protocol)) continue;
    if (protocol !== undefined) partial.protocolName ??= protocol;
    const before = partial.baseUrl;
    partial.unread.push(...readPlaced(part, node, partial));
    if (partial.baseUrl === undefined || before !== undefined) continue;
    partial.spec.id = freeId(partial, found);
    found.set(partial.spec.id, { partial, path, node, part });
  }
}

function readPlaced({ at, value: mapping }: ValuePart | ChoicePart, { value }: StructureNode, partial: PartialSpec): UnreadValue[] {
  const path = at.map((step) => (typeof step === 'string' ? step : '[]')).join('.');
  return readMappings({ value: mapping }, { value }, partial).map((unread) => ({ ...unread, path }));
}

function emptyPartialSpec(): PartialSpec {
  return { spec: { schema: 'providersmith/1' }, keyMembers: {}, unread: [] };
}

/** A model can be in two places, each with some of its fields. */
function addModel(models: PartialModel[], model: PartialModel): void {
  const known = models.find(({ id }) => id === model.id);
  if (!known) models.push(model);
  else for (const [key, value] of Object.entries(model)) if (!Object.hasOwn(known, key)) setIn(known, key, value);
}

/** An id for a provider without one in the file. Providers of the same name differ in their URL or protocol. */
function freeId(partial: PartialSpec, found: FoundProviders): string {
  const { spec, baseUrl, protocolName } = partial;
  const isOther = (known: PartialSpec | undefined): boolean =>
    known !== undefined && ((known.baseUrl ?? baseUrl) !== baseUrl || (known.protocolName ?? protocolName) !== protocolName);
  const host = /^[^:]+:\/\/([^/:]+)/.exec(baseUrl ?? '')?.[1];
  const id = slugOf(spec.name ?? (/^[\d.]+$/.test(host ?? '') ? host : (host?.split('.').at(-2) ?? host)));
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? id : `${id}-${number}`;
    if (!isOther(found.get(numbered)?.partial)) return numbered;
  }
}

function slugOf(name: string | undefined): string {
  return (
    (name ?? 'provider')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'provider'
  );
}

function lossesOf(definition: ConfigDefinition, { part, node, partial }: FoundProvider): readonly Loss[] {
  const agent = viewOfImport(definition, partial);
  if (definition.isComparedOnImport && isEntry(part)) return findImportLosses(node, agent && writeMappings(part.mappings, agent));
  const lost = partial.unread.flatMap((unread) => lostPaths(unread, agent));
  return lost.map((path) => ({ where: path, what: path, offset: node.offset }));
}

/** The paths at which planning the imported spec does not write an unread value again. */
function lostPaths({ path, written }: UnreadValue, agent: AgentView | undefined): string[] {
  if (!written) return [path];
  const { mapping, value, model } = written;
  const planned = model && agent?.models.find(({ id }) => id === model.id);
  const again = agent && (planned !== undefined || !model) ? mapping.write(agent, planned) : undefined;
  return differingPaths(value, again).map((steps) => [path, ...steps].join('.'));
}

/** The imported spec as the agent sees it; undefined if the agent would not accept it. */
function viewOfImport(definition: ConfigDefinition, { spec }: PartialSpec): AgentView | undefined {
  return resolveAgentView(normalize(spec as ProviderSpec), definition, { scope: 'user', setDefault: true }).agent;
}
