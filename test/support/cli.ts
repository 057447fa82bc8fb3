import { spawn, type SpawnOptions } from 'node:child_process';
import { cpSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from './tree.js';

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions extends Pick<SpawnOptions, 'cwd' | 'uid' | 'gid' | 'stdio'> {
  readonly env?: Readonly<Record<string, string>>;
  /** The program, when it is not the one of dist/. */
  readonly program?: string;
  /** What happens to the process once it runs. */
  readonly started?: (child: ReturnType<typeof spawn>) => void;
}

const program = resolve('dist/cli.cjs');

/** Runs the command line in an environment that says nothing about colours. */
export async function cli(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { env, program: other, started, ...rest } = options;
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [other ?? program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...rest,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    });
    const text = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
        text[name] += chunk;
      });
    }
    child.on('error', failed).on('close', (code, signal) => done({ code, signal, ...text }));
    started?.(child);
  });
}

/** A copy of the fixture checkout. */
export function checkout(folder = temporaryFolder()): string {
  cpSync('fixtures/rust-workspace', folder, { recursive: true });
  return folder;
}

/** A copy of the program that another user can read, wherever the project is. */
export function readableProgram(): string {
  const folder = temporaryFolder();
  cpSync('dist', folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return join(folder, 'cli.cjs');
}

/** A test of an old build says nothing. */
export function refuseStaleBuild(): void {
  const built = statSync(program).mtimeMs;
  const newer = ['src', 'templates', 'schemas']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
    .filter((path) => !path.startsWith(join('src', 'generated')))
    .find((path) => statSync(path).isFile() && statSync(path).mtimeMs > built);
  if (newer !== undefined) throw new Error(`${newer} is newer than dist/cli.cjs: run \`npm run build\``);
}
