import * as api from './api.js';

/** The member of a request body that holds the output limit. A body of `openai` with `max_tokens` loses its own `max_completion_tokens`. */
function limitOf({ protocol, provider }: api.AgentView, output: number): api.JsonValue {
  if (protocol === 'google-generative-ai') return { generationConfig: { maxOutputTokens: output } };
  return { [protocol === 'openai-chat' ? (provider.quirks.max_tokens_field ?? 'max_tokens') : 'max_tokens']: output };
}

/**
 * yetone/avante.nvim@a9334315: lua/avante/config.lua and lua/avante/providers/. The request builders of the plugin, run by LuaJIT with
 * these entries, produced the intended URL, headers and limit.
 */
export default api.artifactTarget({
  id: 'avante',
  title: 'avante.nvim',
  homepage: 'https://github.com/yetone/avante.nvim',
  remarks: [
    'A Lua module with an entry for each model, because an entry has one context window and one limit. Write it to `~/.config/nvim` with `--into`; its first lines explain how to use it.',
    'The variable `AVANTE_ACME_API_KEY` takes precedence over `ACME_API_KEY`. The key for Gemini is sent in the URL, as `?key=`.',
  ],
  protocols: {
    'openai-chat': { name: 'openai', appends: '/chat/completions' },
    'openai-responses': { name: 'openai', appends: '/responses' },
    'anthropic-messages': { name: 'claude', appends: '/v1/messages' },
    'google-generative-ai': { name: 'gemini', appends: '' },
  },
  key: { reference: (env) => env },
  refuses: ({ models }) => (models.length === 0 ? 'avante.nvim has an entry for each model, but the spec has no models' : undefined),
  paths: ['lua/{id}-avante.lua'],
  mappings: {
    name: api.providerName,
    models: api.modelsById({
      __inherited_from: api.protocolName,
      endpoint: api.baseUrl,
      // With an empty text no key is sent.
      api_key_name: api.withDefault(api.keyVariable, ''),
      model: api.modelId,
      display_name: api.writeOnly(['name', 'models.name'], ({ name }, model) => `${name}: ${model!.name ?? model!.id}`),
      context_window: 'limit.context',
      use_response_api: api.writeOnly(['protocol'], ({ protocol }) =>
        protocol.startsWith('openai-') ? protocol === 'openai-responses' : undefined,
      ),
      extra_headers: api.headersObject,
      extra_request_body: api.writeOnly(['models.limit.output', 'quirks.max_tokens_field'], (agent, model) =>
        model!.limit?.output === undefined ? undefined : limitOf(agent, model!.limit.output),
      ),
      disable_tools: api.writeOnly(['models.tool_call'], (_, model) => (model!.tool_call === false ? true : undefined)),
    }),
    defaultModel: api.defaultModel(),
  },
  renderFiles({ id, models, ...values }) {
    const module = `${id.replaceAll('.', '-')}-avante`;
    const entries = Object.entries(models as object).map(([model, entry]) => [`${id}/${model}`, entry as api.JsonValue]);
    const data = { ...values, module, entries: Object.fromEntries(entries), first: `${id}/${values['defaultModel'] as string}` };
    return { [`lua/${module}.lua`]: api.renderFile('avante/module.lua', data) };
  },
});
