import { describe, expect, it } from 'vitest';
import {
  answerKey,
  byHand,
  emptyLock,
  parseLock,
  printLock,
  sourceOfValue,
  tidyLock,
  type AnswerRef,
  type Lock,
} from '../../src/models/lock.js';

const ref = (source: string): AnswerRef => ({
  source,
  date: '2026-01-01',
  url: `https://${source}.example`,
  digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
});
const key = (source: string): string => `${source}:0123456789ab`;

const lock: Lock = {
  answers: { [key('own')]: ref('own'), [key('a:b')]: ref('a:b'), [key('c')]: ref('c'), [key('unused')]: ref('unused') },
  doubts: { own: { since: '2026-01-01', lacks: ['x'] }, catwalk: { since: '2026-01-01', lacks: ['y'], accepted: true } },
  provider: { default_model: ['y', key('c')] },
  models: {
    y: { listed: { own: key('own') }, fields: { name: ['Y', key('a:b')], description: ['it', byHand] }, returned: 1 },
    x: { listed: {}, fields: {}, missing: { since: '2026-01-01', last: '2026-01-02', answers: 2, asked: ['own'] } },
  },
};

describe('the lock', () => {
  it('names an answer by its source and the start of its digest', () => {
    expect(answerKey(ref('own'))).toBe(key('own'));
    expect(answerKey({ source: 'own', digest: 'abc' })).toBe('own:abc');
    expect(answerKey({ source: 'own', digest: 'x-sha256:abc' })).toBe('own:x-sha256:abc');
  });

  it('knows the source of a value, and none of one that was edited by hand', () => {
    expect(sourceOfValue(['Y', key('a:b')])).toBe('a:b');
    expect(sourceOfValue(['Y', byHand])).toBeUndefined();
    expect(sourceOfValue(undefined)).toBeUndefined();
  });

  it('keeps the answers that are used, everything sorted by key', () => {
    const tidy = tidyLock(lock);
    expect(tidy).toEqual({ ...lock, answers: { [key('a:b')]: ref('a:b'), [key('c')]: ref('c'), [key('own')]: ref('own') } });
    expect(Object.keys(tidy.answers)).toEqual([key('a:b'), key('c'), key('own')]);
    expect(Object.keys(tidy.doubts)).toEqual(['catwalk', 'own']);
    expect(Object.keys(tidy.models)).toEqual(['x', 'y']);
    expect(Object.keys(tidy.models['y']!.fields)).toEqual(['description', 'name']);
  });

  it('has a line for each answer and model, and is read as it was written', () => {
    const text = printLock(tidyLock(lock));
    expect(text.split('\n').filter((line) => line.startsWith('    '))).toHaveLength(3 + 2 + 1 + 2);
    expect(parseLock(text)).toEqual(tidyLock(lock));
    expect(parseLock(`\ufeff${text}`)).toEqual(tidyLock(lock));
    expect(printLock(emptyLock())).toBe(
      '{\n  "format": "providersmith-lock/1",\n  "answers": {},\n  "doubts": {},\n  "provider": {},\n  "models": {}\n}\n',
    );
  });

  it('is none of any other text', () => {
    expect(parseLock('')).toBeUndefined();
    expect(parseLock('{}')).toBeUndefined();
    expect(parseLock(printLock(emptyLock()).replace('lock/1', 'lock/2'))).toBeUndefined();
  });
});
