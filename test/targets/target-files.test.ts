// What targets write fits the schemas of their agents, and `remove` leaves nothing of it.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseEnv } from 'node:util';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse as parseJson } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { allTargets } from '../../src/commands/targets.js';
import type { FileEdit } from '../../src/core/edits.js';
import { resolve } from '../../src/edit/resolve.js';
import { grammars } from '../../src/io/files/assets.js';
import type { Provider } from '../../src/spec/provider.js';
import { validateSpec } from '../../src/spec/validate.js';
import type { Target } from '../../src/targets/engine/target.js';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
const targets = (await allTargets()).filter(({ kind, id }) => kind !== 'checkout' && id !== 'forgecode-user');
const providers = new Map<string, Provider>();
for (const name of readdirSync('fixtures/specs/acme')) {
  const { valid } = await validateSpec(name, readFileSync(join('fixtures/specs/acme', name), 'utf8'));
  providers.set(name, valid!.provider);
}
const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  json: parseJson,
  jsonc: parseJson,
  yaml: parseYaml,
  yml: parseYaml,
  toml: parseToml,
  env: parseEnv,
};

/** The schema of the first file of a target; those of others are its definitions, by their names. */
function schemaOf(id: string, file: string): ValidateFunction | undefined {
  const schema = JSON.parse(readFileSync(`schemas/targets/${id}.schema.json`, 'utf8')) as { $id: string; $defs?: Record<string, unknown> };
  if (!ajv.getSchema(schema.$id)) ajv.addSchema(schema);
  const part = schema.$defs?.[basename(file)] === undefined ? '' : `#/$defs/${basename(file)}`;
  return ajv.getSchema(`${schema.$id}${part}`) as ValidateFunction | undefined;
}

/** The specs whose protocol an agent speaks, each with its plan. */
function casesOf(target: Target): { name: string; edits: readonly FileEdit[]; refusals: readonly string[] }[] {
  return [...providers].flatMap(([name, provider]) => {
    if (!target.accepts.protocols.includes(provider.endpoints[0].protocol)) return [];
    const { edits, diagnostics } = target.plan(provider, { scope: 'user', setDefault: true });
    return { name, edits, refusals: diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code) };
  });
}

describe.each(targets.map((target) => [target.id, target] as const))('the files of %s', (_, target) => {
  const cases = casesOf(target);
  const accepted = cases.filter(({ refusals }) => refusals.length === 0);
  const refused = cases.filter(({ refusals }) => refusals.length > 0);

  it('can be written for at least one of the example specs', () => {
    expect(accepted).not.toEqual([]);
  });

  it.each(accepted)('for $name fit the schema, do not change when applied again, and are deleted by remove', async ({ edits }) => {
    const files = new Map<string, string>();
    const read = async (path: string): Promise<string | undefined> => files.get(path);
    const { changes, problems } = await resolve({ edits, direction: 'apply', read, grammars });
    expect(problems).toEqual([]);
    expect(changes.length).toBeGreaterThan(0);
    for (const { path, after } of changes) {
      files.set(path, after!);
      const parse = parsers[path.split('.').at(-1)!];
      if (!parse) continue;
      const accepts = schemaOf(target.id, path)!;
      accepts(parse(after!));
      expect(accepts.errors ?? [], path).toEqual([]);
    }
    expect((await resolve({ edits, direction: 'apply', read, grammars })).changes).toEqual([]);
    const removed = await resolve({ edits, direction: 'remove', read, grammars });
    expect(removed.problems).toEqual([]);
    expect(removed.changes.map(({ path, after }) => [path, after])).toEqual(changes.map(({ path }) => [path, undefined]));
  });

  // Some agents send no headers, or send the key in one way only.
  it.each(refused)('are not planned for $name, which the agent cannot use', ({ edits, refusals }) => {
    expect(edits).toEqual([]);
    for (const code of refusals) expect(code).toMatch(/^target\/(not-accepted|header)$/);
  });
});

describe('the cases of a configuration', () => {
  it.each(targets.flatMap(({ id, kind }) => (kind === 'config' ? [id] : [])))(
    'of %s include one in which other settings exist already',
    (id) => {
      const folders = readdirSync(`fixtures/targets/${id}`);
      expect(folders.some((name) => existsSync(`fixtures/targets/${id}/${name}/input`))).toBe(true);
    },
  );
});
