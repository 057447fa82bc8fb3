// Matches the holes of paths and places, such as `{id}`, with the names in a file.
import type { PathStep } from '../../../core/edits.js';
import { escapeRegExp } from '../../../core/text.js';
import type { StructureNode, Tree } from '../../../core/tree.js';
import { holePattern, type ConfigFile } from '../config-definition.js';

/** The texts that fill the holes of a pattern. */
export type Holes = Readonly<Record<string, string>>;

/** The texts that fill the holes of a pattern; undefined if the text does not match. The id of a provider has no slash; that of a model can. */
export function matchHoles(pattern: string, text: string): Holes | undefined {
  const parts = pattern.split(holePattern);
  // With a group in the pattern, `split` gives the texts between holes and the names of holes in turn.
  const source = parts.map((part, index) => (index % 2 === 0 ? escapeRegExp(part) : holeSource(part))).join('');
  const match = new RegExp(`^${source}$`).exec(text);
  return match ? { ...match.groups } : undefined;
}

function holeSource(hole: string): string {
  return hole === 'id' || hole === 'spec' ? `(?<${hole}>[^/:]+)` : `(?<${hole}>.+)`;
}

/** The names that a file can have; one with a hole is looked up in its folder. */
export async function filesOfPattern({ user, project, elsewhere }: ConfigFile, tree: Tree): Promise<{ path: string; holes: Holes }[]> {
  // Some agents have the same path in the home directory and in a project.
  const names = [...new Set([user, ...(elsewhere?.user ?? []), ...(project === undefined ? [] : [project])])];
  const found = names.map(async (name) => {
    if (!name.includes('{')) return [{ path: name, holes: {} }];
    const paths = await tree.list(name.slice(0, Math.max(0, name.lastIndexOf('/'))));
    return paths.flatMap((path) => {
      const holes = matchHoles(name, path);
      return holes ? [{ path, holes }] : [];
    });
  });
  return (await Promise.all(found)).flat();
}

/** The nodes at a place, with the texts that fill the holes of its steps. */
export function nodesAt(root: StructureNode, at: readonly PathStep[], outer: Holes): { node: StructureNode; holes: Holes }[] {
  const [step, ...rest] = at;
  if (step === undefined) return [{ node: root, holes: outer }];
  const next = typeof step === 'string' ? membersMatching(root, step) : elementsMatching(root, step.where);
  return next.flatMap(({ node, holes }) => nodesAt(node, rest, { ...outer, ...holes }));
}

function membersMatching({ members }: StructureNode, pattern: string): { node: StructureNode; holes: Holes }[] {
  return [...(members ?? [])].flatMap(([key, node]) => {
    const holes = matchHoles(pattern, key);
    return holes ? [{ node, holes }] : [];
  });
}

function elementsMatching(
  { elements = [] }: StructureNode,
  where: Readonly<Record<string, string>>,
): { node: StructureNode; holes: Holes }[] {
  return elements.flatMap((node) => {
    const matches = Object.entries(where).map(([key, pattern]) => {
      const value = node.members?.get(key)?.value;
      return typeof value === 'string' ? matchHoles(pattern, value) : undefined;
    });
    return matches.every((holes) => holes !== undefined) ? [{ node, holes: Object.assign({}, ...matches) as Holes }] : [];
  });
}
