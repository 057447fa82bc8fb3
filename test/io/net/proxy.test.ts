// The way through a proxy, and past it.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fetcher } from '../../../src/io/net/http.js';
import { proxyFor } from '../../../src/io/net/proxy.js';
import { selfSigned, trust } from '../../support/certificate.js';
import { closedPort, faultyServer, good, goodBody, rawServer } from '../../support/faulty-server.js';
import { proxyServer } from '../../support/proxy-server.js';
import { failure, get, ownEnvironment, testClock, withKey } from '../../support/requests.js';

beforeEach(ownEnvironment);

const host = 'api.acme.example';
const tls = selfSigned(host);
const fetchJson = async (request: ReturnType<typeof get>, limits = {}) => fetcher({ offline: false, clock: testClock(), limits })(request);

async function secure() {
  trust(tls.cert);
  const server = await faultyServer({ routes: { '/v1': good }, tls });
  return { ...server, url: `https://${host}:${server.port}/v1` };
}

describe('a tunnel', () => {
  it.each([
    ['HTTPS_PROXY', 'http://'],
    ['https_proxy', 'http://'],
    ['HTTPS_PROXY', ''],
  ])('leads to https by %s=%s…, and the key goes through it alone', async (name, scheme) => {
    const [server, proxy] = [await secure(), await proxyServer()];
    vi.stubEnv(name, scheme + proxy.host);
    vi.stubEnv('ACME_KEY', 'canary-0123456789');
    expect(await fetchJson(withKey(server.url))).toMatchObject({ body: goodBody, from: 'network' });
    expect(server.seen).toMatchObject([{ headers: { host: `${host}:${server.port}`, authorization: 'Bearer canary-0123456789' } }]);
    expect(proxy.asked).toMatchObject([{ line: `CONNECT ${host}:${server.port}` }]);
    expect(JSON.stringify(proxy.asked)).not.toContain('canary');
  });

  it('is asked for with user name and password', async () => {
    const [server, proxy] = [await secure(), await proxyServer()];
    vi.stubEnv('HTTPS_PROXY', `http://me:p%40ss@${proxy.host}`);
    await fetchJson(get(server.url));
    expect(proxy.asked[0]!.headers['proxy-authorization']).toBe(`Basic ${btoa('me:p@ss')}`);
    expect(server.seen[0]!.headers).not.toHaveProperty('proxy-authorization');
  });

  it('does not keep a certificate from being looked at', async () => {
    const [server, proxy] = [await secure(), await proxyServer()];
    vi.stubEnv('HTTPS_PROXY', proxy.host);
    expect(await failure(fetchJson(get(`https://other.acme.example:${server.port}/v1`)))).toMatchObject({
      code: 'net/failed',
      message: `other.acme.example:${server.port}/v1: its certificate is for another host`,
    });
  });

  it.each([
    [407, 'put user name and password into the URL of `HTTPS_PROXY`', 1],
    [403, undefined, 1],
    [502, undefined, 3],
  ])('that is refused with %i is an error', async (status, hint, times) => {
    const proxy = await proxyServer(status);
    vi.stubEnv('HTTPS_PROXY', `http://me:hush@${proxy.host}`);
    const found = await failure(fetchJson(get(`https://${host}/v1`)));
    expect(found).toMatchObject({
      code: 'net/proxy',
      message: `the proxy ${proxy.host}: it answers ${status} when it is asked for ${host}:443`,
    });
    expect(found.hint).toBe(hint);
    expect(JSON.stringify(found)).not.toContain('hush');
    expect(proxy.asked).toHaveLength(times);
  });

  it('at which nothing listens is an error', async () => {
    const port = await closedPort();
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${port}`);
    expect(await failure(fetchJson(get(`https://${host}/`)))).toMatchObject({
      code: 'net/proxy',
      message: `the proxy 127.0.0.1:${port}: nothing listens there`,
      hint: 'look at `HTTPS_PROXY`',
    });
  });

  it.each([
    ['says nothing', () => {}, 'net/timeout', /no connection within 0\.1 s/],
    ['cuts', (socket: { destroy: () => void }) => socket.destroy(), 'net/proxy', /the connection was cut/],
    ['speaks something else', (socket: { end: (text: string) => void }) => socket.end('hush\r\n'), 'net/proxy', /the answer is not HTTP/],
  ])('to a proxy that %s is an error', async (_, behaviour, code, message) => {
    const { port } = await rawServer(behaviour);
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${port}`);
    expect(await failure(fetchJson(get(`https://${host}/`), { connectMs: code === 'net/timeout' ? 100 : 10_000 }))).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it.each(['socks5://me:hush@127.0.0.1', 'http://', 'http://%zz:hush@127.0.0.1'])(
    'to %s is an error that does not show it',
    async (value) => {
      vi.stubEnv('HTTPS_PROXY', value);
      const found = await failure(fetchJson(get(`https://${host}/`)));
      expect(found).toMatchObject({ code: 'net/proxy', hint: 'write `http://<host>:<port>`' });
      expect(JSON.stringify(found)).not.toContain('hush');
    },
  );
});

describe('this machine', () => {
  it('is never asked through a proxy: there it would be another machine', async () => {
    trust(tls.cert);
    const proxy = await proxyServer();
    for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy']) vi.stubEnv(name, `http://${proxy.host}`);
    for (const server of [await faultyServer({ routes: { '/': good } }), await faultyServer({ routes: { '/': good }, tls })])
      expect(await fetchJson(get(server.origin))).toMatchObject({ body: goodBody });
    expect(proxy.asked).toEqual([]);
  });
});

describe('NO_PROXY', () => {
  it.each([
    ['*', true],
    ['api.acme.example', true],
    ['acme.example', true],
    ['.acme.example', true],
    ['*.acme.example', true],
    ['API.Acme.Example', true],
    ['other.example, acme.example', true],
    ['other.example acme.example', true],
    ['api.acme.example:443', true],
    ['api.acme.example:8443', false],
    ['me.example', false],
    ['example.api.acme', false],
    ['.', false],
    [',', false],
    ['', false],
  ])('%s', (value, isExempt) => {
    vi.stubEnv('HTTPS_PROXY', 'http://proxy.example:3128');
    for (const name of ['NO_PROXY', 'no_proxy']) {
      vi.stubEnv(name, value);
      expect(proxyFor(new URL(`https://${host}/v1`)) === undefined).toBe(isExempt);
      vi.stubEnv(name, '');
    }
  });

  it.each([
    ['https://[2001:db8::1]/', '[2001:db8::1]'],
    ['https://[2001:db8::1]/', '2001:db8::1'],
    ['https://192.0.2.1/', '192.0.2.1'],
  ])('has addresses too: %s by %s', (url, value) => {
    vi.stubEnv('HTTPS_PROXY', 'http://proxy.example:3128');
    expect(proxyFor(new URL(url))?.url.host).toBe('proxy.example:3128');
    vi.stubEnv('NO_PROXY', value);
    expect(proxyFor(new URL(url))).toBeUndefined();
  });
});
