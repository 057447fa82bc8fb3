import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Diagnostic } from '../../../src/core/diagnostics.js';
import type { HttpRequest } from '../../../src/core/http.js';
import { keyRedactor } from '../../../src/core/redact-key.js';
import { createFetcher } from '../../../src/io/net/fetch-json.js';
import { sendOnce } from '../../../src/io/net/send.js';
import { canary, leaks } from '../../support/canary-key.js';
import { answer, faults, faultyServer, good, type Behaviour } from '../../support/faulty-server.js';
import { failure, get, ownEnvironment, testClock, withKey } from '../../support/requests.js';

let cache = '';
beforeEach(() => {
  ({ cache } = ownEnvironment());
});

const bounds = { timeoutMs: 5000, maxBytes: 1_000_000 };
const asks = {
  once: async (request: HttpRequest): Promise<unknown> => sendOnce(request, bounds),
  often: async (request: HttpRequest): Promise<unknown> => createFetcher({ offline: false })(request),
};
/** The encodings in which a server can echo the key. */
const echoes = {
  'as it is': canary,
  'in JSON': JSON.stringify(canary),
  'in JSON with slashes escaped': JSON.stringify(canary).replaceAll('/', '\\/'),
  'in JSON in JSON': JSON.stringify(JSON.stringify(canary)),
  'in JSON for a page': JSON.stringify(canary).replaceAll(/[>+=/]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
  'in JSON with capitals': JSON.stringify(canary).replaceAll(/[>+=/]/g, (c) => `\\u00${c.charCodeAt(0).toString(16).toUpperCase()}`),
  'in a URL': encodeURIComponent(canary),
  'in a URL, in part': encodeURI(canary),
  'in a URL, all of it': [...canary].map((c) => `%${c.charCodeAt(0).toString(16)}`).join(''),
  'in a URL in a URL': encodeURIComponent(encodeURIComponent(canary)),
  'in base64': btoa(canary),
  'in base64 for URLs': Buffer.from(canary).toString('base64url'),
  'after one byte in base64': btoa(`:${canary}:`),
  'after two bytes in base64': btoa(`a:${canary}:b`),
  'as its header in base64': btoa(`Bearer ${canary}`),
  'after two bytes in base64 for URLs': Buffer.from(`a:${canary}:`).toString('base64url'),
};

describe('key of a request', () => {
  it.each([
    ['Authorization', 'Bearer', 'authorization', `Bearer ${canary}`],
    ['x-api-key', '', 'x-api-key', canary],
  ])('is sent in the header %s', async (header, scheme, name, value) => {
    vi.stubEnv('ACME_TOKEN', canary);
    const server = await faultyServer({ routes: { '/': good } });
    await sendOnce(withKey(server.origin, { header, scheme }), bounds);
    expect(server.seen[0]!.headers[name]).toBe(value);
  });

  it('is read from the first variable that is set and not empty', async () => {
    vi.stubEnv('ACME_KEY', '');
    vi.stubEnv('ACME_TOKEN', 'second');
    const server = await faultyServer({ routes: { '/': good } });
    const ask = async (): Promise<unknown> => sendOnce(withKey(server.origin), bounds);
    await ask();
    vi.stubEnv('ACME_KEY', 'first');
    await ask();
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer second', 'Bearer first']);
  });

  it('is reported by its variables if it is not set, and nothing is sent', async () => {
    const server = await faultyServer({ routes: { '/': good } });
    for (const ask of [asks.once, asks.often])
      expect(await failure(ask(withKey(server.origin)))).toMatchObject({
        code: 'net/no-key',
        message: `127.0.0.1:${server.port} needs a key, and \`ACME_KEY\`, \`ACME_TOKEN\` are not set`,
        hint: 'set one of them to the key',
      });
    expect(await failure(sendOnce(withKey(server.origin, { env: ['ACME_KEY'] }), bounds))).toMatchObject({
      message: expect.stringMatching(/`ACME_KEY` is not set$/) as string,
      hint: 'set it to the key',
    });
    expect(server.seen).toEqual([]);
  });

  it('is omitted if it is optional and not set', async () => {
    const server = await faultyServer({ routes: { '/': good } });
    await sendOnce(withKey(server.origin, { optional: true }), bounds);
    expect(server.seen[0]!.headers).not.toHaveProperty('authorization');
  });

  it.each([
    ['a line break at its end', `${canary}\n`, 'has a line break'],
    ['a header after it', `${canary}\r\nx-acme: 1`, 'has a line break'],
    ['a space at its end', `${canary} `, 'has a character that cannot be sent in a header, or white space around it'],
    ['a letter that is not ASCII', `${canary}ä`, 'has a character that cannot be sent in a header'],
    ['a NUL', `${canary}\u0001`, 'has a character that cannot be sent in a header'],
    ['only a space', ' ', 'has a character that cannot be sent in a header'],
  ])('is neither sent nor shown if it has %s', async (_, value, message) => {
    vi.stubEnv('ACME_KEY', value);
    const server = await faultyServer({ routes: { '/': good } });
    for (const ask of [asks.once, asks.often]) {
      const found = await failure(ask(withKey(server.origin, { optional: true })));
      expect(found).toMatchObject({ code: 'net/key', message: expect.stringContaining(`the key in \`ACME_KEY\` ${message}`) as string });
      expect(leaks(JSON.stringify(found))).toBe(false);
    }
    expect(server.seen).toEqual([]);
  });

  it.each([401, 403])('is named by its variable if the server refuses it with %i', async (status) => {
    const server = await faultyServer({ routes: { '/': answer(status, canary) } });
    const optional = withKey(server.origin, { optional: true });
    expect(await failure(createFetcher({ offline: false })(optional))).toMatchObject({ hint: 'set `ACME_KEY`, `ACME_TOKEN` to a key' });
    vi.stubEnv('ACME_TOKEN', canary);
    expect(await failure(createFetcher({ offline: false })(optional))).toMatchObject({
      hint: 'check that the key in `ACME_TOKEN` is right and has access',
    });
  });
});

describe('key redaction', () => {
  beforeEach(() => vi.stubEnv('ACME_KEY', canary));

  it.each(Object.entries(echoes))('test helper detects an echo %s', (_, echo) => {
    expect(leaks(`{"error": ${echo}}`)).toBe(true);
  });

  it.each(Object.entries(echoes))('replaces an echo %s in body and headers', async (_, echo) => {
    const server = await faultyServer({ routes: { '/': answer(401, `<p>wrong key: ${echo}, ${echo}`, { 'x-error': echo }) } });
    const { body, headers } = await sendOnce(withKey(server.origin), bounds);
    expect(body).toMatch(/^<p>wrong key: .*\*{8}.*, .*\*{8}/);
    expect(leaks(body + JSON.stringify(headers))).toBe(false);
  });

  it('keeps the body valid JSON', async () => {
    const text = JSON.stringify({ data: [{ id: 'acme/small' }], you: canary });
    const server = await faultyServer({ routes: { '/': answer(200, gzipSync(text), { 'content-encoding': 'gzip' }) } });
    const { body, digest } = await createFetcher({ offline: false })(withKey(server.origin));
    expect(JSON.parse(body)).toMatchObject({ data: [{ id: 'acme/small' }], you: expect.stringMatching(/^\*+$/) as string });
    const plain = await faultyServer({ routes: { '/': answer(200, body) } });
    expect((await createFetcher({ offline: false })(get(plain.origin))).digest).toBe(digest);
  });

  it.each([
    [
      'OpenAI',
      'Incorrect API key provided: canary/7***************1==. Look',
      'Incorrect API key provided: **************************. Look',
    ],
    ['LiteLLM', 'Received API Key = sk-...b1==, Key Hash', 'Received API Key = sk-...****, Key Hash'],
    ['a page', 'canary…1==', '******…***'],
  ])('replaces a partly masked key as shown by %s', (_, text, expected) => {
    expect(keyRedactor(canary)(text)).toBe(expected);
    expect(keyRedactor(canary)('canary models and 1==2')).toBe('canary models and 1==2');
  });

  it('replaces the SHA-256 digest of the key', async () => {
    const digest = createHash('sha256').update(canary).digest('hex');
    const server = await faultyServer({ routes: { '/': answer(401, `Key Hash (Token) =${digest}.`) } });
    expect((await sendOnce(withKey(server.origin), bounds)).body).toBe(`Key Hash (Token) =${'*'.repeat(64)}.`);
  });

  it('keeps a word that is too short for a key', () => {
    expect(keyRedactor('ollama')('{"id":"ollama/llama3"}')).toBe('{"id":"ollama/llama3"}');
    expect(keyRedactor('sk-12345')('is sk-12345.')).toBe('is ********.');
  });
});

it('key appears in no result, error or file, whatever the server does', async () => {
  vi.stubEnv('ACME_KEY', canary);
  const all = Object.values(echoes).join(' ');
  const echo = (status: number, body = all, more = {}): Behaviour =>
    answer(status, body, { 'x-echo': all, etag: `"${btoa(canary)}"`, ...more });
  const statuses = [200, 204, 301, 304, 400, 401, 403, 404, 418, 429, 500, 503].map(
    (status) => [`/${status}`, echo(status, status === 204 || status === 304 ? '' : all)] as const,
  );
  const routes: Record<string, Behaviour> = {
    ...Object.fromEntries(statuses),
    ...Object.fromEntries(Object.entries(faults).map(([name, fault]) => [`/${encodeURIComponent(name)}`, fault])),
    '/json': echo(200, JSON.stringify({ all })),
    '/away': echo(302, all, { location: `https://acme.example/${encodeURIComponent(canary)}` }),
    '/nowhere': echo(302, all, { location: `http://${encodeURIComponent(canary)}` }),
    '/later': echo(429, all, { 'retry-after': '9999' }),
  };
  const server = await faultyServer({ routes });
  const fetchJson = createFetcher({ offline: false, clock: testClock(), limits: { timeoutMs: 80, maxBytes: 200_000 } });
  const said: string[] = [];
  for (const path of Object.keys(routes)) {
    for (const ask of [fetchJson, async (request: HttpRequest) => sendOnce(request, { ...bounds, timeoutMs: 80 })])
      said.push(
        await ask(withKey(server.origin + path)).then(
          (value) => JSON.stringify(value),
          (error: { diagnostic?: Diagnostic; stack?: string }) => JSON.stringify(error.diagnostic) + String(error.stack),
        ),
      );
  }
  expect(said).toHaveLength(2 * Object.keys(routes).length);
  expect(said.filter(leaks)).toEqual([]);
  const written = readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(cache, path)).isFile());
  expect(written.filter((path) => leaks(path + readFileSync(join(cache, path), 'latin1')))).toEqual([]);
  expect(written).toEqual([]);
});
