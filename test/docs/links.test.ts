// Links between pages lead somewhere, and a path of this repository that a page names exists.
import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as api from '../../src/targets/api.js';
import { pagePaths, proseOf, readPage } from '../support/pages.js';

describe('links', () => {
  it.each(pagePaths.map((path) => [path]))('%s has no dead link', (path) => {
    const dead = [...proseOf(readPage(path)).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)]
      .map(([, file = '', anchor]) => ({ file: file === '' ? path : normalize(join(dirname(path), file)), anchor }))
      .filter(({ file, anchor }) => !existsSync(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor)));
    expect(dead).toEqual([]);
  });
});

describe('paths', () => {
  it.each(pagePaths.map((path) => [path]))('%s names no path that does not exist', (path) => {
    const named = [...proseOf(readPage(path)).matchAll(/`((?:src|test|scripts|fixtures|templates|schemas|docs|bench)\/[\w./@-]*)`/g)];
    const missing = named.map(([, name]) => name!).filter((name) => !existsSync(name) && !/my-agent|^src\/generated/.test(name));
    expect(missing).toEqual([]);
  });
});

/** The anchors of a page, as GitHub makes them of headings, and its own. */
function anchorsOf(path: string): string[] {
  if (!statSync(path).isFile() || !path.endsWith('.md')) return [];
  const page = readPage(path);
  const headings = [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
    text!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...page.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id!)];
}

it('docs/internals/adding-a-target.md names only what a target can import', () => {
  const named = readPage('docs/internals/adding-a-target.md').matchAll(/(?<!\/)\bapi\.(\w+)/g);
  expect([...named].map(([, name]) => name!).filter((name) => name !== 'ts' && !(name in api))).toEqual([]);
});
