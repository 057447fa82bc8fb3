// npm run prove:schemas: what we write is what the schemas of the agents themselves accept, of those that have or print one.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse as parseJson } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { agents } from './prove-agents/agents.js';
import { installed } from './prove-agents/install.js';
import { root } from './prove-agents/specs.js';

const options = { allErrors: true, strict: false, validateFormats: false, logger: false };
const parsers = { json: parseJson, yaml: parseYaml, yml: parseYaml, toml: parseToml };
const home = mkdtempSync(join(tmpdir(), 'providersmith-schemas-'));

function printed(program, args) {
  const env = { PATH: program.path.join(':'), HOME: home, CI: '1' };
  const run = spawnSync(program.command, args, { encoding: 'utf8', maxBuffer: 64 << 20, env, timeout: 120_000 });
  if (run.status !== 0) throw new Error(run.error?.message ?? `exit ${run.status}: ${run.stderr.slice(0, 200)}`);
  return run.stdout;
}

const withAjv = (Ajv, schema) => {
  const validate = new Ajv(options).compile(schema);
  return (value) => (validate(value) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`));
};
const withZod = (schema) => (value) => {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(({ path, message }) => `/${path.join('/')} ${message}`);
};
const requireFrom = ({ packages }) => createRequire(join(packages, 'x.js'));
const npm = (name, version) => ({
  id: `schemas-${name.replaceAll(/[@/]+/g, '-')}`,
  kind: 'npm',
  package: name,
  version,
  driver: true,
  command: 'node',
});
const agent = (id) => agents.find((row) => row.id === id);

/** By target: what has the schema, and by the end of a file's path what says what is wrong with a value. */
const sources = {
  opencode: { from: agent('opencode'), of: (program) => openApi(program) },
  kilo: { from: agent('kilo'), of: (program) => openApi(program) },
  openclaw: { from: agent('openclaw'), of: (program) => ({ 'openclaw.json': (_, path) => validatedBy(program, path) }) },
  pi: {
    from: { package: '@earendil-works/pi-coding-agent', version: '1.5.2', packed: true },
    of: ({ packages }) =>
      Object.fromEntries(
        ['models', 'settings'].map((name) => {
          const schema = JSON.parse(readFileSync(join(packages, 'schemas', `${name}.schema.json`), 'utf8'));
          return [`${name}.json`, withAjv(Ajv2020, schema)];
        }),
      ),
  },
  'mistral-vibe': { from: agent('mistral-vibe'), of: pydantic },
  continue: {
    from: npm('@continuedev/config-yaml', '1.42.0'),
    of: (program) => ({ 'config.yaml': withZod(requireFrom(program)('@continuedev/config-yaml').configYamlSchema) }),
  },
  librechat: {
    from: npm('librechat-data-provider', '0.8.524'),
    of: (program) => ({ 'librechat.yaml': withZod(requireFrom(program)('librechat-data-provider').configSchema) }),
  },
};

/** What a package has, without what it depends on: pi 1.5.2 asks for a version that is not there. */
function packed({ package: name, version }) {
  const folder = mkdtempSync(join(home, 'pack-'));
  const pack = spawnSync('npm', ['pack', '--silent', `${name}@${version}`, '--pack-destination', folder], { encoding: 'utf8' });
  const unpack = spawnSync('tar', ['-xzf', join(folder, pack.stdout.trim()), '-C', folder]);
  if (unpack.status !== 0) throw new Error(`cannot be had: ${pack.stderr.trim().slice(0, 200)}`);
  return { packages: join(folder, 'package') };
}

/** OpenClaw says itself what is wrong with its file. */
function validatedBy(program, path) {
  mkdirSync(join(home, '.openclaw'), { recursive: true });
  copyFileSync(path, join(home, '.openclaw/openclaw.json'));
  const env = { PATH: program.path.join(':'), HOME: home, CI: '1', ACME_API_KEY: 'sk-acme' };
  const run = spawnSync(program.command, ['config', 'validate'], { encoding: 'utf8', env, timeout: 120_000 });
  return run.status === 0 ? [] : [run.stderr.trim()];
}

/** The schema of the config among those of the server. */
function openApi(program) {
  const { components } = JSON.parse(printed(program, ['generate']));
  const schema = { $ref: '#/components/schemas/Config', components };
  return { '.json': withAjv(Ajv2020, schema) };
}

function pydantic(program) {
  const code =
    'import json; from vibe.core.config.models import ProviderConfig as P, ModelConfig as M; print(json.dumps([P.model_json_schema(), M.model_json_schema()]))';
  const [provider, model] = JSON.parse(printed({ ...program, command: join(program.command, '../python') }, ['-c', code]));
  const each = { providers: withAjv(Ajv2020, provider), models: withAjv(Ajv2020, model) };
  return { '.toml': (value) => Object.entries(each).flatMap(([key, check]) => (value[key] ?? []).flatMap(check)) };
}

function generated(target) {
  const out = join(home, 'out', target);
  const specs = readdirSync(join(root, 'fixtures/specs/acme')).map((name) => join(root, 'fixtures/specs/acme', name));
  const files = [];
  for (const [index, spec] of specs.entries()) {
    const folder = join(out, String(index));
    spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), 'generate', spec, '-t', target, '-o', folder]);
    const made = spawnSync('find', [folder, '-type', 'f'], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
    files.push(...made.map((path) => ({ path, spec })));
  }
  return files;
}

let fails = 0;
for (const [target, { from, of }] of Object.entries(sources)) {
  try {
    const checks = of(from.packed ? packed(from) : installed(from));
    const results = generated(target).flatMap(({ path, spec }) => {
      const [, check] = Object.entries(checks).find(([end]) => path.endsWith(end)) ?? [];
      const value = check && parsers[path.split('.').at(-1)](readFileSync(path, 'utf8'));
      return check ? [{ path, spec, wrongs: check(value, path) }] : [];
    });
    const bad = results.filter(({ wrongs }) => wrongs.length > 0);
    console.log(`${target}: ${results.length - bad.length} of ${results.length} files are what ${from.package} ${from.version} accepts`);
    for (const { path, spec, wrongs } of bad) console.log(`  ${path} of ${spec}\n    ${wrongs.slice(0, 5).join('\n    ')}`);
    if (bad.length > 0 || results.length === 0) fails += 1;
  } catch (error) {
    console.log(`${target}: no schema: ${error.message}`);
    fails += 1;
  }
}
rmSync(home, { recursive: true, force: true });
process.exitCode = fails === 0 ? 0 : 1;
