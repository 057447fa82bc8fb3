// What is run for an agent and a protocol: our own CLI writes its config, then the agent is asked, and what arrived is judged.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withoutKey, wrongsOf } from './judge.js';
import { runIn, withHome } from './sandbox.js';
import { MODEL, ODD_MODEL, acme, other, root, specOf } from './specs.js';

const PROMPT = 'Reply with one word.';
const PROXY_PORT = 18081;
/** Values that one host or another fills in. */
const looksLikeVariable = ['$HOME', '${HOME}', '{env:HOME}', '${{ secrets.HOME }}', '$(id)', 'os.environ/HOME', 'HOME'];

/** Our CLI, as a person runs it: `{ status, diagnostics }`. A crash is thrown with its first line. */
export function providersmith(args) {
  const run = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), '--reporter', 'json', ...args], { encoding: 'utf8' });
  if (!run.stdout.startsWith('{')) throw new Error(`providersmith ${args[0]}: ${run.stderr.split('\n').find((text) => text !== '')}`);
  return { status: run.status, ...JSON.parse(run.stdout) };
}

/** What our CLI refuses with, or undefined. */
function refusalOf({ status, diagnostics }) {
  if (status === 0) return undefined;
  const { code, message } = diagnostics.find(({ severity }) => severity === 'error');
  return { code, message };
}

function write(home, path, text) {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

/** Puts a spec into a home: the refusal if there is one, and whether the key had to be filled in, as a person does it for a placeholder. */
function applyTo(home, agent, spec, ...flags) {
  const file = join(home, '.spec.yaml');
  writeFileSync(file, spec);
  const result = providersmith(['apply', file, '-t', agent.target, '--into', home, ...flags]);
  const refusal = refusalOf(result);
  if (refusal !== undefined) return { refusal };
  for (const [path, text] of Object.entries(agent.files ?? {})) write(home, path, text);
  let isFilled = agent.files !== undefined;
  for (const { path } of result.changes) {
    const text = readFileSync(join(home, path), 'utf8');
    const filled = text.replace(/<(ACME|OTHER)_API_KEY>/g, (_, name) => (name === 'ACME' ? acme.key : other.key));
    if (filled === text) continue;
    writeFileSync(join(home, path), filled);
    isFilled = true;
  }
  return { isFilled };
}

const keys = { [acme.env]: acme.key, [other.env]: other.key };

/** Puts the driver into a home, with the packages that it and our module import. */
function drive(home, { agent, program }) {
  if (agent.driver === undefined || existsSync(join(home, 'driver.js'))) return;
  cpSync(join(root, 'scripts/prove-agents/drivers', agent.driver), join(home, 'driver.js'));
  symlinkSync(program.packages, join(home, 'node_modules'));
}

async function ask(home, context, { model = MODEL, provider = acme, env = keys } = {}) {
  const { agent, program, protocol } = context;
  drive(home, context);
  const values = { provider: provider.id, key: env[provider.env] ?? '', protocol, model, prompt: PROMPT, home, port: String(PROXY_PORT) };
  const fill = (text) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const args = agent.args.map(fill);
  const own = Object.fromEntries(Object.entries(agent.env ?? {}).map(([name, value]) => [name, fill(value)]));
  const run = { folder: join(home, agent.folder ?? 'work'), path: program.path, env: { ...own, ...env } };
  if (agent.first !== undefined) {
    const first = await runIn(home, { ...run, command: program.command, args: agent.first.map(fill) });
    if (first.status !== 0) return first;
  }
  if (agent.proxy === undefined) return runIn(home, { ...run, command: program.command, args });
  const asking = [values.port, agent.proxy.key, fill(agent.proxy.model), PROMPT];
  const client = [join(root, 'scripts/prove-agents/proxy.js'), ...asking, '--', program.command];
  return runIn(home, { ...run, command: process.execPath, args: [...client, ...args] });
}

/** A fresh home, a spec, one prompt: the wrongs, or the refusal. */
function fresh(context, spec, model, want) {
  return withHome(async (home) => {
    const applied = applyTo(home, context.agent, spec, '--set-default');
    if (applied.refusal !== undefined) return applied;
    const wrongs = wrongsOf(await ask(home, context, { model }), { ...context, ...want, model });
    return { ...applied, wrongs };
  });
}

/** Whether every byte of `before` is in `after`, in order. */
function isWithin(before, after) {
  let at = 0;
  for (const byte of after) if (at < before.length && byte === before[at]) at += 1;
  return at === before.length;
}

/** The files of a home but for what we keep there ourselves. */
const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => path !== '.spec.yaml' && !path.startsWith('.local/state/providersmith/'));

function removeFrom(home, agent, spec) {
  const file = join(home, '.spec.yaml');
  writeFileSync(file, spec);
  providersmith(['remove', file, '-t', agent.target, '--into', home]);
}

/**
 * A home that has a config already, of a fixture and of another provider: nothing of it is lost, it comes back with `remove`, and the
 * agent takes the result with either provider.
 */
