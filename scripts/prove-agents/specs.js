// What the agents are asked to take: the specs of the invented provider in the fixtures, moved to the server of the sandbox.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PORT } from './sandbox.js';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The provider that is proved, and another one that has to go on working beside it. */
export const acme = { id: 'acme', name: 'Acme AI', base: '/llm', env: 'ACME_API_KEY', key: 'sk-acme-canary' };
export const other = { id: 'other', name: 'Other AI', base: '/other', env: 'OTHER_API_KEY', key: 'sk-other-canary' };

export const MODEL = 'acme-large';
export const ODD_MODEL = 'lab/acme-small:free';
/** The output limits that the specs give. */
export const LIMITS = { [MODEL]: 32_000, [ODD_MODEL]: 8000 };

/** By protocol: the spec, the path of a request below the base of the provider, and the header with the key. */
export const protocols = {
  'openai-chat': { file: 'chat', path: () => '/v1/chat/completions', key: 'authorization' },
  'openai-responses': { file: 'responses', path: () => '/v1/responses', key: 'authorization' },
  'anthropic-messages': { file: 'messages', path: () => '/v1/messages', key: 'x-api-key' },
  'google-generative-ai': { file: 'google', path: (model) => `/v1beta/models/${model}`, key: 'x-goog-api-key' },
  // The package has its own way of Chat Completions.
  'ai-sdk': { file: 'package', path: () => '/v1/chat/completions', key: 'authorization' },
};

/** The one place of `text` that is `from`, made `to`. A fixture that no longer has it must not make a case that proves nothing. */
function swap(text, from, to) {
  if (text.split(from).length !== 2) throw new Error(`fixtures/specs/acme: not there once: ${from}`);
  return text.replace(from, () => to);
}

/**
 * The text of the spec of a provider for a protocol. `model` is its default model, `headers` the map of its headers, and with `bearer`
 * its key is in the header `Authorization`, whatever is usual with the protocol.
 */
export function specOf(protocol, { provider = acme, model = MODEL, headers, bearer }) {
  const swaps = [
    ['\nid: acme\n', `\nid: ${provider.id}\n`],
    ['\nname: Acme AI\n', `\nname: ${provider.name}\n`],
    ['https://api.acme.example/llm', `http://127.0.0.1:${PORT}${provider.base}`],
    ['    env: ACME_API_KEY\n', `    env: ${provider.env}\n${bearer ? '    header: Authorization\n' : ''}`],
    ['\nheaders: {X-Acme-Tenant: t1}\n', Object.keys(headers).length === 0 ? '\n' : `\nheaders: ${JSON.stringify(headers)}\n`],
    [`\ndefault_model: ${MODEL}\n`, `\ndefault_model: ${model}\n`],
  ];
  let text = readFileSync(join(root, 'fixtures/specs/acme', `${protocols[protocol].file}.yaml`), 'utf8');
  for (const [from, to] of swaps) text = swap(text, from, to);
  return text;
}
