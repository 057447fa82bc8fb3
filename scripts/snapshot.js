// `npm run snapshot -- <url> <file> <date> [folder]`: makes an answer come with the package, for runs without a network.
// The file is read by src/io/snapshot.ts, and has the form of one of the cache: a line of what is known, then the body.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const usage = 'usage: npm run snapshot -- <url> <file> <YYYY-MM-DD> [folder]';
const [url = '', file, date = '', folder = join(dirname(fileURLToPath(import.meta.url)), '../snapshot'), ...more] = process.argv.slice(2);

/** Without a byte order mark, as an answer is kept. */
function textOf(path) {
  return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
}

function problem() {
  if (file === undefined || more.length > 0) return usage;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return `${url} is not a URL`;
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return `${date} is not a day: write YYYY-MM-DD`;
  try {
    JSON.parse(textOf(file));
  } catch (error) {
    return `${file} is not a file of JSON: ${error.message}`;
  }
}

const wrong = problem();
if (wrong !== undefined) {
  console.error(wrong);
  process.exitCode = 2;
} else {
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  const body = textOf(file);
  const head = JSON.stringify({ date, digest: `sha256:${sha256(body)}`, url });
  const made = join(folder, `${new URL(url).hostname.replaceAll(/[^a-z0-9.-]/g, '')}-${sha256(url).slice(0, 16)}.br`);
  const text = Buffer.from(`${head}\n${body}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(made, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }));
  console.log(made);
}
