// Rows of bench/cold.js: the models of all providers of models.dev from a file, and one spec whose list is as it was.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importSpecs, validateSpec } from '../dist/index.js';

const registry = join(process.env['PROVIDERSMITH_DATA'] ?? '', 'models.dev/api.json');

/** @param folder for what is written. @param spec the path of a JSON spec with models */
export async function modelCommands(cli, folder, spec) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const env = { XDG_CACHE_HOME: folder };
  const server = spawn(process.execPath, [join(import.meta.dirname, 'not-modified.js'), spec], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(server.stdout, 'data');
  const live = { url: `http://127.0.0.1:${String(port).trim()}/v1/models`, shape: 'openai', auth: 'none' };
  const asked = join(folder, 'asked.json');
  writeFileSync(asked, `${JSON.stringify({ ...JSON.parse(readFileSync(spec, 'utf8')), live_models: live }, null, 2)}\n`);
  const commands = { 'models update, nothing new (304)': [cli, 'models', 'update', asked, '--source', 'own'] };
  if (existsSync(registry)) {
    const specs = await specsOfRegistry(folder);
    const from = ['--source', `models.dev=${registry}`, '--as-of', '2026-01-01'];
    commands[`models diff of ${specs.length} specs`] = [cli, 'models', 'diff', ...specs, ...from];
    spawnSync(process.execPath, [cli, 'models', 'update', ...specs, ...from], { env: { ...process.env, ...env } });
  }
  // The first time, all is learned.
  spawnSync(process.execPath, commands['models update, nothing new (304)'], { env: { ...process.env, ...env } });
  const left = existsSync(registry) ? undefined : 'all of models.dev: not measured, PROVIDERSMITH_DATA names no folder that has it';
  return { commands, env, left, stop: () => server.kill() };
}

/** JSON specs of all providers that can be read. */
async function specsOfRegistry(folder) {
  const from = { target: 'models-dev', from: registry };
  const { diagnostics } = await importSpecs({ ...from, ids: [] });
  const unread = new Set(diagnostics.filter(({ code }) => code === 'import/not-read').map(({ subject }) => subject));
  const ids = Object.keys(JSON.parse(readFileSync(registry, 'utf8'))).filter((id) => !unread.has(id));
  const out = join(folder, 'yaml');
  const { written } = await importSpecs({ ...from, ids, out });
  const paths = [];
  for (const file of written) {
    const { document } = await validateSpec(file, readFileSync(join(out, file), 'utf8'));
    paths.push(join(folder, file.replace(/\.yaml$/, '.json')));
    writeFileSync(paths.at(-1), `${JSON.stringify(document.value, null, 2)}\n`);
  }
  return paths;
}
