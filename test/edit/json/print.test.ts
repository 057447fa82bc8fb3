// The real provider.json of forgecode with 48 providers, in the folder PROVIDERSMITH_DATA.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseTree } from 'jsonc-parser';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import type { JsonValue, MergeEdit } from '../../../src/core/edits.js';
import { printJson } from '../../../src/edit/json/print.js';
import { editText } from '../../support/edit.js';

const path = join(process.env['PROVIDERSMITH_DATA'] ?? '', 'forgecode/provider.json');
const there = process.env['PROVIDERSMITH_DATA'] !== undefined && existsSync(path);
const text = there ? readFileSync(path, 'utf8') : '[]';
const providers = JSON.parse(text) as ({ id: string } & Record<string, JsonValue>)[];
const name = there ? 'the real provider.json of forgecode' : 'the real provider.json of forgecode (not in PROVIDERSMITH_DATA)';

function edit(value: { id: string } & Record<string, JsonValue>): MergeEdit {
  return {
    kind: 'merge',
    path: 'provider.json',
    format: 'json',
    at: [{ where: { id: value.id } }],
    value,
    layout: { inline: ['url_param_vars'] },
  };
}

describe.skipIf(!there)(name, () => {
  it('is accepted by the schema of the target', () => {
    const accepts = new Ajv2020({ allErrors: true, validateFormats: false }).compile(
      JSON.parse(readFileSync('schemas/targets/forgecode.schema.json', 'utf8')) as object,
    );
    accepts(providers);
    expect(accepts.errors ?? []).toEqual([]);
  });

  it('is not changed by edits with its own values', async () => {
    const { resolution, errors } = await editText(text, providers.map(edit));
    expect(errors).toEqual([]);
    expect(resolution.changes).toEqual([]);
  });

  it('gets back every removed provider as Prettier would format it', async () => {
    const lines = async (json: string): Promise<number> => {
      const formatted = (await format(json, { parser: 'json', printWidth: 80 })).split('\n');
      return json.split('\n').filter((line) => !formatted.includes(line)).length;
    };
    const before = await lines(text);
    for (const [index, provider] of providers.entries()) {
      const without = await editText(text, [edit(provider)], 'remove');
      expect(JSON.parse(without.text)).toEqual(providers.filter((other) => other !== provider));
      const after = providers[index - 1]?.id;
      const back = await editText(without.text, [{ ...edit(provider), ...(after !== undefined && { after }) }]);
      expect(await lines(back.text)).toBeLessThanOrEqual(before);
      if (after !== undefined) expect(JSON.parse(back.text)).toEqual(providers);
    }
  });

  it('has entries as printJson prints them, except those that Prettier would change', async () => {
    const blocks = (parseTree(text)?.children ?? []).map(({ offset, length }) => text.slice(offset, offset + length));
    let same = 0;
    for (const [index, block] of blocks.entries()) {
      const printed = printJson(providers[index]!, {
        indent: '  ',
        unit: '  ',
        eol: '\n',
        column: 2,
        followed: true,
        inline: ['url_param_vars'],
      });
      // One block has an empty line, which Prettier keeps.
      if (printed === block.replaceAll('\n\n', '\n')) same += 1;
      else expect(await format(`[\n  ${block}\n]\n`, { parser: 'json', printWidth: 80 })).not.toContain(block);
    }
    expect(same).toBe(41);
  });

  it('changes one line when one context window changes', async () => {
    for (const provider of providers) {
      const models = provider['models'];
      if (!Array.isArray(models)) continue;
      const changed = models.map((model, index) => (index === 0 ? { ...(model as object), context_length: 12_345 } : (model as JsonValue)));
      const { text: result } = await editText(text, [edit({ ...provider, models: changed })]);
      const [before, after] = [text.split('\n'), result.split('\n')];
      expect(after.length).toBe(before.length);
      expect(after.filter((line, index) => line !== before[index])).toEqual(['        "context_length": 12345,']);
    }
  });
});
