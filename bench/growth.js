// npm run bench:growth: how time grows with the number of providers. Ten times as many may take ten times as long, not a hundred.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'dist/cli.cjs');
const cache = join(root, '.cache/growth');
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const sizes = [48, 480];
const models = 8;

function specOf(index) {
  const name = `grown-${String(index).padStart(3, '0')}`;
  const host = `https://${name}.example.com/v1`;
  return {
    schema: 'providersmith/1',
    id: name,
    name: `Grown${index}`,
    endpoints: [{ protocol: 'openai-chat', base_url: host }],
    auth: [{ type: 'api_key', env: `${name.toUpperCase().replace('-', '_')}_API_KEY` }],
    models: Array.from({ length: models }, (_, model) => ({
      id: `${name}/model-${model}`,
      name: `Model ${model} of ${index}`,
      description: 'Invented for the measurement of growth',
      limit: { context: 100_000 + model },
      modalities: { input: ['text'], output: ['text'] },
      tool_call: true,
      parallel_tool_calls: true,
      reasoning: false,
    })),
  };
}

function run(args) {
  const start = performance.now();
  const child = spawnSync(process.execPath, ['--require', join(root, 'bench/usage.cjs'), cli, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 256 << 20,
  });
  if (child.status !== 0) throw new Error(`${args.slice(-4).join(' ')} exits with ${child.status}: ${String(child.stderr).slice(0, 500)}`);
  return { wall: performance.now() - start, rss: JSON.parse(String(child.output[3])).rss };
}

rmSync(cache, { recursive: true, force: true });
const best = {};
for (const size of sizes) {
  const folder = join(cache, String(size));
  const tree = join(folder, 'tree');
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'fixtures/rust-workspace'), tree, { recursive: true });
  const specs = Array.from({ length: size }, (_, index) => {
    const path = join(folder, `${index}.json`);
    writeFileSync(path, JSON.stringify(specOf(index)));
    return path;
  });
  const into = ['-t', 'forgecode', '--into', tree];
  const commands = {
    validate: ['validate', ...specs],
    'diff, all to put in': ['diff', ...specs, ...into],
    apply: ['apply', ...specs, ...into],
    'check, nothing to do': ['check', ...specs, ...into],
    audit: ['audit', '--reporter', 'json', ...into],
    remove: ['remove', ...specs, ...into],
  };
  for (let round = 0; round < rounds; round += 1)
    for (const [name, args] of Object.entries(commands)) {
      const { wall, rss } = run(args);
      best[name] ??= {};
      const known = best[name][size];
      best[name][size] = { wall: Math.min(known?.wall ?? Infinity, wall), rss: Math.max(known?.rss ?? 0, rss) };
    }
}

console.log(`Node ${process.version}, the best of ${rounds} rounds; ${models} models a provider`);
console.table(
  Object.fromEntries(
    Object.entries(best).map(([name, bySize]) => {
      const [small, large] = sizes.map((size) => bySize[size]);
      return [
        name,
        {
          ...Object.fromEntries(sizes.map((size) => [`${size}: ms`, Math.round(bySize[size].wall)])),
          growth: (large.wall / small.wall).toFixed(1),
          [`${sizes[1]}: peak MB`]: Math.round(large.rss),
        },
      ];
    }),
  ),
);
