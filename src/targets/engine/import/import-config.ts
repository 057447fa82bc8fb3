// The inverse of a plan: what the lenses of a target read in its files, as specs.
import { diagnose, type Diagnostic } from '../../../core/diagnostics.js';
import type { PathStep } from '../../../core/edits.js';
import { normalize } from '../../../spec/normalize.js';
import type { ProviderSpec } from '../../../spec/provider.js';
import type { Import, ImportedProvider } from '../target.js';
import type { StructureNode, Tree } from '../../../core/tree.js';
import { escapeRegExp, quote } from '../../../core/text.js';
import type { ConfigDefinition, ConfigFile, Part } from '../config-definition.js';
import { setIn } from '../../../core/json-values.js';
import { completeSpec } from './endpoint.js';
import { resolveAgentView } from '../agent-view.js';
import { providerFromProfileName, readMappings, writeMappings, type PartialSpec, type PartialModel } from '../field-mapping.js';
import { findImportLosses, type Loss } from './losses.js';
import { readModel } from '../common-mappings.js';

/** What stands in the place of `{id}` and the like. */
type Holes = Readonly<Record<string, string>>;

interface Found {
  readonly draft: PartialSpec;
  readonly path: string;
  readonly node: StructureNode;
  readonly part: Part;
}

/** The providers in the files of a home or a project, each with what its spec cannot hold. */
export async function importConfig(definition: ConfigDefinition, tree: Tree): Promise<Import> {
  const diagnostics: Diagnostic[] = [];
  const found = new Map<string, Found>();
  const entries = definition.parts.filter(({ rows, choice }) => rows && !choice);
  const alone: PartialSpec = emptyDraft();
  for (const part of entries.length > 0 ? entries : definition.parts) {
    const file = definition.files[part.file ?? Object.keys(definition.files)[0]!]!;
    for (const { path, holes } of await filesOf(file, tree)) {
      const structure = await tree.structure(path, file.format);
      if (!structure) continue;
      const { root } = structure;
      if (!root)
        diagnostics.push(diagnose('edit/syntax', structure.problem.message, { at: tree.position(path, structure.problem.offset) }));
      else if (entries.length > 0) readPart(definition, part, root, path, holes, found);
      else readChoice(definition, part, root, path, alone, found);
    }
  }
  const providers: ImportedProvider[] = [];
  for (const { draft, path, node, part } of found.values()) {
    const at = tree.position(path, node.offset);
    const problem = completeSpec(definition, draft);
    if (problem !== undefined) {
      diagnostics.push(diagnose('import/not-read', `${quote(draft.spec.id)}: ${problem}`, { at, subject: draft.spec.id! }));
      continue;
    }
    const unread = draft.unread.map((what) => ({ where: what, what, offset: node.offset }));
    const how = definition.isCompared ? 'does not give back' : 'has no place for';
    const losses = (definition.isCompared ? lostOf(definition, part, node, draft) : unread).map(({ where, what, offset }) =>
      diagnose('import/not-held', `${draft.spec.id!}: a spec ${how} ${what === '' ? 'any of it' : `\`${what}\``}`, {
        at: tree.position(path, offset),
        subject: `${draft.spec.id!}/${where}`,
      }),
    );
    providers.push({ spec: draft.spec as unknown as ProviderSpec, at, losses });
  }
  return { providers, diagnostics };
}

/** The names under which a file can be there; those with a hole are looked for in their folder. */
async function filesOf({ user, project, elsewhere }: ConfigFile, tree: Tree): Promise<{ path: string; holes: Holes }[]> {
  // Some agents have the same path below a home and below a project.
  const names = [...new Set([user, ...(elsewhere?.user ?? []), ...(project === undefined ? [] : [project])])];
  const found = names.map(async (name) => {
    if (!name.includes('{')) return [{ path: name, holes: {} }];
    const paths = await tree.list(name.slice(0, Math.max(0, name.lastIndexOf('/'))));
    return paths.flatMap((path) => {
      const holes = holesOf(name, path);
      return holes ? [{ path, holes }] : [];
    });
  });
  return (await Promise.all(found)).flat();
}

function readPart(
  { id: target }: ConfigDefinition,
  part: Part,
  root: StructureNode,
  path: string,
  outer: Holes,
  found: Map<string, Found>,
): void {
  for (const { node, holes } of entriesAt(root, part.at, outer)) {
    const draft = emptyDraft();
    if (holes['url'] !== undefined) draft.baseUrl = holes['url'];
    if (holes['wire'] !== undefined) draft.wire = holes['wire'];
    const model = part.each && readModel(part.rows!, node.value, draft, holes['model'] ?? '');
    if (!part.each) draft.unread.push(...readMappings(part.rows!, node.value, draft));
    const profile = model && holes['profile'] !== undefined ? providerFromProfileName(holes['profile'], model) : undefined;
    const id = holes['id'] ?? holes['spec'] ?? draft.spec.id ?? profile ?? freeId(draft, found);
    const known = found.get(id);
    if (holes['spec'] !== undefined && draft.spec.id !== undefined && draft.spec.id !== id)
      draft.spec.targets = { [target]: { id: draft.spec.id } };
    draft.spec.id = id;
    if (!known) found.set(id, { draft, path, node, part });
    const into = known?.draft ?? draft;
    if (known) into.unread.push(...draft.unread);
    if (model) addModel((into.spec.models ??= []), model);
  }
}

/** Of a host that is told of one provider alone, every place says something of it. */
function readChoice(
  { wires }: ConfigDefinition,
  part: Part,
  root: StructureNode,
  path: string,
  draft: PartialSpec,
  found: Map<string, Found>,
): void {
  const names = new Set(Object.values(wires).map(({ as }) => as));
  for (const { node, holes } of entriesAt(root, part.at, {})) {
    if (holes['wire'] !== undefined && !names.has(holes['wire'])) continue;
    if (holes['wire'] !== undefined) draft.wire ??= holes['wire'];
    const before = draft.baseUrl;
    part.value?.read?.(node.value, draft, undefined);
    if (draft.baseUrl === undefined || before !== undefined) continue;
    draft.spec.id = freeId(draft, found);
    found.set(draft.spec.id, { draft, path, node, part });
  }
}

function emptyDraft(): PartialSpec {
  return { spec: { schema: 'providersmith/1' }, keyMembers: {}, unread: [] };
}

/** A model can be in two places, each with a part of what is known of it. */
function addModel(models: PartialModel[], model: PartialModel): void {
  const known = models.find(({ id }) => id === model.id);
  if (!known) models.push(model);
  else for (const [key, value] of Object.entries(model)) if (!Object.hasOwn(known, key)) setIn(known, key, value);
}

/** The nodes at a place, with what its steps have in the place of `{id}` and the like. */
function entriesAt(root: StructureNode, at: readonly PathStep[], outer: Holes): { node: StructureNode; holes: Holes }[] {
  let here: { node: StructureNode; holes: Holes }[] = [{ node: root, holes: outer }];
  for (const step of at)
    here = here.flatMap(({ node, holes }) => {
      if (typeof step === 'string')
        return [...(node.members ?? [])].flatMap(([key, member]) => {
          const matched = holesOf(step, key);
          return matched ? [{ node: member, holes: { ...holes, ...matched } }] : [];
        });
      return (node.elements ?? []).flatMap((element) => {
        let all: Record<string, string> | undefined = { ...holes };
        for (const [key, pattern] of Object.entries(step.where)) {
          const value = element.members?.get(key)?.value;
          const matched: Record<string, string> | undefined = typeof value === 'string' ? holesOf(pattern, value) : undefined;
          all = all && matched ? { ...all, ...matched } : undefined;
        }
        return all ? [{ node: element, holes: all }] : [];
      });
    });
  return here;
}

/** The texts that stand for the holes of a pattern; undefined when the text is another. The id of a provider has no slash, that of a model can. */
function holesOf(pattern: string, text: string): Record<string, string> | undefined {
  const source = escapeRegExp(pattern).replaceAll(/\\\{(id|spec|name|url|wire|model|profile)\\\}/g, (_, hole: string) => {
    return hole === 'id' || hole === 'spec' ? `(?<${hole}>[^/:]+)` : `(?<${hole}>.+)`;
  });
  const match = new RegExp(`^${source}$`).exec(text);
  return match ? { ...match.groups } : undefined;
}

/** An id for a provider that the file gives none: another one of the same name is told by its URL and protocol. */
function freeId(draft: PartialSpec, found: ReadonlyMap<string, Found>): string {
  const { spec, baseUrl, wire } = draft;
  const isOther = (known: PartialSpec | undefined): boolean =>
    known !== undefined && ((known.baseUrl ?? baseUrl) !== baseUrl || (known.wire ?? wire) !== wire);
  const host = /^[^:]+:\/\/([^/:]+)/.exec(baseUrl ?? '')?.[1];
  const id = idOf(spec.name ?? (/^[\d.]+$/.test(host ?? '') ? host : (host?.split('.').at(-2) ?? host)));
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? id : `${id}-${number}`;
    if (!isOther(found.get(numbered)?.draft)) return numbered;
  }
}

function idOf(name: string | undefined): string {
  return (
    (name ?? 'provider')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'provider'
  );
}

/** What becomes something else when what was read is written once more; all of it where that cannot be written. */
function lostOf(definition: ConfigDefinition, { rows = {} }: Part, node: StructureNode, draft: PartialSpec): readonly Loss[] {
  const { host } = resolveAgentView(normalize(draft.spec as ProviderSpec), definition, { scope: 'user', setDefault: false });
  const isTaken = host && definition.refuses?.(host) === undefined;
  return findImportLosses(node, isTaken ? writeMappings(rows, host) : undefined);
}
