import dns from 'node:dns';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFetcher } from '../../../src/io/net/fetch-json.js';
import { sendOnce } from '../../../src/io/net/send.js';
import { selfSigned, trust } from '../../support/certificate.js';
import { closedPort, faultyServer, good, goodBody, rawServer, type Behaviour } from '../../support/faulty-server.js';
import { proxyServer } from '../../support/proxy-server.js';
import { failure, get, ownEnvironment, testClock, withKey } from '../../support/requests.js';

beforeEach(() => void ownEnvironment());

const host = 'api.acme.example';
const tls = selfSigned(host);
const fetchJson = async (request: ReturnType<typeof get>, limits = {}) =>
  createFetcher({ offline: false, clock: testClock(), limits })(request);

async function secure() {
  trust(tls.cert);
  const server = await faultyServer({ routes: { '/v1': good }, tls });
  return { ...server, url: `https://${host}:${server.port}/v1` };
}

describe('HTTPS_PROXY', () => {
  it.each([
    ['HTTPS_PROXY', 'http://'],
    ['https_proxy', 'http://'],
    ['HTTPS_PROXY', ''],
  ])('tunnels https by %s=%s…, and keeps the key inside the tunnel', async (name, scheme) => {
    const [server, proxy] = [await secure(), await proxyServer()];
    vi.stubEnv(name, scheme + proxy.host);
    vi.stubEnv('ACME_KEY', 'canary-0123456789');
    expect(await fetchJson(withKey(server.url))).toMatchObject({ body: goodBody, from: 'network' });
    expect(server.seen).toMatchObject([{ headers: { host: `${host}:${server.port}`, authorization: 'Bearer canary-0123456789' } }]);
    expect(proxy.asked).toMatchObject([{ line: `CONNECT ${host}:${server.port}` }]);
    expect(JSON.stringify(proxy.asked)).not.toContain('canary');
  });

  it('sends the user name and password of the proxy URL to the proxy only', async () => {
    const [server, proxy] = [await secure(), await proxyServer()];
    vi.stubEnv('HTTPS_PROXY', `http://me:p%40ss@${proxy.host}`);
    await fetchJson(get(server.url));
    expect(proxy.asked[0]!.headers['proxy-authorization']).toBe(`Basic ${btoa('me:p@ss')}`);
    expect(server.seen[0]!.headers).not.toHaveProperty('proxy-authorization');
  });

  it('checks the certificate of the host behind the proxy', async () => {
    const [server, proxy] = [await secure(), await proxyServer()];
    vi.stubEnv('HTTPS_PROXY', proxy.host);
    expect(await failure(fetchJson(get(`https://other.acme.example:${server.port}/v1`)))).toMatchObject({
      code: 'net/failed',
      message: `other.acme.example:${server.port}/v1: its certificate is for another host`,
    });
  });

  it.each([
    [407, 'add the user name and password to the URL in `HTTPS_PROXY`', 1],
    [403, undefined, 1],
    [502, undefined, 3],
  ])('reports a proxy that refuses the tunnel with %i', async (status, hint, times) => {
    const proxy = await proxyServer(status);
    vi.stubEnv('HTTPS_PROXY', `http://me:hush@${proxy.host}`);
    const found = await failure(fetchJson(get(`https://${host}/v1`)));
    expect(found).toMatchObject({
      code: 'net/proxy',
      message: `the proxy ${proxy.host}: it answers ${status} to a tunnel request for ${host}:443`,
    });
    expect(found.hint).toBe(hint);
    expect(JSON.stringify(found)).not.toContain('hush');
    expect(proxy.asked).toHaveLength(times);
  });

  it('reports a proxy that refuses the connection', async () => {
    const port = await closedPort();
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${port}`);
    expect(await failure(fetchJson(get(`https://${host}/`)))).toMatchObject({
      code: 'net/proxy',
      message: `the proxy 127.0.0.1:${port}: connection refused`,
      hint: 'check `HTTPS_PROXY`',
    });
  });

  it.each([
    ['does not answer', () => {}, 'net/timeout', /no connection within 0\.1 s/],
    ['closes the connection', (socket: { destroy: () => void }) => socket.destroy(), 'net/proxy', /the connection was closed/],
    ['does not speak HTTP', (socket: { end: (text: string) => void }) => socket.end('hush\r\n'), 'net/proxy', /the response is not HTTP/],
  ])('reports a proxy that %s', async (_, behaviour, code, message) => {
    const { port } = await rawServer(behaviour);
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${port}`);
    expect(await failure(fetchJson(get(`https://${host}/`), { connectMs: code === 'net/timeout' ? 100 : 10_000 }))).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it.each(['socks5://me:hush@127.0.0.1', 'http://', 'http://%zz:hush@127.0.0.1'])(
    'reports %s as invalid without showing it',
    async (value) => {
      vi.stubEnv('HTTPS_PROXY', value);
      const found = await failure(fetchJson(get(`https://${host}/`)));
      expect(found).toMatchObject({ code: 'net/proxy', hint: 'set it to `http://<host>:<port>`' });
      expect(JSON.stringify(found)).not.toContain('hush');
    },
  );
});

