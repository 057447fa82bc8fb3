// A key goes to one host, in one header, and nowhere else.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Diagnostic } from '../../../src/core/diagnostics.js';
import type { HttpRequest } from '../../../src/core/http.js';
import { keyRedactor } from '../../../src/core/redact-key.js';
import { fetcher, send } from '../../../src/io/net/http.js';
import { answer, faults, faultyServer, good, goodBody, redirect, type Behaviour } from '../../support/faulty-server.js';
import { failure, get, ownEnvironment, testClock, withKey } from '../../support/requests.js';

let cache = '';
beforeEach(() => {
  ({ cache } = ownEnvironment());
});

const bounds = { timeoutMs: 5000, maxBytes: 1_000_000 };
const asks = {
  once: async (request: HttpRequest): Promise<unknown> => send(request, bounds),
  often: async (request: HttpRequest): Promise<unknown> => fetcher({ offline: false })(request),
};
/** It has what JSON, URLs and the two alphabets of base64 write in different ways. */
const canary = 'canary/7f+3"\\9c>e~~8d?b1==';

/** Each way in which a server can write the key. */
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
  'behind one byte in base64': btoa(`:${canary}:`),
  'behind two bytes in base64': btoa(`a:${canary}:b`),
  'as its header in base64': btoa(`Bearer ${canary}`),
  'behind two bytes in base64 for URLs': Buffer.from(`a:${canary}:`).toString('base64url'),
};

/** Whether a text has the key, written in whatever way is known here, or a part of it that would do. */
function leaks(text: string): boolean {
  const forms = [text, text.replaceAll('\\', ''), decoded(text), decoded(decoded(text))];
  for (const [word] of text.matchAll(/[A-Za-z0-9+/_-]{8,}/g))
    for (const from of [0, 1, 2, 3]) forms.push(Buffer.from(word.slice(from), 'base64').toString('latin1'));
  return forms.some((form) => form.includes('canary/7') || form.includes('9c>e~') || form.includes('8d?b1'));
}

