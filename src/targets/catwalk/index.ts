import * as api from '../api.js';
import { apiKey, endpoint, largeModel, models, refuses, smallModel, type } from './mappings.js';
import { protocols } from './builtin-routes.js';

/**
 * pkg/catwalk/provider.go of charmbracelet/catwalk@64dad50e, which takes what is written (`npm run prove:catwalk`), and what becomes of an
 * entry in charmbracelet/crush@37f36e93. Not run.
 */
export default api.configTarget({
  id: 'catwalk',
  title: 'catwalk',
  homepage: 'https://github.com/charmbracelet/catwalk',
  remarks: [
    'The catalog of Crush. Beside the file, a new provider has a constant in `pkg/catwalk/provider.go` and an entry in `internal/providers/providers.go`, which you add by hand.',
    'A spec without models is refused: an entry has its default models in its list.',
    'Crush has code for some providers, which go by their ids: `bedrock`, `bedrock-europe` and `vertexai` have no URL in their entries, and no key unless its variable is another than `AWS_BEARER_TOKEN_BEDROCK`. It speaks Messages with Bedrock, and with the models of Anthropic on Vertex AI, at URLs of its own there.',
    'A level of reasoning is written as the default one where there are several, since Crush would take the first.',
  ],
  files: { config: { format: 'json', user: 'internal/providers/configs/{spec}.json', create: '{}\n' } },
  inHome: false,
  isComparedOnImport: true,
  protocols,
  logins: ['google_adc', 'aws_profile'],
  notes: { login: { how: 'dropped', why: "a key is used where there is one; without, Bedrock has that of AWS and Vertex AI Google's" } },
  key: api.crushDefinition.key!,
  urlVariable: api.crushDefinition.urlVariable!,
  headers: api.crushDefinition.headers!,
  refuses,
  parts: [
    {
      at: [],
      mappings: {
        name: api.providerName,
        id: api.providerId,
        api_key: apiKey,
        api_endpoint: endpoint,
        type,
        default_large_model_id: largeModel,
        default_small_model_id: smallModel,
        models,
        default_headers: api.headersObject,
      },
    },
  ],
});