describe('connections of one run', () => {
  it('are reused for requests to the same host', async () => {
    const sockets = new Set<unknown>();
    const note: Behaviour = (request, response) => {
      sockets.add(request.socket);
      good(request, response);
    };
    const paths = ['/1', '/2', '/3', '/4', '/5'];
    const server = await faultyServer({ routes: Object.fromEntries(paths.map((path) => [path, note])) });
    const fetchRun = createFetcher({ offline: false });
    for (const path of paths) await fetchRun(get(server.origin + path));
    // undici opens a second one if a request comes in the same moment as the end of the one before.
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('are opened again after the server has closed one', async () => {
    const closing: Behaviour = (request, response) => {
      good(request, response);
      response.on('finish', () => request.socket.destroy());
    };
    const server = await faultyServer({ routes: { '/1': closing, '/2': closing } });
    const fetchRun = createFetcher({ offline: false, clock: testClock() });
    for (const path of ['/1', '/2']) expect(await fetchRun(get(server.origin + path))).toMatchObject({ body: goodBody });
  });
});

describe('connections to this machine', () => {
  it('ignore all proxy variables', async () => {
    trust(tls.cert);
    const proxy = await proxyServer();
    for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy']) vi.stubEnv(name, `http://${proxy.host}`);
    for (const server of [await faultyServer({ routes: { '/': good } }), await faultyServer({ routes: { '/': good }, tls })])
      expect(await fetchJson(get(server.origin))).toMatchObject({ body: goodBody });
    expect(proxy.asked).toEqual([]);
  });
});

describe('NO_PROXY', () => {
  /** Whether a request to a URL asks the proxy for a tunnel. Every host name is this machine. */
  async function isProxied(url: string): Promise<boolean> {
    const lookup = ((_: string, __: unknown, done: (error: null, addresses: object[]) => void) =>
      done(null, [{ address: '127.0.0.1', family: 4 }])) as unknown as typeof dns.lookup;
    const proxy = await proxyServer(403);
    vi.spyOn(dns, 'lookup').mockImplementation(lookup);
    vi.stubEnv('HTTPS_PROXY', `http://${proxy.host}`);
    const found = await failure(sendOnce(get(url), { timeoutMs: 200, maxBytes: 1000 }));
    vi.mocked(dns.lookup).mockRestore();
    expect(found.code === 'net/proxy').toBe(proxy.asked.length === 1);
    return proxy.asked.length === 1;
  }

  it.each([
    ['*', true],
    ['api.acme.example', true],
    ['acme.example', true],
    ['.acme.example', true],
    ['*.acme.example', true],
    ['API.Acme.Example', true],
    ['other.example, acme.example', true],
    ['other.example acme.example', true],
    ['other.example,*', true],
    ['api.acme.example:443', true],
    ['api.acme.example:8443', false],
    ['me.example', false],
    ['example.api.acme', false],
    ['.', false],
    [',', false],
    ['', false],
  ])('%j exempts api.acme.example: %s', async (value, isExempt) => {
    for (const name of ['NO_PROXY', 'no_proxy']) {
      vi.stubEnv(name, value);
      expect(await isProxied(`https://${host}/v1`)).toBe(!isExempt);
      vi.stubEnv(name, '');
    }
  });

  it.each([
    ['https://[2001:db8::1]/', '[2001:db8::1]'],
    ['https://[2001:db8::1]/', '2001:db8::1'],
    ['https://192.0.2.1/', '192.0.2.1'],
  ])('exempts the address of %s as %s', async (url, value) => {
    expect(await isProxied(url)).toBe(true);
    vi.stubEnv('NO_PROXY', value);
    expect(await isProxied(url)).toBe(false);
  });
});
