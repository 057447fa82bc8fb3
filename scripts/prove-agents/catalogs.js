// The rows of targets that are a catalog of providers: programs that read one from a file or a URL that their user names.
import { agents } from './agents.js';
import { PORT } from './sandbox.js';

const server = `http://127.0.0.1:${PORT}`;
const asIn = (id) => ({ name: id, ...agents.find((agent) => agent.id === id) });

/**
 * As in agents.js, and besides:
 *
 * - `target`: the target that is written, which is not the row's own `id`.
 * - `first`: the arguments of a run before the one that asks, with which its user takes the catalog over.
 * - `misreads`: by protocol, how what is wrong begins, where the program takes an entry for another protocol.
 */
export const catalogs = [
  {
    ...asIn('opencode'),
    id: 'models-dev-in-opencode',
    target: 'models-dev',
    args: ['run', '-m', '{provider}/{model}', '{prompt}'],
    env: { OPENCODE_DISABLE_AUTOUPDATE: '1', OPENCODE_MODELS_PATH: '{home}/api.json' },
  },
  {
    ...asIn('kilo'),
    id: 'models-dev-in-kilo',
    target: 'models-dev',
    args: ['run', '-m', '{provider}/{model}', '{prompt}'],
    env: { KILO_DISABLE_AUTOUPDATE: '1', KILO_MODELS_URL: server },
  },
  {
    ...asIn('kimi-code'),
    id: 'models-dev-in-kimi-code',
    target: 'models-dev',
    first: ['provider', 'catalog', 'add', '{provider}', '--url', `${server}/api.json`, '--api-key', '{key}', '--default-model', '{model}'],
    // It takes `@ai-sdk/openai` for Chat Completions, as every package with `openai` in its name.
    misreads: { 'openai-responses': 'asked at /llm/v1/chat/completions, not /llm/v1/responses' },
  },
];
