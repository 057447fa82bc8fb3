import { beforeEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/core/http.js';
import { createFetcher } from '../../../src/io/net/fetch-json.js';
import { sendOnce } from '../../../src/io/net/send.js';
import { failure, get, ownEnvironment } from '../../support/requests.js';

beforeEach(() => void ownEnvironment());

describe('prepareRequest', () => {
  it.each([
    ['http://api.acme.example/v1', 'http://api.acme.example/v1 is neither https nor plain http to this machine'],
    ['http://127.0.0.1.acme.example', 'http://127.0.0.1.acme.example is neither'],
    ['ftp://127.0.0.1/', 'ftp://127.0.0.1 is neither'],
    ['file:///etc/passwd', 'file:///etc/passwd is neither'],
    ['https://me:hush@acme.example/', 'the URL of acme.example has a user name or password'],
    ['hush', 'the address of a request is not a URL'],
  ])('refuses the URL %s', async (url, message) => {
    const once = async (request: HttpRequest): Promise<unknown> => sendOnce(request, { timeoutMs: 5000, maxBytes: 1000 });
    for (const ask of [once, createFetcher({ offline: false }), createFetcher({ offline: true })]) {
      const found = await failure(ask(get(url)));
      expect(found).toMatchObject({ code: 'net/url', message: expect.stringContaining(message) as string });
      expect(found.message).not.toContain('hush');
    }
  });
});
