import fc from 'fast-check';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import type { JsonValue, MergeEdit } from '../../src/core/edits.js';
import { printJson } from '../../src/edit/json/print.js';
import { editText, lawRuns } from '../support/edit.js';

const text = fc.oneof(
  fc.string({ maxLength: 90 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 70 }),
  fc.constantFrom('', 'https://api.example.com/v1', '日本語のモデル', 'naïve – “quoted”'),
);
const words = fc.array(fc.constantFrom('text', 'image', 'read:user', 'https://www.example.com/auth/cloud-platform'), { maxLength: 6 });
const parameter = fc.oneof(
  fc.constantFrom('PROJECT_ID', 'LOCATION', 'A_LONGER_NAME_OF_A_PARAMETER'),
  fc.record(
    {
      name: fc.constantFrom('HOSTNAME', 'CLUSTER_OF_THE_PLAN'),
      options: fc.array(fc.webUrl({ size: 'small' }), { maxLength: 4 }),
      optional: fc.boolean(),
    },
    { requiredKeys: ['name'] },
  ),
);
const block: fc.Arbitrary<JsonValue> = fc.record(
  {
    id: fc.constant('new'),
    url_param_vars: fc.array(parameter, { maxLength: 4 }),
    url: text,
    models: fc.oneof(
      text,
      fc.array(
        fc.record(
          { id: text, description: text, context_length: fc.nat(), tools_supported: fc.boolean(), input_modalities: words },
          { requiredKeys: ['id'] },
        ),
        { maxLength: 3 },
      ),
    ),
    auth_methods: fc.array(
      fc.oneof(
        fc.constant('api_key'),
        fc.record({ oauth_code: fc.record({ scopes: words, extra: fc.dictionary(fc.constantFrom('a', 'b'), text) }) }),
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['id'] },
) as fc.Arbitrary<JsonValue>;

const options = { indent: '', unit: '  ', eol: '\n', column: 0, followed: false, inline: ['url_param_vars'] };
const prettier = (json: string): Promise<string> => format(json, { parser: 'json', printWidth: 80 });

it('prints JSON that Prettier would not change', async () => {
  await fc.assert(
    fc.asyncProperty(block, async (value) => {
      const printed = `${printJson([value], options)}\n`;
      expect(await prettier(printed)).toBe(printed);
    }),
    { numRuns: lawRuns },
  );
});

it('inserts into a file formatted by Prettier so that Prettier would not change it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(block, { maxLength: 3 }), block, async (old, value) => {
      const others = old.map((entry, index) => ({ ...(entry as object), id: `old-${index}` }));
      const before = `${printJson(others, options)}\n`;
      fc.pre((await prettier(before)) === before);
      const edit: MergeEdit = {
        kind: 'merge',
        path: 'provider.json',
        format: 'json',
        at: [{ where: { id: 'new' } }],
        value,
        layout: { inline: ['url_param_vars'] },
      };
      const { text: after } = await editText(before, [edit]);
      expect(await prettier(after)).toBe(after);
    }),
    { numRuns: Math.ceil(lawRuns / 5) },
  );
});
