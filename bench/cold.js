// npm run bench [-- <checkout of forgecode>]: cold processes as ratios to a bare `node -e 0` of the same run.
// All commands take turns, so that a slow moment of the machine meets each of them alike.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modelCommands } from './models.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'dist/cli.cjs');
const spec = join(root, 'fixtures/specs/cline-pass.yaml');
const plain = join(root, 'fixtures/specs/acme/no-headers.yaml');
const checkout = process.argv[2] ?? process.env['FORGECODE_CHECKOUT'];
const many = join(root, '.cache/bench-many');
const ten = 'opencode,kilo,crush,pi,oh-my-pi,openclaw,droid,kimi-code,litellm,qwen-code';
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 15);

const many147 = manySpecs();
const models = await modelCommands(cli, join(root, '.cache/bench-models'), many147[0]);

const commands = {
  'node -e 0': ['-e', '0'],
  '--version': [cli, '--version'],
  '--help': [cli, '--help'],
  validate: [cli, 'validate', spec],
  'generate for forgecode (13 models)': [cli, 'generate', spec, '-t', 'forgecode', '-o', join(root, '.cache/bench')],
  'generate for all targets': [cli, 'generate', plain, '-o', join(root, '.cache/bench')],
  explain: [cli, 'explain', plain],
  '147 providers to ten targets': [cli, 'generate', ...many147, '-t', ten, '-o', many],
  'diff into the fixture': [cli, 'diff', spec, '-t', 'forgecode', '--into', join(root, 'fixtures/rust-workspace')],
  ...models.commands,
  ...(checkout !== undefined && existsSync(checkout) && onCheckout(checkout)),
};

/** As many specs as models.dev has providers, with as many models: 147 with 36 each. */
function manySpecs() {
  const folder = join(root, '.cache/bench-specs-many');
  mkdirSync(folder, { recursive: true });
  const model = (index) => ({
    id: `lab/model-${index}`,
    name: `Model ${index}`,
    limit: { context: 200_000, output: 32_000 },
    modalities: { input: ['text', 'image'], output: ['text'] },
    tool_call: true,
    reasoning: index % 2 === 0,
    cost: { input: 0.5, output: 1.5 },
  });
  return Array.from({ length: 147 }, (_, index) => {
    const provider = {
      schema: 'providersmith/1',
      id: `acme-${index}`,
      name: `Acme ${index}`,
      endpoints: [{ protocol: 'openai-chat', base_url: `https://api-${index}.acme.example/v1` }],
      auth: [{ type: 'api_key', env: `ACME_${index}_API_KEY` }],
      models: Array.from({ length: 36 }, (__, number) => model(number)),
    };
    const path = join(folder, `${provider.id}.json`);
    const text = `${JSON.stringify(provider, null, 2)}\n`;
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
    return path;
  });
}

/** The commands on a real checkout, with specs of all its providers. */
function onCheckout(folder) {
  const out = join(root, '.cache/bench-specs');
  rmSync(out, { recursive: true, force: true });
  const into = ['-t', 'forgecode', '--into', folder];
  const imported = spawnSync(process.execPath, [cli, 'import', '-t', 'forgecode', '--from', folder, '-o', out], { encoding: 'utf8' });
  if (imported.status !== 0) throw new Error(imported.stderr);
  const specs = imported.stdout.trim().split('\n');
  return {
    'diff into forgecode': [cli, 'diff', spec, ...into],
    'audit forgecode': [cli, 'audit', ...into, '--reporter', 'json'],
    [`check ${specs.length} specs`]: [cli, 'check', ...specs, ...into],
  };
}

let runsSoFar = 0;

function measure(given) {
  // A folder for each run: what is there already would not be written, and taking it away leaves the disk busy.
  const args = given.map((arg) => (arg === many ? join(many, String(runsSoFar++)) : arg));
  const start = performance.now();
  const child = spawnSync(process.execPath, ['--require', join(root, 'bench/usage.cjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 64 << 20,
    env: { ...process.env, ...models.env },
  });
  const wall = performance.now() - start;
  if (child.status !== 0) throw new Error(`${args.join(' ')} exits with ${child.status}: ${child.stderr}`);
  return { wall, ...JSON.parse(String(child.output[3])) };
}

rmSync(many, { recursive: true, force: true });
const runs = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (const args of Object.values(commands)) measure(args);
for (let round = 0; round < rounds; round += 1) for (const [name, args] of Object.entries(commands)) runs[name].push(measure(args));
models.stop();

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const of = (name, key, pick) => pick(runs[name].map((run) => run[key]));
const least = (values) => Math.min(...values);
const ratio = (name, key, pick) => (of(name, key, pick) / of('node -e 0', key, pick)).toFixed(2);

console.log(`Node ${process.version}, ${rounds} rounds; ratios to \`node -e 0\`, of medians and of minima`);
console.table(
  Object.fromEntries(
    Object.keys(commands).map((name) => [
      name,
      {
        'wall ms': Number(of(name, 'wall', median).toFixed(1)),
        'wall ratio': `${ratio(name, 'wall', median)} (${ratio(name, 'wall', least)})`,
        'cpu ms': Number(of(name, 'cpu', median).toFixed(1)),
        'cpu ratio': `${ratio(name, 'cpu', median)} (${ratio(name, 'cpu', least)})`,
        'peak MB': Number(of(name, 'rss', median).toFixed(0)),
      },
    ]),
  ),
);
if (models.left !== undefined) console.log(models.left);
if (checkout === undefined) console.log('a real checkout: not measured, none named');
