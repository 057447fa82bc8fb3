// `npm run snapshot`: makes what catalogs answer today come with the package, for runs without a network; `npm publish` runs it. With a file,
// and for a machine without a network: what a URL answered on the day. Writes everything, or says what is wrong, writes nothing and exits with 2.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withSources } from './load.js';
import { catalogs, wrongWith } from './snapshot/catalogs.js';
import { strangers, writeSnapshots } from './snapshot/write.js';

const usage = 'usage: npm run snapshot [-- <folder>]\n       npm run snapshot -- <url> <file> <YYYY-MM-DD> [folder]';
const own = join(dirname(fileURLToPath(import.meta.url)), '../snapshot');
const isUrl = (text) => /^https?:\/\//.test(text) && URL.canParse(text);

const sources = {
  'commands/sources.ts': ['loadSource'],
  'core/errors.ts': ['DiagnosticError'],
  'spec/normalize.ts': ['normalize'],
  'io/net/cache.ts': ['digestOf'],
  'io/net/fetch-json.ts': ['createFetcher'],
  'io/net/snapshot.ts': ['readSnapshot', 'snapshotName'],
};

/** What somebody can do something about. */
class Problem extends Error {}

/** The catalogs with their sources, by their URLs. */
async function load({ loadSource }) {
  const loaded = Object.entries(catalogs).map(async ([id, catalog]) => {
    const source = await loadSource(id);
    return [source.url, { id, ...catalog, source }];
  });
  return new Map(await Promise.all(loaded));
}

/** What all catalogs answer now. @throws Problem that names each one that does not */
async function askAll(known, folder, { createFetcher, normalize, snapshotName, DiagnosticError }) {
  const files = [...known.keys()].map((url) => ({ name: snapshotName(url) }));
  const [stranger] = strangers(readdirIfThere(folder), files);
  if (stranger !== undefined) throw new Problem(`${join(folder, stranger)} is of no catalog that may come with the package: take it away`);
  const fetchJson = createFetcher({ offline: false });
  const asked = [...known].map(async ([url, { id, source, ...catalog }]) => {
    try {
      const { body, digest, date } = await fetchJson(source.request());
      const wrong = wrongWith(catalog, source, JSON.parse(body), normalize);
      if (wrong === undefined) return { url, body, digest, date };
      return { wrong: `${id}: what ${url} answers is not good: ${wrong}\n  look at it; scripts/snapshot/catalogs.js says what is good` };
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      const { message, hint = 'run it again' } = error.diagnostic;
      return { wrong: `${id}: ${message}\n  ${hint}` };
    }
  });
  const answers = await Promise.all(asked);
  const wrong = answers.flatMap((answer) => answer.wrong ?? []);
  if (wrong.length > 0) throw new Problem(`${wrong.join('\n')}\nnothing was written: a release needs what each of them answers today`);
  return answers;
}

function readdirIfThere(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What a file says that a URL answered. @throws Problem */
async function answerOfFile(url, file, date, known, { digestOf, normalize }) {
  if (!isUrl(url)) throw new Problem(`${url} is not a URL`);
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) throw new Problem(`${date} is not a day: write YYYY-MM-DD`);
  const catalog = known.get(url);
  let text;
  let body;
  try {
    // Without a byte order mark, as an answer is kept.
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
    body = JSON.parse(text);
  } catch (error) {
    throw new Problem(`${file} is not a file of JSON: ${error.message}`);
  }
  const wrong = catalog && wrongWith(catalog, catalog.source, body, normalize);
  if (wrong !== undefined) throw new Problem(`${file} is not what ${catalog.id} answers: ${wrong}`);
  return { url, date, digest: digestOf(text), body: text };
}

async function run(args, loaded) {
  const known = await load(loaded);
  const isAsked = args.length < 2;
  const folder = args[isAsked ? 0 : 3] ?? own;
  const [url, file, date] = args;
  const answers = isAsked ? await askAll(known, folder, loaded) : [await answerOfFile(url, file, date, known, loaded)];
  for (const path of writeSnapshots(folder, answers, known, loaded)) console.log(path);
}

try {
  const args = process.argv.slice(2);
  if (args.length === 2 || args.length > 4 || (args.length === 1 && isUrl(args[0]))) throw new Problem(usage);
  await withSources(sources, async (loaded) => run(args, loaded));
} catch (error) {
  // What the system says of a file that it does not write has the name of the file in it.
  if (!(error instanceof Problem) && error.syscall === undefined) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
