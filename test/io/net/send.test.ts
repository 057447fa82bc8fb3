import { beforeEach, describe, expect, it } from 'vitest';
import { sendOnce } from '../../../src/io/net/send.js';
import { answer, faults, faultyServer, type Behaviour } from '../../support/faulty-server.js';
import { failure, get, ownEnvironment } from '../../support/requests.js';

beforeEach(() => void ownEnvironment());

describe('sendOnce', () => {
  const bounds = { timeoutMs: 5000, maxBytes: 1000 };

  it.each([
    [200, ''],
    [302, ''],
    [401, '{"error":"no"}'],
    [500, '<html>'],
  ])('returns a response with the status %i', async (status, body) => {
    const server = await faultyServer({ routes: { '/': answer(status, body, { location: '/x', 'X-Acme': 'y', 'set-cookie': 'a=b' }) } });
    const { headers, ...rest } = await sendOnce(get(server.origin), bounds);
    expect(rest).toEqual({ status, body });
    expect(headers).toMatchObject({ location: '/x', 'x-acme': 'y' });
    expect(headers).not.toHaveProperty('set-cookie');
    expect(server.seen).toHaveLength(1);
  });

  it('sends a body with its content type', async () => {
    let body = '';
    const echo: Behaviour = (request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => response.end());
    };
    const server = await faultyServer({ routes: { '/': echo } });
    await sendOnce({ method: 'POST', url: server.origin, headers: { 'Content-Type': 'text/x' }, body: '{"a":"ä"}' }, bounds);
    expect(body).toBe('{"a":"ä"}');
    expect(server.seen).toMatchObject([{ method: 'POST', headers: { 'content-type': 'text/x', 'content-length': '10' } }]);
  });

  it('limits the size and the time of a response', async () => {
    const server = await faultyServer({ routes: { '/large': answer(200, 'x'.repeat(1001)), '/slow': faults['stops in the body'] } });
    expect(await failure(sendOnce(get(`${server.origin}/large`), bounds))).toMatchObject({
      code: 'net/too-large',
      message: `127.0.0.1:${server.port}/large: the response is larger than 1000 bytes`,
    });
    expect(await failure(sendOnce(get(`${server.origin}/slow`), { ...bounds, timeoutMs: 100 }))).toMatchObject({ code: 'net/timeout' });
  });

  it('can be cancelled before and during the request', async () => {
    const stop = new AbortController();
    const hang: Behaviour = () => stop.abort();
    const server = await faultyServer({ routes: { '/': hang } });
    const ask = async (): Promise<unknown> => sendOnce(get(server.origin), { ...bounds, signal: stop.signal });
    expect(await failure(ask())).toMatchObject({ code: 'net/failed', message: `127.0.0.1:${server.port}: the request was cancelled` });
    expect(await failure(ask())).toMatchObject({ code: 'net/failed' });
    expect(server.seen).toHaveLength(1);
  });
});
