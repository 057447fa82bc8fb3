// What an audit looks at: each file read once, each place found once.
import { openJson, type JsonNode, type RustItem, type RustSource, type Tree } from '../api.js';
import { providerJsonPath } from '../provider-json.js';
import { domainPath, repoPath } from '../rust.js';

/** A provider of provider.json, as it stands there: nothing is known of its form but that it is an object. */
export interface CatalogEntry {
  readonly node: JsonNode;
  /** Undefined when it is no text. */
  readonly id: string | undefined;
  /** The value of a member, when it has one. */
  member(key: string): JsonNode | undefined;
}

/** The four lists of provider.rs that know each provider; undefined where the place is not found. */
export interface Identity {
  readonly source: RustSource;
  readonly consts: readonly RustItem[] | undefined;
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
  readonly identity: Identity | undefined;
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
    identity: domain && {
      source: domain,
      consts: domain.items({ item: 'const', within: { impl: 'ProviderId' } }),
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
