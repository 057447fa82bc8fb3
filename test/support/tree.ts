import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder, open to other users, that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'providersmith-test-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything in a folder by its path: a link with where it leads, a file with its mode and bytes, a folder with a slash. */
export function treeOf(folder: string): Record<string, string> {
  const tree: Record<string, string> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const full = join(folder, path);
    const stat = lstatSync(full);
    if (stat.isSymbolicLink()) tree[path] = `-> ${readlinkSync(full)}`;
    else if (stat.isDirectory()) tree[`${path}/`] = '';
    else tree[path] = `${(stat.mode & 0o7777).toString(8)} ${readFileSync(full, 'latin1')}`;
  }
  return tree;
}