function decoded(text: string): string {
  return text
    .replaceAll(/\\u00([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

describe('a key', () => {
  it.each([
    ['Authorization', 'Bearer', 'authorization', `Bearer ${canary}`],
    ['x-api-key', '', 'x-api-key', canary],
  ])('goes into %s', async (header, scheme, name, value) => {
    vi.stubEnv('ACME_TOKEN', canary);
    const server = await faultyServer({ routes: { '/': good } });
    await send(withKey(server.origin, { header, scheme }), bounds);
    expect(server.seen[0]!.headers[name]).toBe(value);
  });

  it('is that of the first variable that is set and not empty', async () => {
    vi.stubEnv('ACME_KEY', '');
    vi.stubEnv('ACME_TOKEN', 'second');
    const server = await faultyServer({ routes: { '/': good } });
    const ask = async (): Promise<unknown> => send(withKey(server.origin), bounds);
    await ask();
    vi.stubEnv('ACME_KEY', 'first');
    await ask();
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer second', 'Bearer first']);
  });

  it('that is not there is named by its variables, and nothing is sent', async () => {
    const server = await faultyServer({ routes: { '/': good } });
    for (const ask of [asks.once, asks.often])
      expect(await failure(ask(withKey(server.origin)))).toMatchObject({
        code: 'net/no-key',
        message: `127.0.0.1:${server.port} wants a key, and \`ACME_KEY\`, \`ACME_TOKEN\` are not set`,
        hint: 'set one of them to the key',
      });
    expect(await failure(send(withKey(server.origin, { env: ['ACME_KEY'] }), bounds))).toMatchObject({
      message: expect.stringMatching(/`ACME_KEY` is not set$/) as string,
      hint: 'set it to the key',
    });
    expect(server.seen).toEqual([]);
  });

  it('can be left out where it is optional', async () => {
    const server = await faultyServer({ routes: { '/': good } });
    await send(withKey(server.origin, { optional: true }), bounds);
    expect(server.seen[0]!.headers).not.toHaveProperty('authorization');
  });

  it.each([
    ['a line break at its end', `${canary}\n`, 'has a line break'],
    ['a header behind it', `${canary}\r\nx-acme: 1`, 'has a line break'],
    ['a space at its end', `${canary} `, 'has a character that no header can have, or white space around it'],
    ['a letter that is not ASCII', `${canary}ä`, 'has a character that no header can have'],
    ['a NUL', `${canary}\u0001`, 'has a character that no header can have'],
    ['nothing but a space', ' ', 'has a character that no header can have'],
  ])('with %s is not sent, and not shown', async (_, value, message) => {
    vi.stubEnv('ACME_KEY', value);
    const server = await faultyServer({ routes: { '/': good } });
    for (const ask of [asks.once, asks.often]) {
      const found = await failure(ask(withKey(server.origin, { optional: true })));
      expect(found).toMatchObject({ code: 'net/key', message: expect.stringContaining(`the key in \`ACME_KEY\` ${message}`) as string });
      expect(leaks(JSON.stringify(found))).toBe(false);
    }
    expect(server.seen).toEqual([]);
  });

  it.each([401, 403])('that the server refuses with %i is named by its variable', async (status) => {
    const server = await faultyServer({ routes: { '/': answer(status, canary) } });
    const optional = withKey(server.origin, { optional: true });
    expect(await failure(fetcher({ offline: false })(optional))).toMatchObject({ hint: 'set `ACME_KEY`, `ACME_TOKEN` to a key' });
    vi.stubEnv('ACME_TOKEN', canary);
    expect(await failure(fetcher({ offline: false })(optional))).toMatchObject({
      hint: 'look whether the key in `ACME_TOKEN` is right and may do this',
    });
  });
});

describe('a redirect with a key', () => {
  beforeEach(() => vi.stubEnv('ACME_KEY', canary));

  it('is followed within its origin', async () => {
    const server = await faultyServer({ routes: { '/': redirect('/end'), '/end': good } });
    expect(await fetcher({ offline: false })(withKey(server.origin))).toMatchObject({ body: goodBody });
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
    const found = await failure(fetcher({ offline: false })(withKey(server.origin)));
    expect(found).toMatchObject({ code: 'net/redirect', message: expect.stringMatching(/\/end, where the key must not go$/) as string });
    expect(leaks(JSON.stringify(found))).toBe(false);
    expect(other.seen).toEqual([]);
    expect(await send(withKey(server.origin), bounds)).toMatchObject({ status: 302 });
    expect(other.seen).toEqual([]);
  });
});

describe('an echo', () => {
  beforeEach(() => vi.stubEnv('ACME_KEY', canary));

  it.each(Object.entries(echoes))('%s is told by these tests', (_, echo) => {
    expect(leaks(`{"error": ${echo}}`)).toBe(true);
  });

  it.each(Object.entries(echoes))('%s has asterisks in body and headers', async (_, echo) => {
    const server = await faultyServer({ routes: { '/': answer(401, `<p>wrong key: ${echo}, ${echo}`, { 'x-error': echo }) } });
    const { body, headers } = await send(withKey(server.origin), bounds);
    expect(body).toMatch(/^<p>wrong key: .*\*{8}.*, .*\*{8}/);
    expect(leaks(body + JSON.stringify(headers))).toBe(false);
  });

  it('leaves good JSON behind', async () => {
    const text = JSON.stringify({ data: [{ id: 'acme/small' }], you: canary });
    const server = await faultyServer({ routes: { '/': answer(200, gzipSync(text), { 'content-encoding': 'gzip' }) } });
    const { body, digest } = await fetcher({ offline: false })(withKey(server.origin));
    expect(JSON.parse(body)).toMatchObject({ data: [{ id: 'acme/small' }], you: expect.stringMatching(/^\*+$/) as string });
    const plain = await faultyServer({ routes: { '/': answer(200, body) } });
    expect((await fetcher({ offline: false })(get(plain.origin))).digest).toBe(digest);
  });

  it.each([
    [
      'OpenAI',
      'Incorrect API key provided: canary/7***************1==. Look',
      'Incorrect API key provided: **************************. Look',
    ],
    ['LiteLLM', 'Received API Key = sk-...b1==, Key Hash', 'Received API Key = sk-...****, Key Hash'],
    ['a page', 'canary…1==', '******…***'],
  ])('of a part is told by what stands for the rest, as %s has it', (_, text, expected) => {
    expect(keyRedactor(canary)(text)).toBe(expected);
    expect(keyRedactor(canary)('canary models and 1==2')).toBe('canary models and 1==2');
  });

  it('as a digest has asterisks too', async () => {
    const digest = createHash('sha256').update(canary).digest('hex');
    const server = await faultyServer({ routes: { '/': answer(401, `Key Hash (Token) =${digest}.`) } });
    expect((await send(withKey(server.origin), bounds)).body).toBe(`Key Hash (Token) =${'*'.repeat(64)}.`);
  });

  it('of a word that is no key stays', () => {
    expect(keyRedactor('ollama')('{"id":"ollama/llama3"}')).toBe('{"id":"ollama/llama3"}');
    expect(keyRedactor('sk-12345')('is sk-12345.')).toBe('is ********.');
  });
});

it('the key is in nothing that is said or written, whatever the server does', async () => {
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
  const fetchJson = fetcher({ offline: false, clock: testClock(), limits: { timeoutMs: 80, maxBytes: 200_000 } });
  const said: string[] = [];
  for (const path of Object.keys(routes)) {
    for (const ask of [fetchJson, async (request: HttpRequest) => send(request, { ...bounds, timeoutMs: 80 })])
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
