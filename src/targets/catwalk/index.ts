import * as api from '../api.js';
import { apiKey, endpoint, largeModel, models, refuses, smallModel, type } from './mappings.js';
import { protocols } from './builtin-routes.js';

/**
 * pkg/catwalk/provider.go of charmbracelet/catwalk@64dad50e, which parses the files (`npm run prove:catwalk`), and how
 * charmbracelet/crush@37f36e93 uses an entry. Not run.
 */
export default api.configTarget({
  id: 'catwalk',
  title: 'catwalk',
  homepage: 'https://github.com/charmbracelet/catwalk',
  remarks: [
    'The catalog of Crush. A new provider also needs a constant in `pkg/catwalk/provider.go` and an entry in `internal/providers/providers.go`; add them by hand.',
    'A spec without models is not supported, because the default models of an entry must be in its list.',
    'Crush has code for some providers, which it identifies by id: the entries of `bedrock`, `bedrock-europe` and `vertexai` have no URL, and a key only if its variable is not `AWS_BEARER_TOKEN_BEDROCK`. Crush uses Messages for Bedrock, and for the Anthropic models on Vertex AI, at built-in URLs.',
    'If there are several reasoning levels, one is written as the default, because Crush would use the first.',
  ],
  files: { config: { format: 'json', user: 'internal/providers/configs/{spec}.json', create: '{}\n' } },
  inHome: false,
  isComparedOnImport: true,
  protocols,
  logins: ['google_adc', 'aws_profile'],
  notes: { login: { how: 'dropped', why: "a key is used if there is one; otherwise Bedrock uses AWS credentials and Vertex AI Google's" } },
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
