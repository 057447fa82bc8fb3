import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fetched, HttpRequest } from '../../../src/core/http.js';
import { createFetcher } from '../../../src/io/net/fetch-json.js';
import { answer, faultyServer, goodBody, inOrder, redirect, tagged } from '../../support/faulty-server.js';
import { failure, get, ownEnvironment, serving, testClock, withKey } from '../../support/requests.js';
import { temporaryFolder } from '../../support/tree.js';

let cache = '';
beforeEach(() => {
  ({ cache } = ownEnvironment());
});

/** The files of the cache. */
function files(): string[] {
  return readdirSync(cache, { recursive: true, encoding: 'utf8' })
    .map((path) => join(cache, path))
    .filter((path) => statSync(path).isFile());
}

function theFile(): string {
  const [only, ...others] = files();
  expect(others).toEqual([]);
  return only!;
}

/** Runs one request on a day, and caches the response. */
async function run(request: HttpRequest, day = '2025-11-21', offline = false): Promise<Omit<Fetched, 'keep'>> {
  const fetchJson = createFetcher({ offline, clock: testClock(`${day}T10:00:00Z`), snapshots: pathToFileURL(`${temporaryFolder()}/`) });
  const { keep, ...answered } = await fetchJson(request);
  keep();
  return answered;
}

function snapshot(...args: readonly string[]): string {
  return execFileSync(process.execPath, ['scripts/snapshot.js', ...args], { encoding: 'utf8', stdio: 'pipe' });
}

const other = '{"data":[{"id":"acme/other"}]}';

