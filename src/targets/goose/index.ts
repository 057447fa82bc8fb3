import * as api from '../api.js';
import { basePath, basePathVariant, baseUrl, requestParams } from './mappings.js';

/** Models that goose sends to `/v1/responses` although the path is `/v1/chat/completions` (formats/openai.rs). */
const likeOpenAi = /(^|[-/])(o\d+($|-)|gpt-[56]($|[-.]))/i;

/** Runs of a program that uses goose-providers 0.1.0-alpha.13 (crates.io), goose's parser and client; its src/declarative.rs and src/openai.rs. */
export default api.configTarget({
  id: 'goose',
  title: 'goose',
  homepage: 'https://github.com/aaif-goose/goose',
  remarks: [
    'On Messages, goose sends an output limit of 4096 tokens, whatever the limit of the model. It rejects comments in a provider file.',
  ],
  commands: ['goose'],
  files: {
    provider: { format: 'json', user: '.config/goose/custom_providers/{id}.json', create: '{}\n' },
    settings: { format: 'yaml', user: '.config/goose/config.yaml', create: '' },
  },
  protocols: {
    'openai-chat': { name: 'openai', appends: '' },
    'openai-responses': { name: 'openai', variant: basePathVariant, appends: '' },
    'anthropic-messages': { name: 'anthropic', appends: '/v1/messages' },
  },
  key: { reference: (env) => env },
  idPattern: /^[a-z0-9_-]+$/,
  refuses: (agent) =>
    agent.endpoint.url.endsWith(`${agent.endpoint.origin}/v1/chat/completions`)
      ? api.whySentToResponses('goose', likeOpenAi, agent)
      : undefined,
  parts: [
    {
      at: [],
      mappings: {
        name: api.providerId,
        engine: api.protocolName,
        display_name: api.providerName,
        description: api.providerText('description'),
        api_key_env: api.keyVariable,
        requires_auth: api.writeOnly(['key'], ({ env }) => (env === undefined ? false : undefined)),
        base_url: baseUrl,
        base_path: basePath,
        headers: api.headersObject,
        models: api.withDefault(
          api.modelList({
            name: api.modelId,
            context_limit: 'limit.context',
            input_token_cost: api.pricePerToken('cost.input'),
            output_token_cost: api.pricePerToken('cost.output'),
            cache_read_token_cost: api.pricePerToken('cost.cache_read'),
            cache_write_token_cost: api.pricePerToken('cost.cache_write'),
            reasoning: 'reasoning',
            supports_vision: api.acceptsInput('image'),
            request_params: requestParams,
          }),
          [],
        ),
        dynamic_models: api.writeOnly([], ({ models }) => (models.length > 0 ? false : undefined)),
        supports_streaming: api.constant(true),
      },
    },
    ...api.providerAndModelChoice('settings', 'GOOSE_PROVIDER', 'GOOSE_MODEL', api.providerId),
  ],
});
