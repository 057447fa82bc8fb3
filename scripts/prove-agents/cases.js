// What is run for an agent and a protocol: our own CLI writes its config, then the agent is asked, and what arrived is judged.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withoutKey, wrongsOf } from './judge.js';
import { runIn, withHome } from './sandbox.js';
import { KEY, MODEL, ODD_MODEL, root, specOf } from './specs.js';

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
  const result = providersmith(['apply', file, '-t', agent.id, '--into', home, ...flags]);
  const refusal = refusalOf(result);
  if (refusal !== undefined) return { refusal };
  const fill = (text) => text.replaceAll('{key}', KEY);
  for (const [path, text] of Object.entries(agent.files ?? {})) write(home, path, fill(text));
  let isFilled = agent.files !== undefined;
  for (const { path } of result.changes) {
    const text = readFileSync(join(home, path), 'utf8');
    if (!text.includes('<ACME_API_KEY>')) continue;
    writeFileSync(join(home, path), text.replaceAll('<ACME_API_KEY>', KEY));
    isFilled = true;
  }
  return { isFilled };
}

function ask(home, { agent, program }, model, env = { ACME_API_KEY: KEY }) {
  const values = { model, prompt: PROMPT, home, port: String(PROXY_PORT) };
  const fill = (text) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const args = agent.args.map(fill);
  const run = { path: program.path, env: { ...agent.env, ...env } };
  if (agent.proxy === undefined) return runIn(home, { ...run, command: program.command, args });
  const client = [join(root, 'scripts/prove-agents/proxy.js'), values.port, fill(agent.proxy.model), PROMPT, '--', program.command];
  return runIn(home, { ...run, command: process.execPath, args: [...client, ...args] });
}

/** A fresh home, a spec, one prompt: the wrongs, or the refusal. */
function fresh(context, spec, model, want) {
  return withHome(async (home) => {
    const applied = applyTo(home, context.agent, spec, '--set-default');
    if (applied.refusal !== undefined) return applied;
    const wrongs = wrongsOf(await ask(home, context, model), { ...context, ...want, model });
    return { ...applied, wrongs };
  });
}

/** Whether every byte of `before` is in `after`, in order. */
function isWithin(before, after) {
  let at = 0;
  for (const byte of after) if (at < before.length && byte === before[at]) at += 1;
  return at === before.length;
}

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

/** A home that has a config already: nothing of it is lost, it comes back with `remove`, and the agent takes the result. */
function beside(context, spec, want) {
  const input = join(root, 'fixtures/targets', context.agent.id, 'beside-others/input');
  if (!existsSync(input)) return 'no fixture';
  return withHome(async (home) => {
    cpSync(input, home, { recursive: true });
    // An agent that is told of one provider alone takes none but as the default.
    const plain = applyTo(home, context.agent, spec);
    const applied = plain.refusal === undefined ? plain : applyTo(home, context.agent, spec, '--set-default');
    if (applied.refusal !== undefined) return `refused: ${applied.refusal.message}`;
    const wrongs = [];
    const each = (test, say) => {
      for (const path of filesBelow(input)) {
        if (!test(readFileSync(join(input, path)), readFileSync(join(home, path)))) wrongs.push(`${path}: ${say}`);
      }
    };
    each(isWithin, 'bytes of others are lost');
    providersmith(['remove', join(home, '.spec.yaml'), '-t', context.agent.id, '--into', home]);
    each((before, after) => before.equals(after), 'remove does not restore it');
    applyTo(home, context.agent, spec, '--set-default');
    wrongs.push(...wrongsOf(await ask(home, context, MODEL), { ...context, ...want, model: MODEL }));
    return verdict(wrongs);
  });
}

function unset(context, spec, want) {
  return withHome(async (home) => {
    if (applyTo(home, context.agent, spec, '--set-default').isFilled) return 'holds no variable';
    return withoutKey(await ask(home, context, MODEL, {}), { ...context, ...want });
  });
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

const verdict = (wrongs, good = 'works') => (wrongs.length === 0 ? good : `FAILS: ${wrongs.join('; ')}`);

/** What a spec gives up, in this order, for a host that refuses it as it is. */
const ladder = [
  { headers: { 'X-Acme-Tenant': 't1' }, bearer: false },
  { headers: { 'X-Acme-Tenant': 't1' }, bearer: true, note: 'with the key as a bearer token' },
  { headers: {}, bearer: false, note: 'without headers' },
];

/**
 * One agent and one protocol: `{ outcome, reason, note, cells }`, `outcome` being `works`, `refused` (by our CLI, with its reason) or
 * `FAILS`, and `cells` what each further case says.
 */
export async function provePair(context) {
  const { protocol } = context;
  let first;
  for (const want of ladder) {
    const spec = specOf(protocol, want);
    const result = await fresh(context, spec, MODEL, want);
    first ??= result;
    if (result.refusal?.code === 'target/not-accepted') break;
    if (result.refusal !== undefined) continue;
    if (result.wrongs.length > 0) return { outcome: 'FAILS', reason: result.wrongs.join('; '), cells: {} };
    const odd = await fresh(context, specOf(protocol, { ...want, model: ODD_MODEL }), ODD_MODEL, want);
    const cells = {
      beside: await beside(context, spec, want),
      unset: await unset(context, spec, want),
      oddModel: odd.refusal === undefined ? verdict(odd.wrongs) : `refused: ${odd.refusal.message}`,
      headerValues: Object.keys(want.headers).length === 0 ? 'no headers' : await headerValues(context, want),
    };
    const fails = Object.values(cells).some((cell) => cell.startsWith('FAILS'));
    return { outcome: fails ? 'FAILS' : 'works', note: want.note, cells };
  }
  return { outcome: 'refused', reason: first.refusal.message, cells: {} };
}
