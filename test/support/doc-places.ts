// The folders in which the commands of the pages are run. CONTRIBUTING.md lists them.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A working directory for commands, with a home directory of its own. */
export interface Place {
  readonly root: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

const program = resolve('dist/cli.cjs');

/** What is in the working directory `work`, by the name of the place. The checkout `forgecode` is next to it. */
const places: Readonly<Record<string, (work: string, env: Place['env']) => void>> = {
  clone: (work) => symlinkSync(resolve('fixtures'), join(work, 'fixtures')),
  work(work) {
    cpSync('fixtures/docs/acme.yaml', join(work, 'acme.yaml'));
    cpSync('fixtures/docs/acme.yaml', join(work, 'specs/acme.yaml'));
    cpSync('fixtures/specs/cline-pass.yaml', join(work, 'specs/cline-pass.yaml'));
  },
  feed(work) {
    cpSync('fixtures/docs/acme.yaml', join(work, 'acme.yaml'));
    cpSync('fixtures/docs/feed', work, { recursive: true });
  },
  forgecode(work, env) {
    const { status } = spawnSync(process.execPath, [program, 'import', '-t', 'forgecode', '--from', '.', '-o', 'specs'], {
      cwd: work,
      env,
    });
    if (status !== 0) throw new Error('cannot import the specs of the place `forgecode`');
    // A provider without a spec, for `check/untracked`.
    rmSync(join(work, 'specs/xai.yaml'));
  },
};

export const placeNames = Object.keys(places);

/** The caller deletes `root`. */
export function makePlace(name: string): Place {
  const root = mkdtempSync(join(tmpdir(), 'providersmith-place-'));
  const env = {
    PATH: [join(root, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    HOME: join(root, 'home'),
  };
  cpSync('fixtures/docs/home', env.HOME, { recursive: true });
  cpSync('fixtures/rust-workspace', join(root, 'forgecode'), { recursive: true });
  mkdirSync(join(root, 'bin'));
  script(join(root, 'bin/providersmith'), `exec node '${program}' "$@"`);
  script(join(root, 'bin/npx'), 'exec "$@"');
  const folder = join(root, name === 'forgecode' ? name : 'work');
  mkdirSync(folder, { recursive: true });
  places[name]!(folder, env);
  return { root, folder, env };
}

function script(path: string, line: string): void {
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
}

/** Runs commands as a shell does. `output` is stdout and stderr in the order in which they were written. */
export function runCommands(commands: string, { folder, env }: Place): Promise<{ code: number | null; output: string }> {
  return new Promise((done, failed) => {
    const child = spawn('bash', ['-e', '-u', '-o', 'pipefail', '-c', `exec 2>&1\n${commands}`], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.on('error', failed).on('close', (code) => done({ code, output }));
  });
}
