import * as api from '../api.js';
import { basePath, baseUrl, engine, requestParams } from './lenses.js';

/** Models that goose sends to `/v1/responses` where the path is `/v1/chat/completions` (formats/openai.rs). */
const likeOpenAi = /(^|[-/])(o\d+($|-)|gpt-[56]($|[-.]))/i;

/** Runs of a program on goose-providers 0.1.0-alpha.13 (crates.io), goose's own parser and client, and its src/declarative.rs and src/openai.rs. */
export default api.configTarget({
  id: 'goose',
  title: 'goose',
  homepage: 'https://github.com/aaif-goose/goose',
  remarks: [
    'On Messages goose sends an output limit of 4096 tokens, whatever the model has. A comment in a file of a provider is an error to goose.',
  ],
  commands: ['goose'],
  files: {
    provider: { format: 'json', user: '.config/goose/custom_providers/{id}.json', create: '{}\n' },
    settings: { format: 'yaml', user: '.config/goose/config.yaml', create: '' },
  },
  wires: {
    'openai-chat': { as: 'openai', appends: '' },
    'openai-responses': { as: 'openai, base_path', appends: '' },
    'anthropic-messages': { as: 'anthropic', appends: '/v1/messages' },
  },
  key: { ref: (env) => env },
  ids: /^[a-z0-9_-]+$/,
  refuses: (host) =>
    host.endpoint.url.endsWith(`${host.endpoint.origin}/v1/chat/completions`) ? api.sentToResponses('goose', likeOpenAi, host) : undefined,
  parts: [
    {
      at: [],
      rows: {
        name: api.id,
        engine,
        display_name: api.name,
        description: api.description,
        api_key_env: api.keyVariable,
        requires_auth: api.from(['key'], ({ env }) => (env === undefined ? false : undefined)),
        base_url: baseUrl,
        base_path: basePath,
        headers: api.headers,
        models: api.or(
          api.modelList({
            name: api.modelId,
            context_limit: 'limit.context',
            input_token_cost: api.perToken('cost.input'),
            output_token_cost: api.perToken('cost.output'),
            cache_read_token_cost: api.perToken('cost.cache_read'),
            cache_write_token_cost: api.perToken('cost.cache_write'),
            reasoning: 'reasoning',
            supports_vision: api.takes('image'),
            request_params: requestParams,
          }),
          [],
        ),
        dynamic_models: api.from([], ({ models }) => (models.length > 0 ? false : undefined)),
        supports_streaming: api.always(true),
      },
    },
    ...api.providerAndModel('settings', 'GOOSE_PROVIDER', 'GOOSE_MODEL', api.id),
  ],
});
