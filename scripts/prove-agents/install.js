// Real agents, pinned, each in a folder of its own below the cache: installed once, kept.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const cache = process.env.PROVIDERSMITH_AGENTS_CACHE ?? join(homedir(), '.cache/providersmith/agents');

const binFolders = { npm: 'node_modules/.bin', pip: 'bin', cargo: 'bin', go: 'bin' };
const scripts = dirname(fileURLToPath(import.meta.url));
const systemPath = process.env.PATH.split(':');

/** What an installer said last, as the reason of a failure. */
function reasonOf(run) {
  const lines = `${run.stdout ?? ''}\n${run.stderr ?? ''}`.split('\n').filter((text) => /err|fail|not found|403|404/i.test(text));
  return run.error?.message ?? lines.find((text) => !/complete log|npm warn/i.test(text))?.trim() ?? `exit ${run.status}`;
}

function install(command, args, options) {
  const run = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 << 20, ...options });
  if (run.status !== 0) throw new Error(reasonOf(run));
}

const installers = {
  // Beside its place first, so that a half of it is never taken for the whole.
  npm(agent, folder, path) {
    const part = `${folder}.part`;
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, 'package.json'), '{"private":true}\n');
    const packages = [`${agent.package}@${agent.version}`, ...(agent.beside ?? [])];
    const env = { ...process.env, PATH: path.join(':') };
    install('npm', ['i', '--no-audit', '--no-fund', '--loglevel=error', ...packages], { cwd: part, env });
    renameSync(part, folder);
  },
  pip(agent, folder) {
    install('python3', ['-m', 'venv', folder]);
    install(join(folder, 'bin/pip'), ['install', '--quiet', `${agent.package}==${agent.version}`]);
  },
  cargo(agent, folder) {
    const part = `${folder}.part`;
    const ours = ['--path', join(scripts, agent.crate ?? ''), '--debug', '--target-dir', part];
    const from = agent.crate === undefined ? [`${agent.package}@${agent.version}`, '--locked'] : ours;
    install('cargo', ['install', ...from, '--root', folder]);
    rmSync(part, { recursive: true, force: true });
  },
  go(agent, folder) {
    const env = { ...process.env, GOBIN: join(folder, 'bin'), GOFLAGS: '-modcacherw' };
    install('go', ['install', `${agent.package}@v${agent.version}`], { env });
  },
};

/**
 * The program of an agent, installed if it is not there yet: `{ command, path, packages }`, the file to run, the folders to find its own
 * programs in, and the one with its packages, if a driver imports them. Throws with the reason when it cannot be installed.
 */
export function installed(agent) {
  const folder = join(cache, `${agent.name ?? agent.id}@${agent.version}`);
  const path = agent.node === undefined ? systemPath : [dirname(installed(nodeOf(agent.node)).command), ...systemPath];
  if (agent.kind === 'none') throw new Error(agent.reason);
  if (agent.kind === 'system') return { command: agent.command, path };
  const packages = join(folder, 'node_modules');
  const command = agent.command ?? join(folder, binFolders[agent.kind], agent.bin);
  if (!existsSync(agent.driver === undefined ? command : packages)) {
    try {
      installers[agent.kind](agent, folder, path);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      rmSync(`${folder}.part`, { recursive: true, force: true });
      throw error;
    }
  }
  return agent.driver === undefined ? { command, path: [dirname(command), ...path] } : { command, path, packages };
}

const nodeOf = (version) => ({ id: 'node', kind: 'npm', package: 'node', version, bin: 'node' });
