import { describe, expect, it } from 'vitest';
import {
  recordExchange,
  isSameRequest,
  withoutPrivateParts,
  parseRecording,
  printRecording,
  type Exchange,
} from '../../src/probe/recording.js';

const secret = `sk-${'a1'.repeat(12)}`;
const request = {
  method: 'POST',
  url: 'https://api.acme.example/v1',
  headers: { Accept: 'application/json', 'X-Title': 'mine', 'content-type': `text/${secret}` },
  key: { env: ['ACME_KEY'], header: 'Authorization', scheme: 'Bearer' },
  body: '{}',
} as const;
const response = { status: 200, headers: { 'Content-Type': 'application/json', 'x-request-id': '7' }, body: `{"key":"${secret}"}` };
const exchange: Exchange = recordExchange({ request, purpose: 'streaming' }, response);

describe('a recorded exchange', () => {
  it('has the headers of the protocol, and no key', () => {
    expect(recordExchange({ request, purpose: 'streaming' }, response)).toEqual({
      method: 'POST',
      url: 'https://api.acme.example/v1',
      headers: { accept: 'application/json', 'content-type': `text/${'*'.repeat(secret.length)}` },
      key: { header: 'Authorization', scheme: 'Bearer' },
      body: '{}',
      purpose: 'streaming',
      outcome: { status: 200, headers: { 'content-type': 'application/json' }, body: `{"key":"${'*'.repeat(secret.length)}"}` },
    });
  });

  it('has no member for a part that was not sent', () => {
    const { key: _, body: _body, ...bare } = request;
    const short = recordExchange({ request: bare, purpose: 'list' }, { failure: 'timeout' });
    expect(short).not.toHaveProperty('key');
    expect(short).not.toHaveProperty('body');
    expect(short.outcome).toEqual({ failure: 'timeout' });
    expect(withoutPrivateParts({ failure: 'timeout' })).toEqual({ failure: 'timeout' });
  });

  it('matches a request with the same method, URL, body and key header', () => {
    expect(isSameRequest(request, exchange)).toBe(true);
    expect(isSameRequest({ ...request, method: 'GET' }, exchange)).toBe(false);
    expect(isSameRequest({ ...request, url: 'https://other.example' }, exchange)).toBe(false);
    expect(isSameRequest({ ...request, body: '{"a":1}' }, exchange)).toBe(false);
    expect(isSameRequest({ ...request, key: { ...request.key, header: 'x-api-key' } }, exchange)).toBe(false);
    expect(isSameRequest({ ...request, headers: {} }, exchange)).toBe(true);
    const { key: _, ...keyless } = request;
    expect(isSameRequest(keyless, exchange)).toBe(false);
  });
});

describe('the file of a recording', () => {
  const failed: Exchange = { ...exchange, outcome: { failure: 'timeout' } };
  const recording = { date: '2026-01-02', exchanges: [exchange, failed] };
  const text = printRecording(recording);
  const withLine = (line: unknown): string => `${printRecording({ date: '2026-01-02', exchanges: [exchange] })}${JSON.stringify(line)}\n`;

  it('is parsed to the recording that was printed, and empty lines are ignored', () => {
    expect(text.split('\n')).toHaveLength(4);
    expect(parseRecording(text)).toEqual({ recording });
    expect(parseRecording(`\n${text.replaceAll('\n', '\n \n')}`)).toEqual({ recording });
  });

  it.each([
    '',
    '{"recording":"providersmith/probe/2","date":"2026-01-02"}',
    '{"recording":"providersmith/probe/1"}',
    '{"recording":"providersmith/probe/1","date":"2026-1-2"}',
    '{"recording":"providersmith/probe/1","date":"x2026-01-02"}',
    '{"recording":"providersmith/probe/1","date":"2026-01-02T00:00:00Z"}',
    '[]',
  ])('is refused with the first line %j', (line) => {
    expect(parseRecording(line)).toEqual({ badLine: 1 });
  });

  it.each([
    ['a list', []],
    ['no method', { ...exchange, method: undefined }],
    ['no URL', { ...exchange, url: 7 }],
    ['no outcome', { ...exchange, outcome: null }],
    ['a failure that is not a string', { ...exchange, outcome: { failure: 7 } }],
    ['a status that is not a number', { ...exchange, outcome: { ...response, status: '200' } }],
    ['no body', { ...exchange, outcome: { ...response, body: undefined } }],
    ['no headers', { ...exchange, outcome: { ...response, headers: undefined } }],
  ])('is refused with the number of the line with %s', (_, line) => {
    expect(parseRecording(withLine(line))).toEqual({ badLine: 3 });
  });
});
