// `npm run new-target -- <id>`: the files of a new target, compiling, with a golden case that passes.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const usage = 'usage: npm run new-target -- <id>';
/** `kit` is what targets import, `all` means every target, `provider` is the schema of a spec. The rest are prefixes of rules. */
const taken = ['kit', 'all', 'provider', 'spec', 'draft', 'edit', 'target', 'check', 'io'];

function problem(ids) {
  const [id] = ids;
  if (ids.length !== 1) return usage;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 40)
    return `\`${id}\` is not an id: lower case letters and digits, \`-\` between words, at most 40 characters`;
  if (taken.includes(id)) return `\`${id}\` has another meaning`;
  const there = readdirSync(join(root, 'src/targets')).map((name) => name.replace(/\.ts$/, ''));
  if (there.includes(id)) return `there is a target \`${id}\` already`;
  const files = Object.keys(targetFiles(id)).filter((path) => existsSync(join(root, path)));
  return files.length > 0 ? `not overwritten: ${files.join(', ')}` : undefined;
}

/** Every file by its path. The golden case starts from an empty tree; git keeps no empty folders, hence `.gitkeep`. */
function targetFiles(id) {
  const fill = (template) => readFileSync(join(root, 'scripts/new-target', template), 'utf8').replaceAll('{{id}}', id);
  return {
    [`src/targets/${id}.ts`]: fill('target.ts.txt'),
    [`schemas/targets/${id}.schema.json`]: fill('schema.json.txt'),
    [`fixtures/targets/${id}/basic/spec.yaml`]: fill('spec.yaml.txt'),
    [`fixtures/targets/${id}/basic/specs`]: './spec.yaml\n',
    [`fixtures/targets/${id}/basic/input/.gitkeep`]: '',
    [`docs/targets/${id}.md`]: fill('page.md.txt'),
  };
}

const ids = process.argv.slice(2);
const wrong = problem(ids);
if (wrong !== undefined) {
  console.error(wrong);
  process.exitCode = 2;
} else {
  for (const [path, text] of Object.entries(targetFiles(ids[0]))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    // `wx`: what is there already stays, even when it came between the question and this line.
    writeFileSync(join(root, path), text, { flag: 'wx' });
    console.log(path);
  }
  console.log('\nNext: `npm run docs` lists it, `npm run build` and `npm test` check it. Then fill in the plan;');
  console.log('`UPDATE_GOLDEN=1 npx vitest run test/golden.test.ts` writes what comes of it to the `output/` of the case.');
}