describe('HTTP cache', () => {
  it('confirms a cached response by its entity tag', async () => {
    const { server, request } = await serving(tagged('"one"'));
    const first = await run(request, '2025-11-01');
    expect(first).toMatchObject({ from: 'network', date: '2025-11-01' });
    expect(await run(request, '2025-11-20')).toEqual({ ...first, date: '2025-11-20' });
    expect(await run(request, '2025-11-30', true)).toEqual({ ...first, date: '2025-11-20', from: 'cache' });
    expect(server.seen.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"']);
  });

  it('confirms a cached response by its date if it has no entity tag', async () => {
    const date = 'Sat, 01 Nov 2025 10:00:00 GMT';
    const { server, request } = await serving(inOrder(answer(200, goodBody, { 'last-modified': date }), answer(304)));
    await run(request);
    expect(await run(request, '2025-11-22')).toMatchObject({ body: goodBody, date: '2025-11-22' });
    expect(server.seen[1]!.headers).toMatchObject({ 'if-modified-since': date });
  });

  it('replaces a cached response that has changed', async () => {
    const { request } = await serving(inOrder(tagged('"one"'), tagged('"two"', other)));
    await run(request);
    const next = await run(request, '2025-11-22');
    expect(next).toMatchObject({ body: other, from: 'network', date: '2025-11-22' });
    expect(await run(request, '2025-11-23', true)).toEqual({ ...next, from: 'cache' });
  });

  it('requests a response without validators in full again', async () => {
    const { server, request } = await serving(answer(200, goodBody));
    await run(request);
    await run(request, '2025-11-22');
    expect(server.seen).toHaveLength(2);
    expect(server.seen[1]!.headers).not.toHaveProperty('if-none-match');
    expect(server.seen[1]!.headers).not.toHaveProperty('if-modified-since');
    expect(await run(request, '2025-11-23', true)).toMatchObject({ date: '2025-11-22', from: 'cache' });
  });

  it('rejects a 304 to an unconditional request', async () => {
    const { request } = await serving(inOrder(answer(200, goodBody), answer(304)));
    await run(request);
    expect(await failure(run(request))).toMatchObject({ code: 'net/status', message: expect.stringMatching(/answers 304$/) as string });
  });

  it('keeps the cached response if the next response is bad', async () => {
    const { request } = await serving(inOrder(tagged('"one"'), answer(200, '<html>'), answer(404), answer(304, '', { etag: '"one"' })));
    await run(request);
    const before = readFileSync(theFile(), 'utf8');
    expect(await failure(run(request))).toMatchObject({ code: 'net/not-json' });
    expect(await failure(run(request))).toMatchObject({ code: 'net/status' });
    expect(readFileSync(theFile(), 'utf8')).toBe(before);
    expect(await run(request)).toMatchObject({ body: goodBody });
  });

  it('does not write a confirmed response again on the same day', async () => {
    const { request } = await serving(tagged('"one"'));
    await run(request);
    const { ino } = statSync(theFile());
    await run(request);
    expect(statSync(theFile()).ino).toBe(ino);
    await run(request, '2025-11-22');
    expect(statSync(theFile()).ino).not.toBe(ino);
  });

  it('writes files that only the owner can read and that do not contain the URL', async () => {
    const { request } = await serving(tagged('"one"'));
    await run(request);
    expect((statSync(theFile()).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(join(cache, 'providersmith')).mode & 0o777).toString(8)).toBe('700');
    expect(theFile() + readFileSync(theFile(), 'utf8')).not.toMatch(/hush|127\.0\.0\.1/);
  });

  it('caches each URL, method and set of headers on its own', async () => {
    const { request } = await serving(answer(200, goodBody));
    await run(request);
    for (const asked of [get(`${request.url}2`), { ...request, headers: { 'x-acme': '1' } }, { ...request, method: 'POST' as const }])
      expect(await failure(run(asked, '2025-11-22', true))).toMatchObject({ code: 'net/offline' });
    expect(await run({ ...request }, '2025-11-22', true)).toMatchObject({ from: 'cache' });
  });

  it('does not cache the validators of a redirected response', async () => {
    const to = await faultyServer({ routes: { '/end': tagged('"one"') } });
    const { server, request } = await serving(redirect(`${to.origin}/end`));
    await run(request);
    expect(await run(request)).toMatchObject({ body: goodBody });
    expect([...server.seen, ...to.seen].filter(({ headers }) => 'if-none-match' in headers)).toEqual([]);
  });

  it('does not send validators to the target of a redirect', async () => {
    const to = await faultyServer({ routes: { '/end': tagged('"one"', other) } });
    const { server, request } = await serving(inOrder(tagged('"one"'), redirect(`${to.origin}/end`)));
    await run(request);
    expect(await run(request)).toMatchObject({ body: other });
    expect(server.seen[1]!.headers).toMatchObject({ 'if-none-match': '"one"' });
    expect(to.seen[0]!.headers).not.toHaveProperty('if-none-match');
  });
});

describe('HTTP cache of requests with a key', () => {
  it('does not read or write the cache', async () => {
    const { server, request } = await serving(tagged('"one"'));
    await run(request);
    const before = files();
    const keyed = withKey(request.url, { optional: true });
    vi.stubEnv('ACME_KEY', 'canary-0123456789');
    await run(keyed);
    expect(server.seen[1]!.headers).not.toHaveProperty('if-none-match');
    expect(files()).toEqual(before);
    expect(await failure(run(keyed, '2025-11-22', true))).toMatchObject({
      code: 'net/offline',
      message: expect.stringMatching(/responses to a request with a key are not cached, and the package has no snapshot of it$/) as string,
      hint: 'run it without `--offline`',
    });
  });

  it('caches the response if an optional key is not set', async () => {
    const { request } = await serving(tagged('"one"'));
    const optional = withKey(request.url, { optional: true });
    await run(optional);
    expect(await run(optional, '2025-11-22', true)).toMatchObject({ from: 'cache' });
  });
});

describe('HTTP cache with a damaged file', () => {
  const spoil: Record<string, (file: string) => void> = {
    empty: (file) => writeFileSync(file, ''),
    'cut off': (file) => writeFileSync(file, readFileSync(file).subarray(0, -2)),
    'with another body': (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('small', 'large')),
    'with another date': (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('2025-11-21', 'yesterday')),
    'of one line': (file) => writeFileSync(file, '{}'),
    'of null': (file) => writeFileSync(file, `null\n${goodBody}`),
    'not text': (file) => writeFileSync(file, Buffer.from([0xff, 0xfe, 0x0a, 0xff])),
    'a folder': (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  };

  it.each(Object.entries(spoil))('ignores the file and writes it again if possible: %s', async (name, change) => {
    const { server, request } = await serving(tagged('"one"'));
    await run(request);
    const file = theFile();
    const before = readFileSync(file, 'utf8');
    change(file);
    expect(await failure(run(request, '2025-11-21', true))).toMatchObject({ code: 'net/offline' });
    expect(await run(request)).toMatchObject({ body: goodBody, from: 'network' });
    expect(server.seen[1]!.headers).not.toHaveProperty('if-none-match');
    if (name === 'a folder') expect(readdirSync(join(file, '..'))).toHaveLength(1);
    else expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('omits an entity tag that cannot be sent', async () => {
    const { server, request } = await serving(tagged('"one"'));
    await run(request);
    writeFileSync(theFile(), readFileSync(theFile(), 'utf8').replace(String.raw`"\"one\""`, String.raw`"\"one\r\nx-acme: 1"`));
    expect(await run(request)).toMatchObject({ body: goodBody });
    expect(server.seen[1]!.headers).not.toHaveProperty('x-acme');
  });
});

describe('HTTP cache that cannot be written', () => {
  it('is ignored if the cache folder is a file', async () => {
    const file = join(cache, 'file');
    writeFileSync(file, '');
    vi.stubEnv('XDG_CACHE_HOME', file);
    const { request } = await serving(tagged('"one"'));
    expect(await run(request)).toMatchObject({ body: goodBody });
    expect(await run(request)).toMatchObject({ body: goodBody });
  });

  it('is ignored if the cache folder is read-only', async () => {
    chmodSync(cache, 0o555);
    // Root may write anywhere.
    const isRoot = process.getuid?.() === 0;
    const { request } = await serving(tagged('"one"'));
    if (isRoot) process.seteuid!(65534);
    try {
      expect(() => writeFileSync(join(cache, 'x'), '')).toThrow('EACCES');
      expect(await run(request)).toMatchObject({ body: goodBody });
    } finally {
      if (isRoot) process.seteuid!(0);
    }
    expect(readdirSync(cache)).toEqual([]);
  });

  it('leaves no temporary file if the last step fails', async () => {
    const { request } = await serving(inOrder(tagged('"one"'), tagged('"two"', other)));
    await run(request);
    const file = theFile();
    rmSync(file);
    // A rename cannot replace a folder that has something in it: the last step fails.
    mkdirSync(join(file, 'x'), { recursive: true });
    expect(await run(request)).toMatchObject({ body: other });
    expect(readdirSync(join(file, '..'))).toHaveLength(1);
  });

  it('ignores a relative `XDG_CACHE_HOME`', async () => {
    vi.stubEnv('XDG_CACHE_HOME', 'relative');
    vi.stubEnv('HOME', cache);
    const { request } = await serving(tagged('"one"'));
    await run(request);
    expect(existsSync('relative')).toBe(false);
    expect(theFile()).toContain(join(cache, '.cache', 'providersmith'));
  });
});

describe('offline mode', () => {
  it('sends nothing and needs no key', async () => {
    const { server, request } = await serving(tagged('"one"'));
    expect(await failure(run(request, '2025-11-21', true))).toMatchObject({
      code: 'net/offline',
      message: `${new URL(request.url).host}/v1/models: no response is cached, and the package has no snapshot of it`,
      hint: 'run it once without `--offline`',
    });
    expect(server.seen).toEqual([]);
    await run(request);
    expect(await failure(run(withKey(request.url), '2025-11-21', true))).toMatchObject({
      code: 'net/offline',
      message: expect.stringContaining('responses to a request with a key are not cached') as string,
    });
    expect(server.seen).toHaveLength(1);
  });

  it('reads the snapshot of the package if no response is cached', async () => {
    const folder = temporaryFolder();
    const body = join(folder, 'body.json');
    writeFileSync(body, other);
    const { server, request } = await serving(tagged('"one"'));
    expect(snapshot(request.url, body, '2025-10-01', folder)).toMatch(/127\.0\.0\.1-[0-9a-f]{16}\.br/);
    const ask = async (asked: HttpRequest): Promise<Fetched> =>
      createFetcher({ offline: true, snapshots: pathToFileURL(`${folder}/`) })(asked);
    expect(await ask(request)).toMatchObject({
      body: other,
      date: '2025-10-01',
      from: 'snapshot',
      digest: expect.stringMatching(/^sha256:/) as string,
    });
    expect(await ask(withKey(request.url))).toMatchObject({ from: 'snapshot' });
    expect(await failure(ask(get(`${request.url}2`)))).toMatchObject({ code: 'net/offline' });
    expect(server.seen).toEqual([]);
    await run(request);
    expect(await ask(request)).toMatchObject({ body: goodBody, from: 'cache' });
  });

  it.each([
    ['an invalid URL', 'acme', '{}', '2025-10-01', /acme is not a URL/],
    ['an invalid day', 'https://acme.example/', '{}', '2025-02-30', /2025-02-30 is not a day/],
    ['a body that is not JSON', 'https://acme.example/', '<html>', '2025-10-01', /body\.json is not a file of JSON/],
  ])('`npm run snapshot` refuses %s', (_, url, text, date, message) => {
    const folder = temporaryFolder();
    const body = join(folder, 'body.json');
    writeFileSync(body, text);
    expect(() => snapshot(url, body, date, folder)).toThrow(message);
    expect(readdirSync(folder)).toEqual(['body.json']);
  });
});
