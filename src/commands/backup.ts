// Backups of files in a home directory: `remove` restores a file to the byte, unless another program has changed it since.
import type { FileChange } from '../core/edits.js';
import { shortHash } from '../io/hash.js';
import { resolveInside, listFiles, readRegularFile } from '../io/files/read.js';

/** Relative to the folder that is edited. Only the user may read the files in it. */
export const backupFolder = '.local/state/providersmith/backup';

/** A home directory can be a git repository, and a backup can contain keys, so git ignores the folder. */
const ignoreFile = `${backupFolder}/.gitignore`;
const ignoreAll = '*\n';

/** The maximum number of backups of a file. */
const kept = 10;

interface Entry {
  /** The providers that were added, used to check that the same ones are removed. */
  readonly of: string;
  /** The hash of the text after the edit. */
  readonly after: string;
  /** The text before the edit; null if there was no file. */
  readonly before: string | null;
}

/** @returns the changes and those of the backups, which are written together or not at all */
export function withBackup(root: string, changes: readonly FileChange[], of: string): FileChange[] {
  const backups = changes.map(({ path, before, after }) => {
    const entries = entriesOf(root, path);
    const others = entries.list.filter((entry) => entry.of !== of);
    const last = entries.list.at(-1);
    // The same providers are applied again: the text without them is the one before the first time. If the file has changed
    // since then, there is no such text.
    const again = last?.of === of && last.after === shortHash(before ?? '') ? last : undefined;
    if (!again && others.length < entries.list.length) return journal(path, entries, others);
    const entry: Entry = { of, after: shortHash(after ?? ''), before: again ? again.before : (before ?? null) };
    return journal(path, entries, [...others, entry].slice(-kept));
  });
  return [...changes, ...ignored(root, backups)];
}

/**
 * @param paths the files that may have contained the providers
 * @returns the changes, with texts restored from backups where possible
 */
export function fromBackup(root: string, changes: readonly FileChange[], paths: Iterable<string>, of: string): FileChange[] {
  const own = new Map(changes.map((change) => [change.path, change]));
  const restored = [...new Set([...own.keys(), ...paths])].map((path): FileChange[] => {
    const change = own.get(path);
    const entries = entriesOf(root, path);
    const before = change ? change.before : entries.list.length > 0 ? readRegularFile(resolveInside(root, path)) : undefined;
    const { text, left } = takeOut(entries.list, of, before, change ? change.after : before);
    const now = text === before ? [] : [{ ...(change ?? { path }), before, after: text }];
    return left === entries.list ? now : [...now, journal(path, entries, left)];
  });
  return ignored(root, restored.flat());
}

/**
 * The text and the backups of a file after providers are removed, which may not be the last ones that were added. No backup may
 * contain them any more, or a later `remove` would restore them.
 * @param now the text from which each edit was removed
 */
function takeOut(
  list: readonly Entry[],
  of: string,
  before: string | undefined,
  now: string | undefined,
): { text: string | undefined; left: readonly Entry[] } {
  const gone = new Set(of.split(' '));
  const rest = (entry: Entry): string[] => entry.of.split(' ').filter((id) => !gone.has(id));
  const first = list.findIndex((entry) => rest(entry).length < entry.of.split(' ').length);
  if (first === -1) return { text: now, left: list };
  const hash = (text: string | null | undefined): string => shortHash(text ?? '');
  // If the file has changed since, no text is restored, but the backups remain readable.
  const last = list.at(-1)!;
  if (last.after !== hash(before)) return { text: now, left: list };
  // Whether the removed providers are the last ones that were added, in one run or in several.
  const seen = new Set<string>();
  let end = list.length;
  let text: string | null | undefined = before;
  while (end > first && rest(list[end - 1]!).length === 0 && list[end - 1]!.after === hash(text)) {
    end -= 1;
    text = list[end]!.before;
    for (const id of list[end]!.of.split(' ')) seen.add(id);
  }
  // A provider whose backup was dropped is still in the text; one that was never added to this file is not.
  const isClean = [...gone].every((id) => seen.has(id) || text?.includes(id) !== true);
  if (end <= first && isClean) return { text: text ?? undefined, left: list.slice(0, end) };
  const others = rest(last).join(' ');
  if (first === list.length - 1 && others !== '')
    return { text: now, left: [...list.slice(0, -1), { of: others, after: hash(now), before: last.before }] };
  const previous = list.at(-2);
  if (first === list.length - 2 && previous?.of === of && previous.after === hash(last.before))
    return { text: now, left: [...list.slice(0, -2), { of: last.of, after: hash(now), before: previous.before }] };
  return { text: now, left: list.slice(0, first) };
}

/** @returns the changes, with a `.gitignore` as long as there are backups */
function ignored(root: string, changes: readonly FileChange[]): FileChange[] {
  const before = readRegularFile(resolveInside(root, ignoreFile));
  const left = new Set(listFiles(root, backupFolder).filter((path) => path !== ignoreFile));
  for (const change of changes.filter(isBackup)) {
    if (change.after === undefined) left.delete(change.path);
    else left.add(change.path);
  }
  const after = left.size > 0 ? (before ?? ignoreAll) : undefined;
  return after === before ? [...changes] : [...changes, { path: ignoreFile, before, after, private: true }];
}

export function isBackup({ path }: FileChange): boolean {
  return path.startsWith(`${backupFolder}/`);
}

/** The files with backups. A spec that has changed since may not lead to all of them. */
export function keptPaths(root: string): string[] {
  const journals = listFiles(root, backupFolder).filter((path) => path.endsWith('.json'));
  const paths = journals.map((journalPath) => {
    try {
      const { path } = JSON.parse(readRegularFile(resolveInside(root, journalPath))!) as { path: unknown };
      return typeof path === 'string' && placeOf(path) === journalPath ? [path] : [];
    } catch {
      return [];
    }
  });
  return paths.flat();
}

interface Entries {
  readonly text: string | undefined;
  readonly list: readonly Entry[];
}

function entriesOf(root: string, path: string): Entries {
  const text = readRegularFile(resolveInside(root, placeOf(path)));
  if (text === undefined) return { text, list: [] };
  try {
    const { entries } = JSON.parse(text) as { entries: Entry[] };
    return { text, list: Array.isArray(entries) ? entries : [] };
  } catch {
    // Not a backup file of providersmith. It is overwritten, because its content is unusable.
    return { text, list: [] };
  }
}

function journal(path: string, { text }: Entries, entries: readonly Entry[]): FileChange {
  const after = entries.length === 0 ? undefined : `${JSON.stringify({ path, entries }, null, 2)}\n`;
  return { path: placeOf(path), before: text, after, private: true };
}

function placeOf(path: string): string {
  return `${backupFolder}/${shortHash(path)}.json`;
}
