import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };
const beta: Model = { id: 'beta', limit: { context: 100_000 } };
const gamma: Model = { id: 'gamma' };

describe('a new model', () => {
  it('is added if it reads and writes text, and calls tools if all other models do', () => {
    const whisper: Model = { id: 'whisper', modalities: { input: ['audio'], output: ['text'] } };
    const embedder: Model = { id: 'embedder', tool_call: false };
    const feed = new Feed(specWith([{ ...alpha, tool_call: true }]));
    expect(feed.run(answer(1, [alpha, whisper, embedder, { id: 'old', status: 'deprecated' }, gamma]))).toEqual(['change new gamma']);
    const mixed = new Feed(specWith([alpha]));
    expect(mixed.run(answer(1, [alpha, whisper, embedder]))).toEqual(['change new embedder']);
  });

  it('is held if it is listed only with a key', () => {
    const feed = new Feed(specWith([alpha]));
    const own = answer(1, [alpha, gamma, { id: 'ft:mine' }], { source: 'own', isPublic: false });
    expect(feed.run([own, answer(1, [alpha, gamma])])).toEqual(['change new gamma', 'hold private-id ft:mine']);
    expect(feed.ids).toEqual(['alpha', 'gamma']);
  });

  it.each(['${HOME}', '{{key}}', '$(id)', 'a;b', 'a|b', 'a b', "it's", 'a\\b', 'сlaude', 'a\u200Bb', '<b>'])(
    'is held if its id has unusual characters: %s',
    (id) => {
      const feed = new Feed(specWith([alpha]));
      const next = answer(1, [alpha, gamma, { id }]);
      expect(feed.run(next)).toEqual(['change new gamma', `hold unusual-id ${id}`]);
      expect(feed.last!.diagnostics[1]!.hint).toBe('to accept it, pass `--accept models/unusual-id`');
      expect(feed.ids).toEqual(['alpha', 'gamma']);
      feed.run(next, ['models/unusual-id']);
      expect(feed.ids).toEqual(['alpha', 'gamma', id]);
      expect(feed.run(answer(2, [alpha, gamma, { id }]))).toEqual([]);
    },
  );

  it('is not added again after it was removed by hand', () => {
    const feed = new Feed(specWith([alpha, beta]));
    feed.run(answer(1, [alpha, beta]));
    feed.spec = specWith([alpha]);
    expect(feed.run(answer(2, [alpha, beta]))).toEqual([]);
    expect(feed.run(answer(3, [alpha, beta]))).toEqual([]);
    expect(feed.ids).toEqual(['alpha']);
  });
});

describe('many new models', () => {
  it.each([
    [1, 10, ['change new']],
    [1, 11, ['hold many-new']],
    [12, 12, ['change new']],
    [12, 13, ['hold many-new']],
  ])('with %d models in the spec and %d new ones: %j', (known, added, expected) => {
    const ids = (prefix: string, count: number): Model[] => Array.from({ length: count }, (_, index) => ({ id: `${prefix}-${index}` }));
    const feed = new Feed(specWith(ids('old', known)));
    const all = [...ids('old', known), ...ids('new', added)];
    const found = feed.run(answer(1, all)).map((line) => line.replace(/ new-\d+$/, ''));
    expect([...new Set(found)]).toEqual(expected);
    feed.run(answer(2, all), ['models/many-new']);
    expect(feed.ids).toEqual(all.map(({ id }) => id));
  });
});

describe('new models of a spec without a list of its own', () => {
  const live = { live_models: { url: 'https://api.acme.example/v1/models', shape: 'openai' as const } };

  it('are noted if it has `live_models`, and added only after `models/many-new` is accepted', () => {
    const { models: _, ...spec } = specWith([], live);
    const feed = new Feed(spec);
    expect(feed.run(answer(1, [alpha, beta]))).toEqual(['note many-new']);
    expect(feed.last!.diagnostics[0]!.hint).toBe('`--accept models/many-new` adds them');
    expect(feed.spec).not.toHaveProperty('models');
    feed.run(answer(1, [alpha, beta]), ['models/many-new']);
    expect(feed.ids).toEqual(['alpha', 'beta']);
  });

  it('are added, however many, if it has no `live_models` or an empty list', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ id: `new-${index}` }));
    const { models: _, ...spec } = specWith([]);
    for (const one of [spec, specWith([], live)]) {
      const feed = new Feed(one);
      feed.run(answer(1, many));
      expect(feed.ids).toHaveLength(30);
    }
  });
});

describe('a new model', () => {
  it('is neither added nor held if the spec pins its list', () => {
    const feed = new Feed(specWith([alpha], { pinned: ['models'] }));
    expect(feed.run(answer(1, [alpha, beta, { id: 'a b' }]))).toEqual([]);
    expect(feed.ids).toEqual(['alpha']);
  });

  it('is reported with the day of each source that lists it', () => {
    const feed = new Feed(specWith([alpha]));
    feed.run([answer(1, [alpha, gamma]), answer(2, [alpha, gamma], { source: 'catwalk' })]);
    const claims = [
      { source: 'models.dev', date: '2026-01-01', value: 'gamma' },
      { source: 'catwalk', date: '2026-01-02', value: 'gamma' },
    ];
    expect(feed.last!.diagnostics).toMatchObject([{ rule: 'models/new', message: '"gamma" is listed by models.dev and catwalk', claims }]);
  });

  it('is added by a list that is complete only', () => {
    const feed = new Feed(specWith([alpha]));
    expect(feed.run(answer(1, [alpha, gamma], { isComplete: false }))).toEqual([]);
    feed.run(answer(2, [alpha]));
    expect(feed.run(answer(3, [], { isComplete: false }))).toEqual([]);
  });
});
