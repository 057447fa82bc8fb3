// What an audit looks at: each file read once, each place found once.
import { openJson, type JsonNode, type RustItem, type RustSource, type Tree } from '../api.js';
import { defaultDisplayName } from '../names.js';
import { providerJsonPath } from '../provider-json.js';
import { domainPath, repoPath } from '../rust.js';
import { elementsOf, memberOf, textOf } from './json-nodes.js';

/** A provider of provider.json, as it stands there: nothing is known of its form but that it is an object. */
export interface CatalogEntry {
  readonly node: JsonNode;
  /** Undefined when it is no text. */
  readonly id: string | undefined;
  /** The value of a member, when it has one. */
  member(key: string): JsonNode | undefined;
}

/** The four lists of provider.rs that know each provider; undefined where the place is not found. */
export interface ProviderRs {
  readonly source: RustSource;
  readonly constants: readonly RustItem[] | undefined;
  readonly builtIn: readonly RustItem[] | undefined;
  readonly displayArms: readonly RustItem[] | undefined;
  readonly fromStr: readonly RustItem[] | undefined;
  readonly tests: readonly RustItem[] | undefined;
}

export interface Facts {
  readonly tree: Tree;
  /** Where provider.json is in the tree. */
  readonly path: string;
  /** The text of provider.json. */
  readonly json: string;
  /** Why it does not parse: nothing more can be said of it then. */
  readonly jsonProblem: { readonly offset: number; readonly message: string } | undefined;
  /** The whole document; undefined when it does not parse. */
  readonly root: JsonNode | undefined;
  readonly entries: readonly CatalogEntry[];
  /** What stands in the list, or instead of it, and is no entry. */
  readonly strays: readonly JsonNode[];
  readonly providerRs: ProviderRs | undefined;
  /** The functions of the first `mod tests` of provider_repo.rs. */
  readonly configTests: readonly RustItem[] | undefined;
}

export async function readFacts(tree: Tree, path = providerJsonPath): Promise<Facts> {
  const json = (await tree.read(path)) ?? '';
  const { document, problems } = openJson(json);
  const elements = document?.root.type === 'array' ? (document.root.children ?? []) : [];
  const strays = document?.root.type === 'array' ? elements.filter(({ type }) => type !== 'object') : document ? [document.root] : [];
  const domain = await tree.rust(domainPath);
  const repo = await tree.rust(repoPath);
  return {
    tree,
    path,
    json,
    jsonProblem: problems[0],
    root: document?.root,
    entries: elements.filter((node) => node.type === 'object').map(toCatalogEntry),
    strays,
    providerRs: domain && {
      source: domain,
      constants: domain.items({ item: 'const', within: { impl: 'ProviderId' } }),
      builtIn: domain.items({ item: 'element', within: { impl: 'ProviderId', fn: 'built_in_providers' } }),
      displayArms: domain.items({ item: 'arm', within: { impl: 'ProviderId', fn: 'display_name' } }),
      fromStr: domain.items({ item: 'arm', within: { impl: 'ProviderId', trait: 'FromStr', fn: 'from_str' } }),
      tests: domain.items({ item: 'fn', within: { mod: 'tests' } }),
    },
    configTests: repo?.items({ item: 'fn', within: { mod: 'tests' } }),
  };
}

function toCatalogEntry(node: JsonNode): CatalogEntry {
  const members = new Map((node.children ?? []).map((property) => [property.children?.[0]?.value as string, property.children?.[1]]));
  const id: unknown = members.get('id')?.value;
  return { node, id: typeof id === 'string' ? id : undefined, member: (key) => members.get(key) };
}

/** The id of a constant: the one string in it. */
export function idOfConstant(item: RustItem): string | undefined {
  return item.strings.length === 1 ? item.strings[0] : undefined;
}

/** The ids of the constants by their names; undefined where the constants are not found. */
export function idsByConstant({ providerRs }: Facts): ReadonlyMap<string, string | undefined> | undefined {
  return providerRs?.constants && new Map(providerRs.constants.map((item) => [item.keys[0]!, idOfConstant(item)]));
}

/** The name that an arm of `display_name` gives; undefined when it is none that can be read. */
export function displayNameOfArm({ keys, strings }: RustItem): string | undefined {
  return strings.length === keys.length + 1 ? strings.at(-1) : undefined;
}

/** What `display_name` gives for an id; undefined when its arm cannot be read. */
export function displayName({ providerRs }: Facts, id: string): string | undefined {
  const arm = providerRs?.displayArms?.find(({ keys }) => keys.includes(id));
  return arm ? displayNameOfArm(arm) : defaultDisplayName(id);
}

/** The names in `url_param_vars`, which are strings or members of objects. */
export function parameterNamesOf(entry: CatalogEntry): string[] {
  return elementsOf(entry.member('url_param_vars')).flatMap((node) => textOf(node.type === 'object' ? memberOf(node, 'name') : node) ?? []);
}

/** The ids of its models; undefined when it has no list. */
export function modelIdsOf(entry: CatalogEntry): string[] | undefined {
  const models = entry.member('models');
  return models?.type === 'array' ? elementsOf(models).flatMap((node) => textOf(memberOf(node, 'id')) ?? []) : undefined;
}

/** What an entry is called in diagnostics. */
export function entryName({ id, node }: CatalogEntry): string {
  return id ?? `entry ${String((node.parent?.children?.indexOf(node) ?? 0) + 1)}`;
}

/** Whether it answers chats: a context engine does not. */
export function servesModels(entry: CatalogEntry): boolean {
  return textOf(entry.member('provider_type')) !== 'context_engine';
}
