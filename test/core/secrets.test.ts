import { describe, expect, it } from 'vitest';
import { findSecret, redactSecrets } from '../../src/core/secrets.js';

describe('findSecret and redactSecrets', () => {
  // Put together here, so that no scanner takes this file for a leak.
  const letters = (count: number): string => 'Ab1'.repeat(count).slice(0, count);
  const forms = ['sk-', 'sk_live_', 'AIza', 'ghp_', 'github_pat_', 'xai-', 'nvapi-', 'gsk_', 'hf_', 'xoxb-', 'eyJ'].map(
    (start) => start + letters(40) + (start === 'eyJ' ? `.${letters(20)}` : ''),
  );

  it.each([...forms, `AKIA${'A1'.repeat(8)}`, `Bearer ${letters(20)}`, '-----BEGIN RSA PRIVATE KEY-----'])(
    'find the secret %s and replace it with as many asterisks',
    (secret) => {
      const text = `before ${secret} after`;
      expect(findSecret(text)).toBeDefined();
      expect(redactSecrets(text)).not.toContain(secret.slice(-8));
      expect(redactSecrets(text)).toHaveLength(text.length);
    },
  );

  it.each([
    'Iv1.b507a08c87ecfe98',
    'client_01K3A541FN8TA3EPPHTD2325AR',
    'cline-pass/deepseek-v4-flash',
    'https://api.example.com/v1',
    'CLINE_API_KEY',
  ])('do not take %s for a secret', (text) => {
    expect(findSecret(text)).toBeUndefined();
  });
});
