// A refreshed spec is valid, whatever the spec and the answers are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRefresh } from '../../src/commands/rewrite.js';
import { parseDocument } from '../../src/spec/parse-document.js';
import { follow } from '../../src/core/pointer.js';
import { printSpec } from '../../src/spec/print.js';
import type { Model, ProviderSpec } from '../../src/spec/provider.js';
import { parseLock, printLock } from '../../src/models/lock.js';
import { acceptableRules } from '../../src/models/types.js';
import { readField, refreshedFields } from '../../src/models/fields.js';
import { dropContradictions } from '../../src/models/resolve-model.js';
import { validateSpec } from '../../src/spec/validate.js';
import { lawRuns } from '../support/edit.js';
import { answer, Feed, specWith } from '../support/feed.js';

const ids = ['a', 'b', 'c-20250101', 'c-20260101', 'x/c', 'd.1', 'd-1', 'e: f', '__proto__', "it's"];
const price = fc.constantFrom(0, 0.1, 1, 1.5, 20);
const part = fc.record(
  {
    name: fc.constantFrom('A', 'B: c', '# d', ''.padEnd(3, 'é')),
    limit: fc.record(
      { context: fc.constantFrom(1000, 2000, 8000), output: fc.constantFrom(500, 1000, 9000) },
      { requiredKeys: ['context'] },
    ),
    modalities: fc.record({ input: fc.constantFrom(['text'], ['text', 'image'], ['image', 'text']) }),
    reasoning: fc.boolean(),
    cost: fc.record({ input: price, output: price, cache_read: price }, { requiredKeys: ['input', 'output'] }),
    status: fc.constantFrom('beta', 'deprecated'),
    pinned: fc.constantFrom(['limit'], ['id', 'cost']),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Omit<Model, 'id'>>;
const models = (withPins: boolean): fc.Arbitrary<Model[]> =>
  fc.uniqueArray(
    fc.tuple(fc.constantFrom(...ids), part).map(([id, rest]) => {
      const { pinned, ...model } = dropContradictions({ id, ...rest }).model;
      return withPins && pinned ? { ...model, pinned } : model;
    }),
    { selector: ({ id }) => id, maxLength: 6, minLength: 1 },
  );
const anySpec = fc
  .tuple(
    models(true),
    fc.nat(),
    fc.nat(),
    fc.boolean(),
    fc.constantFrom<Pick<ProviderSpec, 'pinned'>>({}, { pinned: ['models'] }, { pinned: ['default_model', 'auth'] }),
  )
  .map(([list, first, second, hasNotes, pinned]) => {
    const index = second % list.length;
    // Many pages say the same of many models.
    const pages = [`/models/${index}/id`, `/models/${first % list.length}`, '/models/0/limit', '/default_model', '/endpoints/0/base_url'];
    const there = pages.filter(
      (field, at) =>
        pages.indexOf(field) === at && follow({ models: list, default_model: '', endpoints: [{ base_url: '' }] }, field) !== undefined,
    );
    const notes = {
      questions: [
        { field: `/models/${index}/id`, question: 'Which?', assumption: 'This.' },
        { field: `/models/${list.length - 1}/id`, question: 'Which?', assumption: 'That.' },
      ],
      evidence: there.map((field) => ({ field, claim: 'It is there.', sources: [`https://acme.example${field}`] as [string] })),
    };
    const more = { ...pinned, ...(hasNotes ? notes : {}) };
    return specWith(list, { default_model: list[first % list.length]!.id, small_model: list[index]!.id, ...more });
  });
const day = fc.record({
  after: fc.constantFrom(0, 1, 4, 8),
  own: fc.option(models(false), { nil: undefined }),
  isPublic: fc.boolean(),
  catalog: models(false),
  source: fc.constantFrom('models.dev', 'models.dev', 'catwalk'),
  facts: fc.record({ default_model: fc.constantFrom(...ids), env: fc.constantFrom(['ACME_API_KEY'], ['OTHER']) }, { requiredKeys: [] }),
  accept: fc.constantFrom(
    [],
    [],
    acceptableRules.filter((rule) => rule !== 'models/access-change'),
    [...acceptableRules],
  ),
});

describe('a refreshed spec', () => {
  it('is valid, keeps pinned and unchanged values, and does not change again with the same answers', async () => {
    await fc.assert(
      fc.asyncProperty(anySpec, fc.array(day, { maxLength: 6 }), async (spec, days) => {
        const feed = new Feed(spec);
        let date = 1;
        for (const { after, own, isPublic, catalog, source, facts, accept } of days) {
          date += after;
          const answers = [...(own ? [answer(date, own, { source: 'own', isPublic })] : []), answer(date, catalog, { facts, source })];
          const before = feed.spec;
          feed.run(answers, accept);
          expect(
            (await validateSpec('acme.yaml', printSpec(feed.spec))).diagnostics.filter(({ severity }) => severity === 'error'),
          ).toEqual([]);
          expectKept(before, feed.spec);
          await expectWritten(before, feed);
          const { spec: after1, lock } = feed;
          expect(parseLock(printLock(lock))).toEqual(JSON.parse(JSON.stringify(lock)));
          // What a person accepts can make room for one thing more.
          if (accept.length > 0) continue;
          expect(feed.run(answers, accept).filter((line) => line.startsWith('change'))).toEqual([]);
          // A doubt can be settled by what the first run learned: who decides about a model.
          expect([feed.spec, printLock({ ...feed.lock, doubts: {} })]).toEqual([after1, printLock({ ...lock, doubts: {} })]);
        }
      }),
      // A run is a week of answers.
      { numRuns: Math.ceil(lawRuns / 5) },
    );
  });
});

/** No value of a model that stays goes, but what marks one that is missing, and none that is pinned changes. */
function expectKept(before: ProviderSpec, after: ProviderSpec): void {
  if (before.pinned?.includes('models')) expect(after.models?.map(({ id }) => id)).toEqual(before.models?.map(({ id }) => id));
  if (before.pinned?.includes('auth')) expect(after.auth).toEqual(before.auth);
  for (const model of before.models ?? []) {
    const next = after.models?.find(({ id }) => id === model.id);
    if (model.pinned?.includes('id')) expect(next).toBeDefined();
    for (const field of next ? refreshedFields.filter((name) => name !== 'status') : []) {
      const value = readField(model, field);
      if (value !== undefined) expect(readField(next!, field), `${field} of ${model.id}`).toBeDefined();
      if (model.pinned?.some((name) => field.startsWith(name))) expect(readField(next!, field)).toEqual(value);
    }
  }
}

/** The text becomes what the refresh says, as YAML with remarks and as JSON, and the remarks stay. */
async function expectWritten(before: ProviderSpec, { last }: Feed): Promise<void> {
  const remarked = printSpec(before).replaceAll(/^(?=schema|endpoints|default_model)/gm, '# a remark\n');
  for (const [path, text] of [
    ['acme.yaml', remarked],
    ['acme.json', `${JSON.stringify(before, undefined, 2)}\n`],
  ] as const) {
    const { valid } = await validateSpec(path, text);
    const { text: written } = await applyRefresh(valid!, text, last!);
    expect(parseDocument(path, written).document!.value).toEqual(last!.spec);
    expect(written.match(/# a remark/g)).toEqual(text.match(/# a remark/g));
  }
}
