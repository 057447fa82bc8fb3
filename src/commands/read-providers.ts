// Reads the providers of a target's files: a whole folder, or one file.
import { diagnose } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { list } from '../core/text.js';
import { isFolder, readText } from '../io/files/read.js';
import type { Import, Target } from '../targets/engine/target.js';
import { loadTarget } from './targets.js';
import { OpenTree } from './tree.js';

export interface ReadProviders {
  readonly imported: Import;
  /** The texts that were read, by their paths for the user. */
  readonly sources: Map<string, string>;
  /** The path for the user of a path in the tree. */
  readonly shownPath: (path: string) => string;
}

/**
 * @param from a folder that the target edits, or one of its files
 * @throws DiagnosticError `io/read`, `target/unknown`, `target/cannot`, `target/not-found`
 */
export async function readProviders(targetId: string, from: string): Promise<ReadProviders> {
  const target = await loadTarget(targetId);
  if (!target.import) throw new DiagnosticError(diagnose('target/cannot', `${target.title} does not support import`));
  const { tree, shownPath } = isFolder(from) ? await openFolder(target, from) : openFile(target, from);
  try {
    const imported = await target.import(tree);
    return { imported, sources: new Map([...tree.sources].map(([path, text]) => [shownPath(path), text])), shownPath };
  } finally {
    tree.close();
  }
}

interface ImportTree extends Pick<ReadProviders, 'shownPath'> {
  readonly tree: OpenTree;
}

async function openFolder(target: Target, folder: string): Promise<ImportTree> {
  const tree = new OpenTree(folder);
  for (const file of targetFileNames(target))
    if (await hasFile(tree, file)) return { tree, shownPath: (path) => `${folder.replace(/\/+$/, '')}/${path}` };
  throw new DiagnosticError(
    diagnose('target/not-found', `${folder} contains no file that ${target.title} reads`, {
      hint: `its files are ${list(target.files)}`,
    }),
  );
}

/** Opens a lone file as the file of the target that has the same name, or else the same extension. */
function openFile(target: Target, from: string): ImportTree {
  const text = readText(from);
  if (text === undefined) throw new DiagnosticError(diagnose('io/read', `cannot read ${from}: it does not exist`));
  const file = fileLike(target, from);
  if (file === undefined)
    throw new DiagnosticError(
      diagnose('io/read', `${from} is not a file of ${target.title}`, { hint: `its files are ${list(target.files)}` }),
    );
  const tree = new OpenTree('.', { read: (path) => (path === file ? text : undefined), list: () => [file] });
  return { tree, shownPath: (path) => (path === file ? from : path) };
}

function fileLike(target: Target, from: string): string | undefined {
  const name = baseName(from);
  const sameName = targetFileNames(target).find((file) => baseName(file) === name);
  const sameExtension = target.files.filter((file) => extensionOf(file) === extensionOf(from));
  const pattern = sameName ?? (sameExtension.length === 1 ? sameExtension[0] : undefined);
  return pattern?.replace(/[^/]*\{\w+\}[^/]*$/, name);
}

function targetFileNames({ files, otherFiles = [] }: Target): readonly string[] {
  return [...files, ...otherFiles];
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function extensionOf(path: string): string {
  const name = baseName(path);
  return name.slice(name.lastIndexOf('.'));
}

/** Whether a file exists. A name with `{id}` in it exists if its folder has a file. */
async function hasFile(tree: OpenTree, file: string): Promise<boolean> {
  if (!file.includes('{')) return (await tree.read(file)) !== undefined;
  return (await tree.list(file.slice(0, Math.max(0, file.lastIndexOf('/'))))).length > 0;
}
