import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

/** The file that says whose the others are. */
export const noticeName = 'NOTICE.txt';

/**
 * Writes answers into the folder in the form that src/io/net/snapshot.ts reads, a line of what is known and the body, and beside them whose they
 * are. Each is whole in the folder before the first one takes the place of an old one.
 * @param answers `{url, date, digest, body}`
 * @param known what comes with the package by its URL: `{id, copyright, licence}`
 * @returns the paths
 */
export function writeSnapshots(folder, answers, known, { readSnapshot, snapshotName }) {
  const files = answers.map(({ url, date, digest, body }) => {
    const text = Buffer.from(`${JSON.stringify({ date, digest, url })}\n${body}`);
    return [snapshotName(url), brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } })];
  });
  mkdirSync(folder, { recursive: true });
  const dayOf = (url) => (answers.find((answer) => answer.url === url) ?? readSnapshot(url, pathToFileURL(`${folder}/`)))?.date;
  const named = [...known].map(([url, whose]) => ({ url, ...whose, name: snapshotName(url), date: dayOf(url) }));
  const names = new Set([...readdirSync(folder), ...files.map(([name]) => name)]);
  files.push([
    noticeName,
    noticeOf(
      named.filter(({ date }) => date !== undefined),
      strangers(names, named),
    ),
  ]);
  const next = (name) => join(folder, `${name}.new`);
  try {
    for (const [name, content] of files) writeFileSync(next(name), content);
    for (const [name] of files) renameSync(next(name), join(folder, name));
  } finally {
    for (const [name] of files) rmSync(next(name), { force: true });
  }
  return files.map(([name]) => join(folder, name));
}

/** The names of answers that are none of those that are known. */
export function strangers(names, known) {
  return [...names].filter((name) => name.endsWith('.br') && !known.some((one) => one.name === name));
}

function noticeOf(named, others) {
  const parts = named.map(({ id, url, date, name, copyright, licence }) =>
    [`${id}, ${date}: ${name}`, `  from ${url}`, `  MIT licence, ${copyright}`, `  ${licence}`].join('\n'),
  );
  const rest = others.map((name) => `${name}\n  put here by hand, under terms that are not known here`);
  return `What model catalogs answered on the day that is named, word for word, for runs without a network. Each file is compressed with
Brotli: a line of JSON about the answer, then the answer.

${[...parts, ...rest].join('\n\n')}

The text of the MIT licence is that of the file LICENSE of this package, with the copyright line above in the place of its own.
`;
}
