// Edits the text of a spec in all forms in which people write it.
import { describe, expect, it } from 'vitest';
import { applyRefresh } from '../../src/commands/rewrite.js';
import { DiagnosticError } from '../../src/core/errors.js';
import { printSpec } from '../../src/spec/print.js';
import type { Model, ProviderSpec } from '../../src/spec/provider.js';
import { validateSpec } from '../../src/spec/validate.js';
import { withoutMark } from '../../src/core/text.js';
import { answer, Feed, specWith } from '../support/feed.js';
import { specHead as head } from '../support/models-cli.js';

const json = (models: unknown, space?: string | number): string => JSON.stringify({ ...specWith([]), models }, undefined, space);
const two = [{ id: 'alpha' }, { id: 'beta' }];

/** The models alpha and beta as people can write them. */
const forms: Readonly<Record<string, string>> = {
  'in brackets': `${head}models: [{id: alpha}, {id: beta}]\n`,
  'in brackets over lines': `${head}models: [\n  {id: alpha},\n  {id: beta}\n]\n`,
  'a line each': `${head}models:\n  - {id: alpha}\n  - {id: beta} # x\n`,
  'not indented': `${head}models:\n- id: alpha\n- id: beta\n`,
  'a dash alone': `${head}models:\n  -\n    id: alpha\n  -\n    id: beta\n`,
  'quoted keys': `${head}"models":\n  - "id": alpha\n  - 'id': 'beta'\n`,
  'block scalars': `${head}models:\n  - id: |-\n      alpha\n  - id: >-\n      beta\n`,
  remarks: `${head}models:\n  # one\n  - id: alpha # a\n    # in it\n\n  # two\n  - id: beta # b\n  # end\n# last\n`,
  'lines of Windows': `${head}models:\n  - id: alpha\n  - id: beta\n`.replaceAll('\n', '\r\n'),
  'no end of line': `${head}models:\n  - id: alpha\n  - id: beta`,
  'a mark': `\uFEFF${head}models:\n  - id: alpha\n  - id: beta\n`,
  'all in braces': `${JSON.stringify(specWith(two))}\n`,
  JSON: json(two, 2),
  'JSON with tabs': json(two, '\t'),
  'JSON on one line': json(two),
  'JSON with a line each': json([], 2).replace('"models": []', '"models": [\n    { "id": "alpha" },\n    { "id": "beta" }\n  ]'),
  'JSON with escapes': json(two, 2).replace('"id": "alpha"', String.raw`"\u0069d": "al\u0070ha"`),
};
/** Those in which not everything can be changed by itself. */
const refusing: Readonly<Record<string, string>> = {
  'an alias as a limit': `${head}models:\n  - id: alpha\n    limit: &l {context: 1}\n  - id: beta\n    limit: *l\n`,
  'an alias as a default': `${head}models:\n  - id: &a alpha\n  - id: beta\ndefault_model: *a\n`,
  'remarks in brackets': `${head}models: [\n  {id: alpha}, # a\n  {id: beta}, # b\n]\n`,
  'a key with a question mark': `${head}? models\n: - id: alpha\n  - id: beta\n`,
  'an end marker': `---\n${head}models:\n  - id: alpha\n  - id: beta\n...\n`,
  'a tag': `${head}models: !!seq\n  - !!map\n    id: !!str alpha\n  - id: beta\n`,
};

const full: Model = {
  id: 'new/~id: "1"',
  name: '# B',
  limit: { context: 200_000, output: 8000 },
  cost: { input: 1, output: 4, tiers: [{ above_context: 100_000, input: 2, output: 8 }] },
};

function day(spec: ProviderSpec, number: number, list: readonly Model[], feed = new Feed(spec)): Feed {
  feed.spec = spec;
  feed.run(answer(number, list), ['models/rename']);
  return feed;
}

function without(spec: ProviderSpec, left: readonly Model[]): Feed {
  const feed = day(spec, 1, spec.models ?? []);
  for (const number of [2, 9]) feed.run(answer(number, left));
  return day(spec, 10, left, feed);
}

/** What can happen to a list. */
const happenings: Readonly<Record<string, (spec: ProviderSpec, models: readonly Model[]) => Feed>> = {
  'values change': (spec, models) =>
    day(
      spec,
      1,
      models.map(({ id }) => ({ ...full, id })),
    ),
  'models come': (spec, models) => day(spec, 1, [...models, full, { id: '__proto__' }]),
  'an id is another one': (spec, models) =>
    day(
      spec,
      2,
      models.map((model) => (model.id === 'alpha' ? { ...model, id: 'alpha-20260101' } : model)),
      day(spec, 1, models),
    ),
  'the first goes': (spec, models) => without(spec, models.slice(1)),
  'the last goes': (spec, models) => without(spec, models.slice(0, -1)),
  'all go': (spec) => without(spec, []),
};

