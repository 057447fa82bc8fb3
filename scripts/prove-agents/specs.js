// What the agents are asked to take: the specs of the invented provider in the fixtures, moved to the server of the sandbox.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PORT } from './sandbox.js';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export const KEY = 'sk-acme-canary';
export const MODEL = 'acme-large';
/** The output limits that the specs give. */
export const LIMITS = { [MODEL]: 32_000, 'lab/acme-small:free': 8000 };
export const ODD_MODEL = 'lab/acme-small:free';

/** By protocol: the spec, where a request has to arrive, and the header with the key. */
export const protocols = {
  'openai-chat': { file: 'chat', path: () => '/llm/v1/chat/completions', key: 'authorization' },
  'openai-responses': { file: 'responses', path: () => '/llm/v1/responses', key: 'authorization' },
  'anthropic-messages': { file: 'messages', path: () => '/llm/v1/messages', key: 'x-api-key' },
  'google-generative-ai': { file: 'google', path: (model) => `/llm/v1beta/models/${model}`, key: 'x-goog-api-key' },
};

/** The one place of `text` that is `from`, made `to`. A fixture that no longer has it must not make a case that proves nothing. */
function swap(text, from, to) {
  if (text.split(from).length !== 2) throw new Error(`fixtures/specs/acme: not there once: ${from}`);
  return text.replace(from, () => to);
}

/**
 * The text of the spec for a protocol. `model` is its default model, `headers` the map of its headers, and with `bearer` its key is in
 * the header `Authorization`, whatever is usual with the protocol.
 */
export function specOf(protocol, { model = MODEL, headers = { 'X-Acme-Tenant': 't1' }, bearer = false } = {}) {
  const text = readFileSync(join(root, 'fixtures/specs/acme', `${protocols[protocol].file}.yaml`), 'utf8');
  const moved = swap(text, 'https://api.acme.example/llm', `http://127.0.0.1:${PORT}/llm`);
  const asked = swap(moved, `\ndefault_model: ${MODEL}\n`, `\ndefault_model: ${model}\n`);
  const sent = swap(
    asked,
    '\nheaders: {X-Acme-Tenant: t1}\n',
    Object.keys(headers).length === 0 ? '\n' : `\nheaders: ${JSON.stringify(headers)}\n`,
  );
  return bearer ? swap(sent, '    env: ACME_API_KEY\n', '    env: ACME_API_KEY\n    header: Authorization\n') : sent;
}
