import { beforeEach, describe, expect, it } from 'vitest';
import { answer, good, goodBody, inOrder } from '../../support/faulty-server.js';
import { failure, ownEnvironment, serving } from '../../support/requests.js';

beforeEach(() => void ownEnvironment());

describe('sendWithRetries', () => {
  it.each([408, 429, 500, 502, 503, 504])('retries after the status %i with a growing delay', async (status) => {
    const { server, clock, ask } = await serving(inOrder(answer(status), answer(status), good));
    expect(await ask()).toMatchObject({ body: goodBody });
    expect(server.seen).toHaveLength(3);
    const [first, second] = clock.waits;
    expect(first).toBeGreaterThanOrEqual(375);
    expect(first).toBeLessThanOrEqual(625);
    expect(second).toBeGreaterThanOrEqual(750);
    expect(second).toBeLessThanOrEqual(1250);
  });

  it('ends after the third attempt', async () => {
    const { server, ask } = await serving(answer(500));
    expect(await failure(ask())).toMatchObject({ code: 'net/status', hint: 'try again later' });
    expect(server.seen).toHaveLength(3);
  });

  it.each([
    ['seconds', '7', 7000],
    ['no delay', '0', 0],
    ['a date', 'Fri, 21 Nov 2025 10:00:09 GMT', 9000],
    ['a date in the past', 'Fri, 21 Nov 2025 09:00:00 GMT', 0],
  ])('waits as `Retry-After` says: %s', async (_, value, ms) => {
    const skewed = { 'retry-after': value, date: 'Thu, 01 Jan 1970 00:00:00 GMT' };
    const { clock, ask } = await serving(inOrder(answer(429, '', skewed), good));
    expect(await ask()).toMatchObject({ body: goodBody });
    expect(clock.waits).toEqual([ms]);
  });

  it.each(['soon', '-1', '1.5', ''])('ignores an invalid `Retry-After`: %j', async (value) => {
    const { clock, ask } = await serving(inOrder(answer(429, '', { 'retry-after': value }), good));
    await ask();
    expect(clock.waits).toHaveLength(1);
    expect(clock.waits[0]).toBeGreaterThanOrEqual(375);
  });

  it.each([
    ['31', 'try again after 2025-11-21 10:00:31 UTC'],
    ['3600', 'try again after 2025-11-21 11:00:00 UTC'],
    ['Fri, 21 Nov 2025 12:30:00 GMT', 'try again after 2025-11-21 12:30:00 UTC'],
    ['Thu, 01 Jan 2099 00:00:00 GMT', 'try again in a few days'],
    ['9'.repeat(400), 'try again in a few days'],
  ])('does not wait for a long `Retry-After`: %s', async (value, hint) => {
    const { server, clock, ask } = await serving(answer(429, '', { 'retry-after': value }));
    expect(await failure(ask())).toMatchObject({ code: 'net/status', hint });
    expect(server.seen).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });
});
