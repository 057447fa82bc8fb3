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

/** Whether `cli` runs the sources in the process of the tests, which is fast and where mutants are, and not `dist/`. */
const runsInProcess = process.env['PROVIDERSMITH_IN_PROCESS'] === '1';

/** Runs the command line in an environment that says nothing about colours. */
export async function cli(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  if (runsInProcess && canRunInProcess(options)) return runInTurn(args, options);
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

/** A user, a signal, a closed stream and an option of Node need a process. */
function canRunInProcess(options: RunOptions): boolean {
  const others = Object.keys(options).filter((name) => name !== 'cwd' && name !== 'env');
  const variables = Object.keys(options.env ?? {});
  return others.length === 0 && !variables.some((name) => name.startsWith('NODE_'));
}

let lastRun: Promise<unknown> = Promise.resolve();

/** Runs of one process share its folder and environment, so each waits for the one before. */
async function runInTurn(args: readonly string[], options: RunOptions): Promise<Run> {
  const run = lastRun.then(async () => runInProcess(args, options));
  lastRun = run.catch(() => undefined);
  return run;
}

async function runInProcess(args: readonly string[], { cwd, env }: RunOptions): Promise<Run> {
  const text = { stdout: '', stderr: '' };
  const restore = [replaceEnvironment({ PATH: process.env['PATH'], HOME: process.env['HOME'], PROVIDERSMITH_V8_FLAGS: '0', ...env })];
  for (const name of ['stdout', 'stderr'] as const) {
    restore.push(captureOutput(process[name], (chunk) => (text[name] += chunk)));
  }
  const folder = process.cwd();
  const { exitCode } = process;
  if (cwd !== undefined) process.chdir(String(cwd));
  try {
    process.exitCode = undefined;
    const { main } = await import('../../src/cli/main.js');
    await main([process.execPath, program, ...args]);
    return { code: (process.exitCode as number | undefined) ?? 0, signal: null, ...text };
  } finally {
    process.exitCode = exitCode;
    process.chdir(folder);
    for (const undo of restore) undo();
  }
}

/** @returns what puts the variables back */
function replaceEnvironment(env: Readonly<Record<string, string | undefined>>): () => void {
  const before = { ...process.env };
  const assign = (wanted: NodeJS.ProcessEnv): void => {
    for (const name of Object.keys(process.env)) if (wanted[name] === undefined) delete process.env[name];
    for (const [name, value] of Object.entries(wanted)) if (value !== undefined) process.env[name] = value;
  };
  assign(env);
  return () => assign(before);
}

/** @returns what lets the stream write again */
function captureOutput(stream: NodeJS.WriteStream, add: (chunk: string) => void): () => void {
  const write = stream.write.bind(stream);
  const listeners = stream.listeners('error');
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    add(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  };
  return () => {
    stream.write = write;
    for (const listener of stream.listeners('error')) if (!listeners.includes(listener)) stream.off('error', listener as () => void);
  };
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
  if (runsInProcess) return;
  const built = statSync(program).mtimeMs;
  const newer = ['src', 'templates', 'schemas']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
    .filter((path) => !path.startsWith(join('src', 'generated')))
    .find((path) => statSync(path).isFile() && statSync(path).mtimeMs > built);
  if (newer !== undefined) throw new Error(`${newer} is newer than dist/cli.cjs: run \`npm run build\``);
}
