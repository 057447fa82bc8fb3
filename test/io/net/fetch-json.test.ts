import { beforeEach, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../src/cli/exit-code.js';
import { createFetcher } from '../../../src/io/net/fetch-json.js';
import { selfSigned, trust } from '../../support/certificate.js';
import { answer, closedPort, faults, faultyServer, good, goodBody, rawServer, type Behaviour } from '../../support/faulty-server.js';
import { failure, get, ownEnvironment, serving, testClock } from '../../support/requests.js';

beforeEach(() => void ownEnvironment());

const MiB = 1024 * 1024;
/** For servers that stop sending. */
const quick = { connectMs: 200, timeoutMs: 200 };

describe('createFetcher', () => {
  it('returns the body with its digest and the day', async () => {
    const { server, ask } = await serving(good);
    expect(await ask()).toEqual({
      request: get(`${server.origin}/v1/models?hush=hush`),
      body: goodBody,
      digest: 'sha256:e92608dae50685fd6c9eea203f5d0a4ff9e561c8cba20c398787bd573809e52b',
      date: '2025-11-21',
      from: 'network',
      keep: expect.any(Function) as () => void,
    });
    expect(server.seen).toMatchObject([
      { method: 'GET', path: '/v1/models?hush=hush', headers: { accept: 'application/json', host: `127.0.0.1:${server.port}` } },
    ]);
  });

  it.each([
    ['a byte order mark', answer(200, `\ufeff${goodBody}`)],
    ['another content type', answer(200, goodBody, { 'content-type': 'text/html; charset=iso-8859-1' })],
    ['a date long ago', answer(200, goodBody, { date: 'Thu, 01 Jan 1970 00:00:00 GMT' })],
    ['a date in the future', answer(200, goodBody, { date: 'Thu, 01 Jan 2099 00:00:00 GMT' })],
  ])('accepts a response with %s', async (_, behaviour) => {
    expect(await (await serving(behaviour)).ask()).toMatchObject({ body: goodBody, date: '2025-11-21' });
  });
});

describe('createFetcher with a faulty server', () => {
  const cut = /the connection was closed before the response was complete/;
  const expected: Record<keyof typeof faults, [code: string, message: RegExp, requests: number]> = {
    'no answer': ['net/timeout', /no complete response within 0\.2 s/, 3],
    'cut before the answer': ['net/failed', cut, 3],
    'closed before the answer': ['net/failed', cut, 3],
    'stops in the body': ['net/timeout', /no complete response within 0\.2 s/, 3],
    'cut in the body': ['net/failed', cut, 3],
    'less than it says': ['net/failed', cut, 3],
    'chunks without an end': ['net/failed', cut, 3],
    'half a gzip': ['net/failed', cut, 3],
    'half a brotli': ['net/failed', cut, 3],
    'gzip that is none': ['net/failed', /is not valid gzip or brotli/, 1],
    'brotli that is none': ['net/failed', /is not valid gzip or brotli/, 1],
    'an unknown encoding': ['net/failed', /has an encoding that was not requested/, 1],
    html: ['net/not-json', /answers with HTML or XML instead of JSON/, 1],
    'html that says it is json': ['net/not-json', /answers with HTML or XML/, 1],
    empty: ['net/not-json', /answers with an empty body/, 1],
    'white space': ['net/not-json', /answers with an empty body/, 1],
    'half a document': ['net/not-json', /text that is not JSON/, 1],
    'not json': ['net/not-json', /text that is not JSON/, 1],
    'another charset': ['net/not-json', /text that is not UTF-8/, 1],
    'invalid utf-8': ['net/not-json', /text that is not UTF-8/, 1],
    'utf-16': ['net/not-json', /text that is not/, 1],
    '100 MB': ['net/too-large', /larger than 32 MiB/, 1],
    'says 100 MB': ['net/too-large', /larger than 32 MiB/, 1],
    'gzip bomb': ['net/too-large', /larger than 32 MiB/, 1],
    'brotli bomb': ['net/too-large', /larger than 32 MiB/, 1],
  };

  it.each(Object.entries(expected))('reports a server with the fault: %s', async (name, [code, message, requests]) => {
    const { server, ask } = await serving(faults[name as keyof typeof faults], code === 'net/timeout' ? quick : {});
    const found = await failure(ask());
    expect(found).toMatchObject({ code, message: expect.stringMatching(message) as string });
    expect(found.message).toContain(`127.0.0.1:${server.port}/v1/models`);
    expect(JSON.stringify(found)).not.toContain('hush');
    expect(exitCodeOf([found])).toBe(2);
    expect(server.seen).toHaveLength(requests);
    // What is under way between two sockets comes on top.
    expect(server.sent()).toBeLessThan(name === '100 MB' ? 48 * MiB : 12 * MiB);
  });

  it('reports a server that does not speak HTTP without quoting it', async () => {
    const { origin } = await rawServer((socket) => socket.end('220 hush ESMTP\r\n'));
    expect(await failure(createFetcher({ offline: false })(get(origin)))).toMatchObject({
      code: 'net/failed',
      message: `${new URL(origin).host}: the response is not HTTP`,
    });
  });

  it('reports a refused connection after three attempts', async () => {
    const port = await closedPort();
    const clock = testClock();
    expect(await failure(createFetcher({ offline: false, clock })(get(`http://localhost:${port}/v1`)))).toMatchObject({
      code: 'net/failed',
      message: `localhost:${port}/v1: connection refused`,
    });
    expect(clock.waits).toHaveLength(2);
  });

  it('reports a TLS handshake that takes too long', async () => {
    const { port } = await rawServer(() => {});
    const limits = { connectMs: 100, timeoutMs: 10_000 };
    expect(await failure(createFetcher({ offline: false, clock: testClock(), limits })(get(`https://127.0.0.1:${port}/`)))).toMatchObject({
      code: 'net/timeout',
      message: `127.0.0.1:${port}: no connection within 0.1 s`,
    });
  });

  it('reports a server that does not speak TLS', async () => {
    const { port } = await faultyServer({ routes: {} });
    expect(await failure(createFetcher({ offline: false })(get(`https://127.0.0.1:${port}/`)))).toMatchObject({
      code: 'net/failed',
      message: `127.0.0.1:${port}: the TLS handshake failed`,
    });
  });

  it('reports a header that cannot be sent', async () => {
    const { server } = await serving(good);
    const request = get(`${server.origin}/v1/models`, { headers: { 'x-acme': 'a\nb' } });
    expect(await failure(createFetcher({ offline: false })(request))).toMatchObject({ code: 'net/failed' });
    expect(server.seen).toEqual([]);
  });

  it('reports the same error to all equal requests', async () => {
    const { server, ask } = await serving(answer(404));
    const [first, second] = await Promise.all([failure(ask()), failure(ask())]);
    expect(second).toEqual(first);
    expect(server.seen).toHaveLength(1);
  });
});

describe('TLS certificates', () => {
  const [ours, other] = [selfSigned(), selfSigned()];

  it('are accepted if a trusted authority signed them', async () => {
    trust(ours.cert);
    const server = await faultyServer({ routes: { '/': good }, tls: ours });
    expect(await createFetcher({ offline: false })(get(server.origin))).toMatchObject({ body: goodBody });
  });

  it.each([
    ['unknown authority', other, '127.0.0.1', /not signed by a trusted authority/],
    ['another host', ours, 'localhost', /certificate is for another host/],
  ])('are refused: %s', async (_, tls, host, message) => {
    trust(ours.cert);
    const server = await faultyServer({ routes: { '/': good }, tls });
    const found = await failure(createFetcher({ offline: false })(get(`https://${host}:${server.port}`)));
    expect(found).toMatchObject({ code: 'net/failed', message: expect.stringMatching(message) as string });
    expect(server.seen).toEqual([]);
  });
});

describe('concurrent requests', () => {
  it('are sent six at a time, and equal ones once', async () => {
    const paths = Array.from({ length: 20 }, (_, index) => `/${index}`);
    const slow: Behaviour = (request, response) => void setTimeout(() => good(request, response), 10);
    const server = await faultyServer({ routes: Object.fromEntries(paths.map((path) => [path, slow])) });
    const fetchJson = createFetcher({ offline: false });
    const answers = await Promise.all([...paths, ...paths].map(async (path) => fetchJson(get(server.origin + path))));
    expect(answers.map(({ body }) => body)).toEqual(Array(40).fill(goodBody));
    expect(server.mostAtOnce()).toBe(6);
    expect(server.seen.map(({ path }) => path).sort()).toEqual([...paths].sort());
  });

  it('do not wait for a request that waits for its retry', async () => {
    const waiting = Array.from({ length: 6 }, (_, index) => `/${index}`);
    const routes = Object.fromEntries([...waiting.map((path) => [path, answer(503)] as const), ['/good', good] as const]);
    const server = await faultyServer({ routes });
    const fetchJson = createFetcher({ offline: false, clock: { now: Date.now, wait: async () => new Promise(() => {}) } });
    for (const path of waiting) void fetchJson(get(server.origin + path));
    expect(await fetchJson(get(`${server.origin}/good`))).toMatchObject({ body: goodBody });
  });
});
