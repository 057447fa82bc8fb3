// The schemas of specs, plans and target files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { allTargets } from '../../src/commands/targets.js';
import { validateSpec } from '../../src/spec/validate.js';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const compile = (path: string): ValidateFunction => {
  const schema = json(path) as { $id: string };
  return (ajv.getSchema(schema.$id) as ValidateFunction | undefined) ?? ajv.compile(schema);
};
const targets = await allTargets();
const specs = readdirSync('fixtures/specs').filter((name) => /\.(yaml|json)$/.test(name));

describe('the schema of a spec', () => {
  const schema = json('schemas/provider.schema.json') as Record<string, unknown>;

  it('has a description and an example for every field', () => {
    const bare: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries((node as { properties?: object }).properties ?? {})) {
        const field = { ...follow(value), ...(value as object) } as { description?: string; examples?: unknown[] };
        const container = 'properties' in field || 'oneOf' in field;
        if (!field.description || (!field.examples && !container)) bare.push(`${path}.${key}`);
      }
      // A condition repeats the fields that it is about.
      for (const [key, value] of Object.entries(node)) if (!['if', 'then', 'else'].includes(key)) walk(value, `${path}.${key}`);
    };
    const follow = (value: unknown): object => {
      const ref = (value as { $ref?: string }).$ref;
      return ref === undefined ? {} : ((schema['$defs'] as Record<string, object>)[ref.slice('#/$defs/'.length)] ?? {});
    };
    walk(schema, '');
    expect(bare).toEqual([]);
  });
});

describe.each(targets)('schemas and plans of $id', (target) => {
  const plan = compile('schemas/plan.schema.json');
  const options = { scope: 'user', setDefault: true } as const;

  it.each(specs)('a plan of %s is plain data that fits its schema and is the same each time', async (name) => {
    const { valid } = await validateSpec(name, readFileSync(join('fixtures/specs', name), 'utf8'));
    for (const kind of ['plan', 'artifacts'] as const) {
      const { edits } = target[kind](valid!.provider, options);
      expect(structuredClone(edits)).toEqual(edits);
      plan(edits);
      expect(plan.errors ?? []).toEqual([]);
      expect(edits).toEqual(target[kind](valid!.provider, options).edits);
    }
  });

  it('has a schema of its file, a page and golden cases', () => {
    // Stand-alone files are mostly code, which no schema describes.
    if (target.kind !== 'artifact') expect(existsSync(`schemas/targets/${target.id}.schema.json`)).toBe(true);
    expect(existsSync(`docs/reference/targets/${target.id}.md`)).toBe(true);
    expect(readdirSync(`fixtures/targets/${target.id}`).length).toBeGreaterThan(0);
  });
});

describe.each(['forgecode', 'forgecode-user'])('the schema of %s', (target) => {
  const accepts = compile(`schemas/targets/${target}.schema.json`);
  const cases = readdirSync(`fixtures/targets/${target}`, { recursive: true, encoding: 'utf8' });
  const files = cases.filter((path) => path.includes('output') && basename(path) === 'provider.json');

  it.each(files)('accepts the golden output %s', (path) => {
    accepts(json(join(`fixtures/targets/${target}`, path)));
    expect(accepts.errors ?? []).toEqual([]);
  });

  it('rejects the unknown key `models_url`', () => {
    expect(accepts([{ id: 'x', url: 'https://x', auth_methods: [], models_url: 'https://x' }])).toBe(false);
  });
});
