import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFetcher } from '../../../src/io/net/fetch-json.js';
import { sendOnce } from '../../../src/io/net/send.js';
import { canary, leaks } from '../../support/canary-key.js';
import { selfSigned, trust } from '../../support/certificate.js';
import { faultyServer, good, goodBody, redirect } from '../../support/faulty-server.js';
import { failure, get, ownEnvironment, serving, withKey } from '../../support/requests.js';

beforeEach(() => void ownEnvironment());

describe('redirect', () => {
  /** A server that redirects to a path of a second server. */
  async function two() {
    const to = await faultyServer({ routes: { '/end': good } });
    return { to, ask: async (location: string, status = 302) => (await serving(redirect(location, status))).ask() };
  }

  it.each([301, 302, 303, 307, 308])('is followed within its host with the status %i', async (status) => {
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
    ['to a remote host without https', () => 'http://acme.example/end', /redirects to http:\/\/acme\.example\/end, which is not followed/],
    ['to a user name', (port: number) => `http://hush@127.0.0.1:${port}/end`, /which is not followed/],
    ['to another scheme', () => 'file:///end', /which is not followed/],
    ['without a valid location', () => 'http://', /redirects without a valid location/],
  ])('is not followed %s', async (_, location, message) => {
    const { to, ask } = await two();
    const found = await failure(ask(location(to.port)));
    expect(found).toMatchObject({ code: 'net/redirect', message: expect.stringMatching(message) as string });
    expect(JSON.stringify(found)).not.toContain('hush');
    expect(to.seen).toEqual([]);
  });

  it('is followed from http to https, and not back', async () => {
    const tls = selfSigned();
    trust(tls.cert);
    const plain = await faultyServer({ routes: { '/end': good } });
    const secure = await faultyServer({ routes: { '/end': good, '/back': redirect(`${plain.origin}/end`) }, tls });
    const start = await faultyServer({ routes: { '/': redirect(`${secure.origin}/end`), '/back': redirect(`${secure.origin}/back`) } });
    const fetchJson = createFetcher({ offline: false });
    expect(await fetchJson(get(start.origin))).toMatchObject({ body: goodBody });
    expect(await failure(fetchJson(get(`${start.origin}/back`)))).toMatchObject({
      code: 'net/redirect',
      message: `${new URL(secure.origin).host}/back redirects to ${plain.origin}/end, which is not followed`,
    });
    expect(plain.seen).toEqual([]);
  });

  it('is followed five times at most', async () => {
    const { server, ask } = await serving(redirect('/v1/models'));
    expect(await failure(ask())).toMatchObject({
      code: 'net/redirect',
      message: expect.stringMatching(/redirects more than 5 times$/) as string,
    });
    expect(server.seen).toHaveLength(6);
  });
});

describe('redirect of a request with a key', () => {
  beforeEach(() => vi.stubEnv('ACME_KEY', canary));

  it('is followed within its origin', async () => {
    const server = await faultyServer({ routes: { '/': redirect('/end'), '/end': good } });
    expect(await createFetcher({ offline: false })(withKey(server.origin))).toMatchObject({ body: goodBody });
    expect(server.seen[1]).toMatchObject({ path: '/end', headers: { authorization: `Bearer ${canary}` } });
  });

  it.each([
    ['another port', (port: number) => `http://127.0.0.1:${port}/end`],
    ['another host', (port: number) => `http://localhost:${port}/end`],
    ['another host with https', () => 'https://acme.example/end'],
    ['another host with the key in its path', (port: number) => `http://127.0.0.1:${port}/${encodeURIComponent(canary)}/end`],
  ])('is not followed to %s', async (_, location) => {
    const other = await faultyServer({ routes: { '/end': good } });
    const server = await faultyServer({ routes: { '/': redirect(location(other.port)) } });
    const found = await failure(createFetcher({ offline: false })(withKey(server.origin)));
    expect(found).toMatchObject({
      code: 'net/redirect',
      message: expect.stringMatching(/\/end, and the key is not sent to another origin$/) as string,
    });
    expect(leaks(JSON.stringify(found))).toBe(false);
    expect(other.seen).toEqual([]);
    expect(await sendOnce(withKey(server.origin), { timeoutMs: 5000, maxBytes: 1_000_000 })).toMatchObject({ status: 302 });
    expect(other.seen).toEqual([]);
  });

  it('does not send a key in a header of its own to another origin', async () => {
    const other = await faultyServer({ routes: { '/end': good } });
    const server = await faultyServer({ routes: { '/': redirect(`${other.origin}/end`) } });
    const request = withKey(server.origin, { header: 'x-api-key', scheme: '' });
    expect(await failure(createFetcher({ offline: false })(request))).toMatchObject({ code: 'net/redirect' });
    expect(other.seen).toEqual([]);
  });
});