describe('applyRefresh', () => {
  const cases = Object.keys(happenings).flatMap((happening) =>
    Object.entries({ ...forms, ...refusing }).map(([form, text]) => ({ happening, form, text })),
  );

  it.each(cases)('edits a spec in the form $form when $happening', async ({ happening, form, text }) => {
    const { valid } = await validateSpec('acme.yaml', withoutMark(text));
    const spec = valid!.document.value as ProviderSpec;
    const { last } = happenings[happening]!(spec, spec.models!);
    expect(last!.diagnostics.some(({ kind }) => kind !== 'note')).toBe(true);
    const result = await applyRefresh(valid!, text, last!)
      .then((edited) => edited.text)
      .catch((error: unknown) => error);
    // What cannot be changed is said; what was written has been read again and compared.
    if (Object.hasOwn(refusing, form) && result instanceof DiagnosticError) expect(result.diagnostic.code).toMatch(/^edit\//);
    else expect(result).toBeTypeOf('string');
    const remarks = /#(?= ).*$/gm;
    if (typeof result === 'string' && form !== 'a line each')
      for (const remark of text.match(remarks) ?? []) if (!/^# [ab]$/.test(remark)) expect(result).toContain(remark);
  });

  it('adds models to a spec without a list, and keeps an empty list', async () => {
    for (const text of [head, `${head}models: []\n`]) {
      const { valid } = await validateSpec('acme.yaml', text);
      const spec = valid!.document.value as ProviderSpec;
      expect((await applyRefresh(valid!, text, day(spec, 1, []).last!)).text).toBe(text);
      expect((await applyRefresh(valid!, text, day(spec, 1, [{ id: 'alpha' }]).last!)).text).toContain('- id: alpha\n');
    }
  });
});

describe('questions and evidence of a refreshed spec', () => {
  const models = ['a', 'b', 'c'].map((id) => ({ id }));
  const page = (field: string, source: string) => ({ field, claim: 'In the documentation', sources: [source] as [string] });

  it('are removed with their model or follow it, even if two have the same text', async () => {
    const evidence = [page('/models/2/id', '2'), page('/models/0/id', '0'), page('/models/1/id', '1'), page('/models/1', '1')];
    const questions = [0, 2].map((index) => ({ field: `/models/${index}/id`, question: 'Which?', assumption: 'This.' }));
    const before = specWith(models, { evidence, questions });
    const { last } = without(before, models.slice(1));
    expect(last!.spec.evidence).toEqual([page('/models/1/id', '2'), page('/models/0/id', '1'), page('/models/0', '1')]);
    expect(last!.spec.questions).toEqual([{ ...questions[1], field: '/models/1/id' }]);
    for (const text of [printSpec(before), `${JSON.stringify(before, undefined, 2)}\n`]) {
      const { valid } = await validateSpec('acme.yaml', text);
      // It is compared with the spec before it is given back.
      expect((await applyRefresh(valid!, text, last!)).text).not.toBe(text);
    }
  });

  it('are a conflict if two are equal', async () => {
    const before = specWith(models, { evidence: [page('/models/1/id', 'x'), page('/models/1/id', 'y')] });
    const { last } = without(before, models.slice(1));
    const text = printSpec(before);
    const { valid } = await validateSpec('acme.yaml', text);
    await expect(applyRefresh(valid!, text, last!)).rejects.toMatchObject({
      diagnostic: { code: 'edit/conflict', hint: 'remove one of them first' },
    });
  });
});

describe('a list of 700 models', () => {
  it('is edited before the test times out', { tags: ['slow'] }, async () => {
    const many = Array.from({ length: 700 }, (_, index) => ({ ...full, id: `acme/model-${index}` }));
    const before = specWith(many);
    const feed = day(
      before,
      1,
      many.map((model) => ({ ...model, name: model.id, cost: { input: 2, output: 5 } })),
    );
    for (const text of [printSpec(before), json(many, 2)]) {
      const { valid } = await validateSpec('acme.yaml', text);
      expect((await applyRefresh(valid!, text, feed.last!)).text).toContain('acme/model-699');
    }
  });
});
