// What another status than 200 means, and where a redirect may lead.
import { beforeEach, describe, expect, it } from 'vitest';
import { fetcher } from '../../../src/io/net/http.js';
import { selfSigned, trust } from '../../support/certificate.js';
import { answer, faultyServer, good, goodBody, inOrder, redirect } from '../../support/faulty-server.js';
import { failure, get, ownEnvironment, serving } from '../../support/requests.js';

beforeEach(ownEnvironment);

describe('another status', () => {
  it.each([
    [204, /answers 204$/, undefined],
    [304, /answers 304$/, undefined],
    [400, /answers 400$/, undefined],
    [401, /answers 401: no key, or a wrong one$/, /the server wants a key/],
    [403, /answers 403: not allowed$/, /the server wants a key/],
    [404, /answers 404: there is nothing$/, /look whether the URL is right/],
  ])('%i is final', async (status, message, hint) => {
    const { server, ask } = await serving(answer(status, status === 204 || status === 304 ? '' : goodBody));
    const found = await failure(ask());
    expect(found).toMatchObject({ code: 'net/status', message: expect.stringMatching(message) as string });
    if (hint) expect(found.hint).toMatch(hint);
    else expect(found.hint).toBeUndefined();
    expect(server.seen).toHaveLength(1);
  });

  it.each([408, 429, 500, 502, 503, 504])('%i may pass', async (status) => {
    const { server, clock, ask } = await serving(inOrder(answer(status), answer(status), good));
    expect(await ask()).toMatchObject({ body: goodBody });
    expect(server.seen).toHaveLength(3);
    const [first, second] = clock.waits;
    expect(first).toBeGreaterThanOrEqual(375);
    expect(first).toBeLessThanOrEqual(625);
    expect(second).toBeGreaterThanOrEqual(750);
    expect(second).toBeLessThanOrEqual(1250);
  });

  it('ends the third time', async () => {
    const { server, ask } = await serving(answer(500));
    expect(await failure(ask())).toMatchObject({ code: 'net/status', hint: 'come back later' });
    expect(server.seen).toHaveLength(3);
  });

  it.each([
    ['seconds', '7', 7000],
    ['no time', '0', 0],
    ['a date', 'Fri, 21 Nov 2025 10:00:09 GMT', 9000],
    ['a date that is over', 'Fri, 21 Nov 2025 09:00:00 GMT', 0],
  ])('is waited for as the server says: %s', async (_, value, ms) => {
    const skewed = { 'retry-after': value, date: 'Thu, 01 Jan 1970 00:00:00 GMT' };
    const { clock, ask } = await serving(inOrder(answer(429, '', skewed), good));
    expect(await ask()).toMatchObject({ body: goodBody });
    expect(clock.waits).toEqual([ms]);
  });

  it.each(['soon', '-1', '1.5', ''])('is waited for as always when the server says %j', async (value) => {
    const { clock, ask } = await serving(inOrder(answer(429, '', { 'retry-after': value }), good));
    await ask();
    expect(clock.waits).toHaveLength(1);
    expect(clock.waits[0]).toBeGreaterThanOrEqual(375);
  });

  it.each([
    ['31', 'come back after 2025-11-21 10:00:31 UTC'],
    ['3600', 'come back after 2025-11-21 11:00:00 UTC'],
    ['Fri, 21 Nov 2025 12:30:00 GMT', 'come back after 2025-11-21 12:30:00 UTC'],
    ['Thu, 01 Jan 2099 00:00:00 GMT', 'come back in some days'],
    ['9'.repeat(400), 'come back in some days'],
  ])('ends at once when that is too long: %s', async (value, hint) => {
    const { server, clock, ask } = await serving(answer(429, '', { 'retry-after': value }));
    expect(await failure(ask())).toMatchObject({ code: 'net/status', hint });
    expect(server.seen).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });
});

describe('a redirect', () => {
  /** A server that sends one on to a path of a second. */
  async function two() {
    const to = await faultyServer({ routes: { '/end': good } });
    return { to, ask: async (location: string, status = 302) => (await serving(redirect(location, status))).ask() };
  }

  it.each([301, 302, 303, 307, 308])('of status %i is followed within its host', async (status) => {
    const { to, ask } = await two();
    expect(await ask(`${to.origin}/end`, status)).toMatchObject({ body: goodBody, from: 'network' });
    expect(to.seen).toHaveLength(1);
  });

  it.each([
    [
      'to another host without https',
      (port: number) => `http://localhost:${port}/end?hush`,
      /redirects to http:\/\/localhost:\d+\/end, which/,
    ],
    [
      'to a host out there without https',
      () => 'http://acme.example/end',
      /redirects to http:\/\/acme\.example\/end, which is not followed/,
    ],
    ['to a user name', (port: number) => `http://hush@127.0.0.1:${port}/end`, /which is not followed/],
    ['to another scheme', () => 'file:///end', /which is not followed/],
    ['nowhere', () => 'http://', /redirects to nowhere/],
  ])('%s is not followed', async (_, location, message) => {
    const { to, ask } = await two();
    const found = await failure(ask(location(to.port)));
    expect(found).toMatchObject({ code: 'net/redirect', message: expect.stringMatching(message) as string });
    expect(JSON.stringify(found)).not.toContain('hush');
    expect(to.seen).toEqual([]);
  });

  it('leads to https, and not back', async () => {
    const tls = selfSigned();
    trust(tls.cert);
    const plain = await faultyServer({ routes: { '/end': good } });
    const secure = await faultyServer({ routes: { '/end': good, '/back': redirect(`${plain.origin}/end`) }, tls });
    const start = await faultyServer({ routes: { '/': redirect(`${secure.origin}/end`), '/back': redirect(`${secure.origin}/back`) } });
    const fetchJson = fetcher({ offline: false });
    expect(await fetchJson(get(start.origin))).toMatchObject({ body: goodBody });
    expect(await failure(fetchJson(get(`${start.origin}/back`)))).toMatchObject({
      code: 'net/redirect',
      message: `${new URL(secure.origin).host}/back redirects to ${plain.origin}/end, which is not followed`,
    });
    expect(plain.seen).toEqual([]);
  });

  it('is followed five times', async () => {
    const { server, ask } = await serving(redirect('/v1/models'));
    expect(await failure(ask())).toMatchObject({ code: 'net/redirect', message: expect.stringMatching(/for the 6th time$/) as string });
    expect(server.seen).toHaveLength(6);
  });
});
