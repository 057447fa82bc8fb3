// One request, sent once.
import { beforeEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/core/http.js';
import { fetcher, send } from '../../../src/io/net/http.js';
import { answer, faults, faultyServer, type Behaviour } from '../../support/faulty-server.js';
import { failure, get, ownEnvironment } from '../../support/requests.js';

beforeEach(ownEnvironment);

describe('one request', () => {
  const bounds = { timeoutMs: 5000, maxBytes: 1000 };

  it.each([
    [200, ''],
    [302, ''],
    [401, '{"error":"no"}'],
    [500, '<html>'],
  ])('is answered with %i', async (status, body) => {
    const server = await faultyServer({ routes: { '/': answer(status, body, { location: '/x', 'X-Acme': 'y', 'set-cookie': 'a=b' }) } });
    const { headers, ...rest } = await send(get(server.origin), bounds);
    expect(rest).toEqual({ status, body });
    expect(headers).toMatchObject({ location: '/x', 'x-acme': 'y' });
    expect(headers).not.toHaveProperty('set-cookie');
    expect(server.seen).toHaveLength(1);
  });

  it('can have a body', async () => {
    let body = '';
    const echo: Behaviour = (request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => response.end());
    };
    const server = await faultyServer({ routes: { '/': echo } });
    await send({ method: 'POST', url: server.origin, headers: { 'Content-Type': 'text/x' }, body: '{"a":"ä"}' }, bounds);
    expect(body).toBe('{"a":"ä"}');
    expect(server.seen).toMatchObject([{ method: 'POST', headers: { 'content-type': 'text/x', 'content-length': '10' } }]);
  });

  it('is bounded', async () => {
    const server = await faultyServer({ routes: { '/large': answer(200, 'x'.repeat(1001)), '/slow': faults['stops in the body'] } });
    expect(await failure(send(get(`${server.origin}/large`), bounds))).toMatchObject({
      code: 'net/too-large',
      message: `127.0.0.1:${server.port}/large: the answer is larger than 1000 bytes`,
    });
    expect(await failure(send(get(`${server.origin}/slow`), { ...bounds, timeoutMs: 100 }))).toMatchObject({ code: 'net/timeout' });
  });

  it('can be called off, before and while it is under way', async () => {
    const stop = new AbortController();
    const hang: Behaviour = () => stop.abort();
    const server = await faultyServer({ routes: { '/': hang } });
    const ask = async (): Promise<unknown> => send(get(server.origin), { ...bounds, signal: stop.signal });
    expect(await failure(ask())).toMatchObject({ code: 'net/failed', message: `127.0.0.1:${server.port}: it was called off` });
    expect(await failure(ask())).toMatchObject({ code: 'net/failed' });
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ['http://api.acme.example/v1', 'http://api.acme.example/v1 is neither https nor plain http to this machine'],
    ['http://127.0.0.1.acme.example', 'http://127.0.0.1.acme.example is neither'],
    ['ftp://127.0.0.1/', 'ftp://127.0.0.1 is neither'],
    ['file:///etc/passwd', 'file:///etc/passwd is neither'],
    ['https://me:hush@acme.example/', 'the URL of acme.example has a user name or password'],
    ['hush', 'what a request should go to is not a URL'],
  ])('does not go to %s', async (url, message) => {
    const once = async (request: HttpRequest): Promise<unknown> => send(request, bounds);
    for (const ask of [once, fetcher({ offline: false }), fetcher({ offline: true })]) {
      const found = await failure(ask(get(url)));
      expect(found).toMatchObject({ code: 'net/url', message: expect.stringContaining(message) as string });
      expect(found.message).not.toContain('hush');
    }
  });
});
