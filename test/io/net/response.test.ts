import { beforeEach, describe, expect, it } from 'vitest';
import { answer, goodBody } from '../../support/faulty-server.js';
import { failure, ownEnvironment, serving } from '../../support/requests.js';

beforeEach(() => void ownEnvironment());

describe('statusError', () => {
  it.each([
    [204, /answers 204$/, undefined],
    [304, /answers 304$/, undefined],
    [400, /answers 400$/, undefined],
    [401, /answers 401: no key, or a wrong one$/, /the server needs a key/],
    [403, /answers 403: access denied$/, /the server needs a key/],
    [404, /answers 404: not found$/, /check the URL/],
  ])('reports the status %i without a retry', async (status, message, hint) => {
    const { server, ask } = await serving(answer(status, status === 204 || status === 304 ? '' : goodBody));
    const found = await failure(ask());
    expect(found).toMatchObject({ code: 'net/status', message: expect.stringMatching(message) as string });
    if (hint) expect(found.hint).toMatch(hint);
    else expect(found.hint).toBeUndefined();
    expect(server.seen).toHaveLength(1);
  });
});
