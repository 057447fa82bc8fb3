// `npm run new-target -- <id>`: the files of a new target, compiling, with golden cases that pass.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const usage = 'usage: npm run new-target -- <id> [--yaml]';
/** `api`, `engine` and `families` are what targets share, `all` means every target, `provider` is the schema of a spec. The rest are prefixes of rules. */
const taken = [
  'api',
  'engine',
  'families',
  'all',
  'provider',
  'spec',
  'draft',
  'edit',
  'target',
  'check',
  'config',
  'suppress',
  'baseline',
  'import',
  'rule',
  'io',
  'net',
  'models',
  'probe',
  'source',
];

function problem(ids, format) {
  const [id] = ids;
  if (ids.length !== 1) return usage;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 40)
    return `\`${id}\` is not an id: lower case letters and digits, \`-\` between words, at most 40 characters`;
  if (taken.includes(id)) return `\`${id}\` has another meaning`;
  const there = readdirSync(join(root, 'src/targets')).map((name) => name.replace(/\.ts$/, ''));
  if (there.includes(id)) return `there is a target \`${id}\` already`;
  const files = Object.keys(targetFiles(id, format)).filter((path) => existsSync(join(root, path)));
  return files.length > 0 ? `not overwritten: ${files.join(', ')}` : undefined;
}

/** Every file by its path. The cases are those of `fixtures/specs/acme/chat.yaml`: in a file of its own, and beside another provider. */
function targetFiles(id, format) {
  const values = { id, format, create: format === 'json' ? String.raw`{}\n` : '' };
  const fill = (template) =>
    readFileSync(join(root, 'scripts/new-target', template), 'utf8').replaceAll(/\{\{(id|format|create)\}\}/g, (_, name) => values[name]);
  const cases = `fixtures/targets/${id}`;
  const config = `.${id}/config.${format}`;
  return {
    [`src/targets/${id}.ts`]: fill('target.ts.txt'),
    [`schemas/targets/${id}.schema.json`]: fill('schema.json.txt'),
    [`${cases}/chat/specs`]: 'acme/chat.yaml\n',
    [`${cases}/chat/output/acme/${id}/${config}`]: fill(`chat-output.${format}.txt`),
    [`${cases}/beside-others/specs`]: 'acme/chat.yaml\n',
    [`${cases}/beside-others/input/${config}`]: fill(`beside-others-input.${format}.txt`),
    [`${cases}/beside-others/output/${config}`]: fill(`beside-others-output.${format}.txt`),
    [`${cases}/beside-others/diagnostics.txt`]: fill(`beside-others-diagnostics.${format}.txt`),
  };
}

const words = process.argv.slice(2);
const ids = words.filter((word) => word !== '--yaml');
const format = words.includes('--yaml') ? 'yaml' : 'json';
const wrong = problem(ids, format);
if (wrong !== undefined) {
  console.error(wrong);
  process.exitCode = 2;
} else {
  for (const [path, text] of Object.entries(targetFiles(ids[0], format))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    // `wx`: what is there already stays, even when it came between the question and this line.
    writeFileSync(join(root, path), text, { flag: 'wx' });
    console.log(path);
  }
  console.log('\nNext: `npm run docs` writes its page and lists it, `npm run build` and `npm test` check it.');
  console.log('Then replace the invented values: docs/internals/adding-a-target.md explains each step.');
}
