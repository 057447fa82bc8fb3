// One run of an agent: a home that is thrown away, an environment that says what it must, and loopback as the only network.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cache } from './install.js';

const folder = dirname(fileURLToPath(import.meta.url));

/** The port of the server. Every run has a network of its own, so it is always free. */
export const PORT = 18080;
const TIME_OUT_MS = 90_000;

/** Calls `use` with the path of a new home, which is gone after it. Not below the folder for temporary files, which some agents refuse. */
export async function withHome(use) {
  const homes = join(dirname(cache), 'homes');
  mkdirSync(homes, { recursive: true });
  const home = mkdtempSync(join(homes, 'home-'));
  try {
    return await use(home);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * Runs a command in a home, with the server beside it: `{ status, stdout, stderr, requests }`, `status` null after the time-out. The
 * processes have numbers of their own as well, so that whatever the agent leaves behind ends with it.
 */
export function runIn(home, { command, args, path, env }) {
  const work = join(home, 'work');
  const log = join(home, '.requests.jsonl');
  mkdirSync(work, { recursive: true });
  const inside = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
  const server = [process.execPath, join(folder, 'server.js'), String(PORT), log, '--'];
  const child = spawn('unshare', ['-rnpf', '--mount-proc', '--kill-child', ...inside, ...server, command, ...args], {
    cwd: work,
    env: { PATH: path.join(':'), HOME: home, LANG: 'C.UTF-8', TERM: 'dumb', NO_COLOR: '1', CI: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), TIME_OUT_MS);
  const texts = { stdout: '', stderr: '' };
  for (const name of Object.keys(texts)) child[name].setEncoding('utf8').on('data', (text) => (texts[name] += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, ...texts, requests: requestsOf(log) });
    });
  });
}

function requestsOf(log) {
  try {
    return readFileSync(log, 'utf8')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text));
  } catch (error) {
    // The agent was never started, which its status says.
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