function beside(context, spec, want) {
  const { agent, protocol } = context;
  return withHome(async (home) => {
    const input = join(root, 'fixtures/targets', agent.target, 'beside-others/input');
    const othersSpec = specOf(protocol, { ...want, provider: other });
    if (existsSync(input) && agent.takes !== 'first') cpSync(input, home, { recursive: true });
    const isAlone = agent.single === true || agent.sole === true;
    if (!isAlone) applyTo(home, agent, othersSpec, '--set-default');
    const before = new Map(filesBelow(home).map((path) => [path, readFileSync(join(home, path))]));
    const wrongs = [];
    const each = (test, say) => {
      for (const [path, bytes] of before) if (!test(bytes, readFileSync(join(home, path)))) wrongs.push(`${path}: ${say}`);
    };

    const { refusal } = applyTo(home, agent, spec, ...(agent.single ? ['--set-default'] : []));
    if (refusal !== undefined) return `refused: ${refusal.message}`;
    each(isWithin, 'bytes of others are lost');
    removeFrom(home, agent, spec);
    each((bytes, after) => bytes.equals(after), 'remove does not restore it');
    // From here on an agent may write into its files itself.
    if (!isAlone) {
      applyTo(home, agent, spec);
      const run = await ask(home, context, { provider: other });
      wrongs.push(...wrongsOf(run, { ...context, ...want, provider: other, model: MODEL }).map((wrong) => `the other provider ${wrong}`));
    }
    if (agent.takes === 'first') removeFrom(home, agent, othersSpec);
    applyTo(home, agent, spec, '--set-default');
    wrongs.push(...wrongsOf(await ask(home, context), { ...context, ...want, model: MODEL }));
    return verdict(wrongs);
  });
}

function unset(context, spec, want) {
  return withHome(async (home) => {
    if (applyTo(home, context.agent, spec, '--set-default').isFilled) return 'holds no variable';
    return withoutKey(await ask(home, context, { env: {} }), { ...context, ...want });
  });
}

async function oddModel(context, want) {
  if (context.agent.takes === 'first') return 'takes the first model';
  const { refusal, wrongs } = await fresh(context, specOf(context.protocol, { ...want, model: ODD_MODEL }), ODD_MODEL, want);
  return refusal === undefined ? verdict(wrongs) : `refused: ${refusal.message}`;
}

/** Header values that look like variables: each is refused, or arrives as it is. */
async function headerValues(context, want) {
  const headers = {};
  const refused = [];
  for (const [index, value] of looksLikeVariable.entries()) {
    const spec = specOf(context.protocol, { ...want, headers: { 'X-Acme-Tenant': 't1', [`X-Acme-${index}`]: value } });
    const refusal = await withHome((home) => applyTo(home, context.agent, spec, '--set-default').refusal);
    if (refusal === undefined) headers[`X-Acme-${index}`] = value;
    else refused.push(value);
  }
  const all = { ...want.headers, ...headers };
  const { wrongs } = await fresh(context, specOf(context.protocol, { ...want, headers: all }), MODEL, { ...want, headers: all });
  return verdict(wrongs, refused.length === 0 ? 'literal' : `literal; refused: ${refused.map((value) => `\`${value}\``).join(' ')}`);
}

/** What is known to be misread has to be misread, or the row is old. */
function misreadAs(known, wrongs) {
  if (wrongs.some((wrong) => wrong.startsWith(known))) return { outcome: 'misread', reason: known, cells: {} };
  return { outcome: 'FAILS', reason: `is not misread as before: ${wrongs.join('; ') || 'it works'}`, cells: {} };
}

const verdict = (wrongs, good = 'works') => (wrongs.length === 0 ? good : `FAILS: ${wrongs.join('; ')}`);

/** What a spec gives up, in this order, for a host that refuses it as it is. */
const ladder = [
  { headers: { 'X-Acme-Tenant': 't1' }, bearer: false },
  { headers: { 'X-Acme-Tenant': 't1' }, bearer: true, note: 'with the key as a bearer token' },
  { headers: {}, bearer: false, note: 'without headers' },
];

/**
 * One agent and one protocol: `{ outcome, reason, note, cells }`, `outcome` being `works`, `refused` (by our CLI, with the reason that is
 * left when the spec has given up what it can), `misread` (by the agent, as is known) or `FAILS`, and `cells` what each further case says.
 */
export async function provePair(context) {
  const { agent, protocol } = context;
  let last;
  for (const want of ladder) {
    const spec = specOf(protocol, want);
    const result = await fresh(context, spec, MODEL, want);
    last = result;
    if (result.refusal !== undefined) continue;
    const misread = agent.misreads?.[protocol];
    if (misread !== undefined) return misreadAs(misread, result.wrongs);
    if (result.wrongs.length > 0) return { outcome: 'FAILS', reason: result.wrongs.join('; '), cells: {} };
    const cells = {
      beside: await beside(context, spec, want),
      unset: await unset(context, spec, want),
      oddModel: await oddModel(context, want),
      headerValues: Object.keys(want.headers).length === 0 ? 'no headers' : await headerValues(context, want),
    };
    const fails = Object.values(cells).some((cell) => cell.startsWith('FAILS'));
    return { outcome: fails ? 'FAILS' : 'works', note: want.note, cells };
  }
  return { outcome: 'refused', reason: last.refusal.message, cells: {} };
}
