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
    'Some programs read an `api.json` of your own: opencode the file in `OPENCODE_MODELS_PATH`, Kilo that below `KILO_MODELS_URL`, and `kimi provider catalog add <id> --url <url>` of Kimi Code. The registry of `kimi provider add <url>` has another form, with a `type`.',
    'Kimi Code 2.1.0 asks Chat Completions of an entry with `@ai-sdk/openai`, whose protocol is Responses.',
    'models.dev itself is made of TOML files, and wants `open_weights` and `last_updated` of each model, which a spec has no place for.',
    'Some npm packages know where their provider is. An entry with one of these has no `api`, and a spec of such a URL gives that package.',
  ],
  files: { registry: { format: 'json', user: 'api.json', create: '{}\n' } },
  inHome: false,
  isComparedOnImport: true,
  protocols,
  logins: ['google_adc'],
  notes: { login: { how: 'dropped', why: "a key is used where there is one; without, Vertex AI has Google's login" } },
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
