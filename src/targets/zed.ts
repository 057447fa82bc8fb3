import * as api from './api.js';

/** Without the object Zed uses its defaults; an incomplete object is rejected. */
const toolsAndImages: api.MappingTable = {
  'capabilities.tools': api.withDefault(api.modelFlag('tool_call'), true),
  'capabilities.images': api.withDefault(api.acceptsInput('image'), false),
};

const openAiCapabilities: api.MappingTable = {
  ...toolsAndImages,
  'capabilities.parallel_tool_calls': api.withDefault(api.modelFlag('parallel_tool_calls'), false),
  'capabilities.prompt_cache_key': api.constant(false),
  'capabilities.chat_completions': api.onlyForProtocol('openai-responses', false, 'responses'),
  'capabilities.max_tokens_parameter': api.writeOnly(
    ['quirks.max_tokens_field'],
    ({ provider }) => (provider.quirks.max_tokens_field === 'max_tokens' ? true : undefined),
    'whether it is `max_tokens`',
  ),
};

function section(name: string, when: api.Part['when'], capabilities: api.MappingTable): api.Part {
  return {
    at: ['language_models', name, '{id}'],
    when: when!,
    mappings: {
      api_url: api.baseUrlFor(name),
      custom_headers: api.headersObject,
      available_models: api.withDefault(
        api.modelList({
          name: api.modelId,
          display_name: 'name',
          max_tokens: api.requiredField('limit.context', 128_000),
          max_output_tokens: 'limit.output',
          ...capabilities,
        }),
        [],
      ),
    },
  };
}

/**
 * Read in zed-industries/zed: crates/settings_content/src/language_model.rs, crates/language_models/src/provider/open_ai_compatible.rs and
 * anthropic_compatible.rs. Not run. Zed derives the variable of the key from the name of the entry, where a digit starts a new word (convert_case).
 */
export default api.configTarget({
  id: 'zed',
  title: 'Zed',
  homepage: 'https://zed.dev',
  remarks: [
    'Zed derives the variable of the key from the name of the entry, so the entry is named after the variable of the spec: `acme` for `ACME_API_KEY`. It asks for a key even if the provider needs none.',
    '`anthropic_compatible`, and `custom_headers` as an object, need Zed of June 2026 or later. Project settings cannot contain providers.',
  ],
  commands: ['zed', 'zeditor'],
  files: { settings: { format: 'json', user: '.config/zed/settings.json', create: '{}\n' } },
  protocols: {
    'openai-chat': { name: 'openai_compatible', appends: '/chat/completions' },
    'openai-responses': { name: 'openai_compatible', variant: 'responses', appends: '/responses' },
    'anthropic-messages': { name: 'anthropic_compatible', appends: '/v1/messages' },
  },
  key: {
    entryNameFor: (env) => /^((?:[A-Z]+|\d+)(?:_(?:[A-Z]+|\d+))*)_API_KEY$/.exec(env)?.[1]?.toLowerCase().replaceAll('_', '-'),
    variableFor: (name) => `${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_API_KEY`,
  },
  headers: { unsentNames: /^(authorization|x-api-key|anthropic-version|content-type|accept)$/i },
  parts: [
    section('openai_compatible', ({ protocol }) => protocol !== 'anthropic-messages', openAiCapabilities),
    section('anthropic_compatible', ({ protocol }) => protocol === 'anthropic-messages', {
      ...toolsAndImages,
      'capabilities.prompt_caching': api.writeOnly([], (_, model) => model!.cost?.cache_read !== undefined),
    }),
    { at: ['agent', 'default_model'], value: api.defaultModel((model, { id }) => ({ provider: id, model })), choice: true },
  ],
});
