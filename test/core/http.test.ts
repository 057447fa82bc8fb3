import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../src/core/http.js';

describe('isLoopback', () => {
  it.each(['localhost', '[::1]', '127.0.0.1', '127.1.2.3'])('is true for %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['localhost.example', 'a.localhost', '127.0.0', '127.0.0.1.example', 'x127.0.0.1', '128.0.0.1', '::1', ''])(
    'is false for %j',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});
