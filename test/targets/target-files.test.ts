// What targets write is what their schemas accept, and nothing is left of it when it is taken out again.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseEnv } from 'node:util';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse as parseJson } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { allTargets } from '../../src/commands/targets.js';
import { resolve } from '../../src/edit/resolve.js';
import { grammars } from '../../src/io/files/assets.js';
import { validateSpec } from '../../src/spec/validate.js';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
const targets = (await allTargets()).filter(({ kind, id }) => kind !== 'checkout' && id !== 'forgecode-user');
const specs = readdirSync('fixtures/specs/acme');
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

describe.each(targets)('$id', (target) => {
  const taken: string[] = [];

  it.each(specs)('writes of %s what its schema accepts, in an order that is kept, and takes it out again', async (name) => {
    const { valid } = await validateSpec(name, readFileSync(join('fixtures/specs/acme', name), 'utf8'));
    if (!target.accepts.protocols.includes(valid!.provider.endpoints[0].protocol)) return;
    const { edits, diagnostics } = target.plan(valid!.provider, { scope: 'user', setDefault: true });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      // Some send no headers, and some send the key in one way alone: they say so, and plan nothing.
      expect(edits).toEqual([]);
      for (const { code } of errors) expect(code).toMatch(/^target\/(not-accepted|header)$/);
      return;
    }
    taken.push(name);
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

  it('takes one of them at least', () => {
    expect(taken).not.toEqual([]);
  });

  if (target.kind !== 'config') return;
  it('has a case for a file that is there already', () => {
    const cases = readdirSync(`fixtures/targets/${target.id}`);
    expect(cases.some((name) => existsSync(`fixtures/targets/${target.id}/${name}/input`))).toBe(true);
  });
});
