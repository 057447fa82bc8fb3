// The texts that files in a home had before: `remove` gives one back as it was, where nothing else has changed the file since.
import type { FileChange } from '../core/edits.js';
import { shortHash } from '../io/hash.js';
import { inside, readRegularFile } from '../io/read.js';

/** Below the folder that is edited; beside it, what is written there is for the user alone. */
export const backupFolder = '.local/state/providersmith/backup';

/** How many texts are kept of a file. */
const kept = 10;

interface Entry {
  /** What was put in, for one to tell whether it is the same that is taken out. */
  readonly of: string;
  /** The hash of the text that was written. */
  readonly after: string;
  /** The text before; null where there was no file. */
  readonly before: string | null;
}

/** @returns the changes with those of the backups, which are written with them or not at all */
export async function withBackup(root: string, changes: readonly FileChange[], of: string): Promise<FileChange[]> {
  const backups = changes.map(async ({ path, before, after }) => {
    const entries = await entriesOf(root, path);
    const others = entries.list.filter((entry) => entry.of !== of);
    const last = entries.list.at(-1);
    // The same providers once more, as a newer spec has them: the text without them is the one before the first time. Where
    // somebody changed the file since, there is none.
    const again = last?.of === of && last.after === shortHash(before ?? '') ? last : undefined;
    if (!again && others.length < entries.list.length) return journal(path, entries, others);
    const entry: Entry = { of, after: shortHash(after ?? ''), before: again ? again.before : (before ?? null) };
    return journal(path, entries, [...others, entry].slice(-kept));
  });
  return [...changes, ...(await Promise.all(backups))];
}

/** @returns the changes, with the text that was there before in place of the one from which the entries were taken out */
export async function fromBackup(root: string, changes: readonly FileChange[], of: string): Promise<FileChange[]> {
  const restored = changes.map(async (change) => {
    const entries = await entriesOf(root, change.path);
    const last = entries.list.at(-1);
    if (!last || last.of !== of || last.after !== shortHash(change.before ?? '')) return [change];
    return [{ ...change, after: last.before ?? undefined }, journal(change.path, entries, entries.list.slice(0, -1))];
  });
  return (await Promise.all(restored)).flat();
}

export function isBackup({ path }: FileChange): boolean {
  return path.startsWith(`${backupFolder}/`);
}

interface Entries {
  readonly text: string | undefined;
  readonly list: readonly Entry[];
}

async function entriesOf(root: string, path: string): Promise<Entries> {
  const text = await readRegularFile(inside(root, placeOf(path)));
  if (text === undefined) return { text, list: [] };
  try {
    const { entries } = JSON.parse(text) as { entries: Entry[] };
    return { text, list: Array.isArray(entries) ? entries : [] };
  } catch {
    // Somebody else's text. It is written over: what it held could not be used any more.
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
