import * as api from '../api.js';
import { apiField, docs, env, npm, refuses, protocols } from './mappings.js';

/**
 * packages/core/src/schema.ts of anomalyco/models.dev@f3fc6922, and the api.json of 22 August 2026. Runs of opencode 1.18.33, Kilo 7.7.7 and
 * Kimi Code 2.1.0.
 */
export default api.configTarget({
  id: 'models-dev',
  title: 'models.dev',
  homepage: 'https://github.com/anomalyco/models.dev',
  remarks: [
    'Some agents read a custom `api.json`: opencode the file in `OPENCODE_MODELS_PATH`, Kilo the URL in `KILO_MODELS_URL`, and Kimi Code with `kimi provider catalog add <id> --url <url>`. The registry of `kimi provider add <url>` has another format, with a `type`.',
    'Kimi Code 2.1.0 uses Chat Completions for an entry with `@ai-sdk/openai`, whose protocol is Responses.',
    'The repository of models.dev consists of TOML files instead, and requires `open_weights` and `last_updated` for each model, which a spec does not have.',
    'Some npm packages contain the URL of their provider. A spec with such a URL is written with that package and without `api`.',
  ],
  files: { registry: { format: 'json', user: 'api.json', create: '{}\n' } },
  inHome: false,
  isComparedOnImport: true,
  protocols,
  logins: ['google_adc'],
  notes: { login: { how: 'dropped', why: 'a key is used if there is one; otherwise Vertex AI uses Google credentials' } },
  key: { reference: (variable) => variable },
  urlVariable: (variable) => `\${${variable}}`,
  headers: 'none',
  refuses,
  parts: [
    {
      at: ['{id}'],
      mappings: {
        id: api.providerId,
        env,
        npm,
        api: apiField,
        name: api.providerName,
        doc: docs,
        models: api.withDefault(api.modelsById(api.modelsDevModelMappings), {}),
      },
    },
  ],
});
