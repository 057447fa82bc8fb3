import * as api from './api.js';

/** The adapter to extend, its member for the output limit, and the text after the base URL. It sets `model`, `stream` and `api_key` itself. */
const adapters = {
  'openai-chat': { path: '', limit: 'max_tokens', mapping: 'parameters', asTable: false },
  'openai-responses': { path: '', limit: 'max_output_tokens', mapping: 'parameters', asTable: false },
  'anthropic-messages': { path: '', limit: 'max_tokens', mapping: 'parameters', asTable: false },
  'google-generative-ai': {
    path: '/${model}${stream}key=${api_key}',
    limit: 'maxOutputTokens',
    mapping: 'body.generationConfig',
    asTable: true,
  },
};

/**
 * olimorris/codecompanion.nvim@f1afd025 (v19.22.0): lua/codecompanion/adapters/. The plugin's own functions, run by LuaJIT with this
 * adapter, produced the intended URL, headers and limit.
 */
export default api.artifactTarget({
  id: 'codecompanion',
  title: 'CodeCompanion.nvim',
  homepage: 'https://codecompanion.olimorris.dev',
  remarks: [
    'A Lua module with an adapter. Write it to `~/.config/nvim` with `--into`; its first lines explain how to use it.',
    "If the variable of the key is not set, CodeCompanion sends its name as the key. The key for Gemini is sent in the URL, as `?key=`, and Google's own models stay in the list.",
  ],
  protocols: {
    'openai-chat': { name: 'openai_compatible', appends: '' },
    'openai-responses': { name: 'openai_responses', appends: '' },
    'anthropic-messages': { name: 'anthropic', appends: '' },
    'google-generative-ai': { name: 'gemini', appends: '' },
  },
  key: { reference: (env) => env, keylessValue: 'none' },
  headers: { alteredValues: /\$\{/ },
  refuses: ({ models, endpoint }) =>
    models.length === 0
      ? 'an adapter of CodeCompanion lists its models, but the spec has none'
      : endpoint.url.includes('$')
        ? 'CodeCompanion would expand the text after `$` in the URL'
        : undefined,
  paths: ['lua/{id}-codecompanion.lua'],
  mappings: {
    name: api.providerName,
    adapter: api.protocolName,
    url: api.writeOnly(['url', 'protocol'], ({ baseUrl, protocol }) => baseUrl + adapters[protocol as keyof typeof adapters].path),
    key: api.writeOnly(['key'], ({ key }) => key),
    headers: api.headersObject,
    // `gemini` looks up its models in the table; the other adapters call a function.
    asTable: api.writeOnly(['protocol'], ({ protocol }) => adapters[protocol as keyof typeof adapters].asTable),
    limit: api.writeOnly(['protocol', 'quirks.max_tokens_field'], ({ protocol, provider }) => {
      const { limit, mapping } = adapters[protocol as keyof typeof adapters];
      return { name: protocol === 'openai-chat' ? (provider.quirks.max_tokens_field ?? limit) : limit, mapping };
    }),
    models: api.modelsById({
      formatted_name: 'name',
      'meta.context_window': 'limit.context',
      'meta.max_tokens': 'limit.output',
      // The plugin reads it without checking that it exists.
      'opts.has_vision': api.withDefault(api.acceptsInput('image'), false),
      'opts.can_use_tools': 'tool_call',
      'opts.can_reason': 'reasoning',
      'opts.can_form_structured_outputs': 'structured_output',
    }),
    defaultModel: api.defaultModel(),
  },
  renderFiles({ id, ...values }) {
    const module = `${id.replaceAll('.', '-')}-codecompanion`;
    return { [`lua/${module}.lua`]: api.renderFile('codecompanion/module.lua', { ...values, id, module }) };
  },
});
