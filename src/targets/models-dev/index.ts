import * as kit from '../kit.js';
import { api, docs, env, npm, refuses, wires } from './lenses.js';

/**
 * packages/core/src/schema.ts of anomalyco/models.dev@f3fc6922, and the api.json of 22 August 2026. Runs of opencode and of Kimi Code on an
 * api.json with one provider.
 */
export default kit.configTarget({
  id: 'models-dev',
  title: 'models.dev',
  homepage: 'https://github.com/anomalyco/models.dev',
  remarks: [
    'The `api.json` of models.dev is also the form of a registry that a vendor can host: `kimi provider add <url>` of Kimi Code takes one, and opencode with `OPENCODE_MODELS_PATH`.',
    'models.dev itself is made of TOML files, and wants `open_weights` and `last_updated` of each model, which a spec has no place for.',
    'Some npm packages know where their provider is. An entry with one of these has no `api`, and a spec of such a URL gives that package.',
  ],
  files: { registry: { format: 'json', user: 'api.json', create: '{}\n' } },
  inHome: false,
  isCompared: true,
  wires,
  key: { ref: (variable) => variable },
  fills: (variable) => `\${${variable}}`,
  headers: 'none',
  refuses,
  parts: [
    {
      at: ['{id}'],
      rows: {
        id: kit.id,
        env,
        npm,
        api,
        name: kit.name,
        doc: docs,
        models: kit.or(kit.modelsById(kit.modelsDevModel), {}),
      },
    },
  ],
});
