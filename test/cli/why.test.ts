import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cli, refuseStaleBuild } from '../support/cli.js';
import { catalogOf, models, specText, writeSpec } from '../support/models-cli.js';
import { temporaryFolder } from '../support/tree.js';

beforeAll(refuseStaleBuild);

const evidence = `evidence:
  - {field: /models/0/tool_call, claim: The page of the model says so, sources: [https://acme.example/docs]}
`;
const small = { name: 'Small', limit: { context: 128_000, output: 8000 }, cost: { input: 1, output: 2 }, temperature: true };

const rest = { 'acme/a': {}, 'acme/b': {} };

/** A spec that was brought up on three days: a model came, a person changed a value and pinned another, and the new model went again. */
async function brought(): Promise<string> {
  const folder = temporaryFolder();
  const spec = writeSpec(folder, specText(undefined, `default_model: acme/small\n${evidence}`));
  const catalog = join(folder, 'api.json');
  const day = async (number: number, list: Readonly<Record<string, object>>): Promise<void> => {
    writeFileSync(catalog, catalogOf(list));
    await models('update', folder, [spec, '--source', `models.dev=${catalog}`, '--as-of', `2026-03-0${number}`]);
  };
  await day(1, { 'acme/small': small, 'acme/other': {}, ...rest });
  const text = readFileSync(spec, 'utf8').replace('output: 8000', 'output: 4000');
  writeFileSync(spec, text.replace('    tool_call', '    pinned: [cost]\n    tool_call'));
  for (const number of [2, 3]) await day(number, { 'acme/small': { ...small, cost: { input: 3, output: 6 } }, ...rest });
  return spec;
}

describe('why', () => {
  it('prints where each value comes from', async () => {
    const spec = await brought();
    const why = async (what: string): Promise<string> => {
      const { code, stdout, stderr } = await cli(['why', spec, what]);
      expect({ what, code, stderr }).toEqual({ what, code: 0, stderr: '' });
      return stdout;
    };
    expect(await why('acme/small.limit.context')).toMatch(
      /^acme\/small\n {2}listed by models\.dev since 2026-03-01 or earlier\nlimit\.context 128000\n {2}from models\.dev, response of 2026-03-01\n {2}api\.json sha256:[0-9a-f]{64}\n$/,
    );
    // The end of the id is enough.
    expect(await why('small.limit.output')).toMatch(/limit\.output 4000\n {2}edited by hand/);
    expect(await why('small.cost.input')).toMatch(/cost\.input 1\n {2}pinned in the spec, so no source changes it\n {2}from models\.dev/);
    expect(await why('small.tool_call')).toMatch(
      /tool_call true\n {2}evidence in the spec: The page of the model says so \(https:\/\/acme/,
    );
    expect(await why('small.knowledge')).toMatch(/knowledge is not set\n {2}no source has a value\n$/);
    expect(await why('default_model')).toMatch(/^default_model "acme\/small"\n {2}not in the lock/);
    expect(await why('small_model')).toBe('small_model is not set\n  no source has a value\n');
    expect(await why('other')).toMatch(
      /missing since 2026-03-02, in 2 answers of models\.dev\n[^]*status "deprecated"\n {2}set by `models update`, since/,
    );
    const whole = await why('acme/small');
    expect(whole.match(/^[a-z][a-z_.]+ (?=["\d[t])/gm)).toEqual([
      'name ',
      'limit.context ',
      'limit.output ',
      'tool_call ',
      'temperature ',
      'cost.input ',
      'cost.output ',
    ]);
  });

  it('prints why a model was removed', async () => {
    const folder = temporaryFolder();
    const spec = writeSpec(folder, specText());
    const catalog = join(folder, 'api.json');
    for (const day of [1, 2, 3, 9]) {
      writeFileSync(catalog, catalogOf({ 'acme/small': small, ...rest, ...(day === 1 && { 'acme/gone': {} }) }));
      await models('update', folder, [spec, '--source', `models.dev=${catalog}`, '--as-of', `2026-03-0${day}`]);
    }
    const { code, stdout } = await cli(['why', spec, 'gone']);
    expect(code).toBe(0);
    expect(stdout).toBe(
      'acme/gone\n  listed by models.dev since 2026-03-01 or earlier\n  not in the spec since 2026-03-09: it had been missing for long enough\n',
    );
  });

  it('prints the same as JSON', async () => {
    const { stdout } = await cli(['why', await brought(), 'acme/small.limit.output', '--reporter', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      reasons: [{ model: 'acme/small', field: 'limit.output', value: 4000, by: 'hand', pinned: false, evidence: [] }],
      model: { id: 'acme/small', listed: [{ source: 'models.dev', date: '2026-03-01' }] },
    });
  });

  it.each([
    ['acme/smal', /acme has no "acme\/smal" \[models\/unknown-field\]\n.*hint: did you mean `acme\/small`\?/],
    ['acme/small.limit.contxt', /hint: did you mean `acme\/small\.limit\.context`\?/],
    ['small.limit.contxt', /hint: did you mean/],
    ['something else entirely', /hint: name a model, or `<model>\.<field>`/],
    ['__proto__', /has no "__proto__"/],
  ])('reports the unknown subject %s', async (what, message) => {
    const spec = writeSpec(temporaryFolder(), specText());
    expect(await cli(['why', spec, what])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  it('reports a missing spec, and one that is not valid', async () => {
    expect(await cli(['why', 'missing.yaml', 'a'])).toMatchObject({ code: 2, stderr: expect.stringContaining('it does not exist') });
    const spec = writeSpec(temporaryFolder(), 'schema: providersmith/1\n');
    expect(await cli(['why', spec, 'a'])).toMatchObject({ code: 1, stderr: expect.stringContaining('spec/') });
  });
});
