// The files of a checkout that the audit reads, each parsed once.
import { openJson, type JsonNode, type RustItem, type RustSource, type Tree } from '../api.js';
import { defaultDisplayName } from '../names.js';
import { providerJsonPath } from '../provider-json.js';
import { domainPath, repoPath } from '../rust.js';
import { elementsOf, memberOf, textOf } from './json-nodes.js';

/** An object in the list of provider.json. Its members can be of any type. */
export interface CatalogEntry {
  readonly node: JsonNode;
  /** Undefined if it is not a string. */
  readonly id: string | undefined;
  /** The value of a member, if it exists. */
  member(key: string): JsonNode | undefined;
}

/** The four lists of provider.rs that contain every provider. A list that is not found is undefined. */
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
  /** Why provider.json does not parse. */
  readonly jsonProblem: { readonly offset: number; readonly message: string } | undefined;
  /** The root of provider.json; undefined if it does not parse. */
  readonly root: JsonNode | undefined;
  readonly entries: readonly CatalogEntry[];
  /** Values in the list, or in place of the list, that are not entries. */
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

/** The id of a constant: its only string. */
export function idOfConstant(item: RustItem): string | undefined {
  return item.strings.length === 1 ? item.strings[0] : undefined;
}

/** The id of each constant, by the name of the constant; undefined if the constants are not found. */
export function idsByConstant({ providerRs }: Facts): ReadonlyMap<string, string | undefined> | undefined {
  return providerRs?.constants && new Map(providerRs.constants.map((item) => [item.keys[0]!, idOfConstant(item)]));
}

/** The name that an arm of `display_name` returns; undefined if it cannot be read. */
export function displayNameOfArm({ keys, strings }: RustItem): string | undefined {
  return strings.length === keys.length + 1 ? strings.at(-1) : undefined;
}

/** The display name of an id; undefined if its arm cannot be read. */
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

/** The name of an entry in diagnostics. */
export function entryName({ id, node }: CatalogEntry): string {
  return id ?? `entry ${String((node.parent?.children?.indexOf(node) ?? 0) + 1)}`;
}

/** Whether the provider serves models. A context engine does not. */
export function servesModels(entry: CatalogEntry): boolean {
  return textOf(entry.member('provider_type')) !== 'context_engine';
}
