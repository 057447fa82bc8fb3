import { describe, expect, it } from 'vitest';
import { countAbsence, decidingAnswers, isAbsenceProven, recordListing } from '../../src/models/absence.js';
import type { Absence } from '../../src/models/lock.js';
import { answer } from '../support/feed.js';

const own = answer(1, [], { source: 'own' });
const modelsDev = answer(1, []);
const catwalk = answer(2, [], { source: 'catwalk' });

describe('the sources that list a model', () => {
  it('are recorded with the first answer of each', () => {
    const record = recordListing({ listed: { own: 'own:first' }, fields: { name: ['X', 'hand'] }, returned: 1 }, [own, catwalk]);
    expect(record).toMatchObject({
      listed: { own: 'own:first', catwalk: expect.stringMatching(/^catwalk:/) },
      fields: { name: ['X', 'hand'] },
      returned: 1,
    });
    expect(Object.keys(recordListing(undefined, [own]).listed)).toEqual(['own']);
    expect(recordListing(undefined, [own]).fields).toEqual({});
  });

  it('decide whether it exists, and the own list alone if that has ever listed it', () => {
    const listedBy = (...sources: string[]) => ({
      fields: {},
      listed: Object.fromEntries(sources.map((source) => [source, `${source}:x`])),
    });
    const all = [own, modelsDev, catwalk];
    expect(decidingAnswers(listedBy('own', 'catwalk'), all)).toEqual([own]);
    expect(decidingAnswers(listedBy('own', 'catwalk'), [modelsDev, catwalk])).toEqual([]);
    expect(decidingAnswers(listedBy('models.dev', 'catwalk'), all)).toEqual([modelsDev, catwalk]);
    expect(decidingAnswers(listedBy('openrouter'), all)).toEqual([]);
    expect(decidingAnswers(undefined, all)).toEqual([]);
  });
});

describe('an absence', () => {
  const missing: Absence = { since: '2026-01-01', last: '2026-01-02', answers: 2, asked: ['own'], status: 'beta' };
  it('starts with the first answer of the day', () => {
    expect(countAbsence(undefined, [catwalk, modelsDev])).toEqual({
      since: '2026-01-01',
      last: '2026-01-01',
      answers: 1,
      asked: ['catwalk', 'models.dev'],
    });
  });

  it('starts with that day in any order of the answers', () => {
    expect(countAbsence(undefined, [modelsDev, catwalk]).since).toBe('2026-01-01');
    expect(countAbsence(undefined, [answer(3, []), modelsDev, catwalk]).since).toBe('2026-01-01');
  });

  it('counts each day once', () => {
    expect(countAbsence(missing, [catwalk])).toEqual(missing);
    expect(countAbsence(missing, [answer(3, [])])).toEqual({ ...missing, last: '2026-01-03', answers: 3, asked: ['models.dev'] });
  });

  it('starts again if the clock went back, and keeps the status', () => {
    expect(countAbsence(missing, [own])).toEqual({ since: '2026-01-01', last: '2026-01-01', answers: 1, asked: ['own'], status: 'beta' });
    const { status: _, ...unmarked } = missing;
    expect(countAbsence(unmarked, [own])).not.toHaveProperty('status');
  });

  const absent = (last: string, answers: number): Absence => ({ since: '2026-01-01', last, answers, asked: [] });
  it.each<[last: string, answers: number, returned: number | undefined, yes: boolean]>([
    ['2026-01-08', 3, undefined, true],
    ['2026-01-07', 3, undefined, false],
    ['2026-01-08', 2, undefined, false],
    ['2026-01-14', 3, 1, false],
    ['2026-01-15', 3, 1, true],
    ['2026-04-22', 3, 4, false],
    ['2026-04-23', 3, 4, true],
    ['2026-04-23', 3, 5, true],
  ])('until %s in %d answers, after %j returns, is proven: %s', (last, answers, returned, yes) => {
    expect(isAbsenceProven(absent(last, answers), returned)).toBe(yes);
  });
});
