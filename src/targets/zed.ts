import * as kit from './kit.js';

const responses = 'openai_compatible, without chat_completions';

/** Without the object, Zed takes its defaults; with it, it must be whole. */
const toolsAndImages: kit.Rows = {
  'capabilities.tools': kit.or(kit.flag('tool_call'), true),
  'capabilities.images': kit.or(kit.takes('image'), false),
};

const openAiCapabilities: kit.Rows = {
  ...toolsAndImages,
  'capabilities.parallel_tool_calls': kit.or(kit.flag('parallel_tool_calls'), false),
  'capabilities.prompt_cache_key': kit.always(false),
  'capabilities.chat_completions': kit.when('openai-responses', false, responses),
  'capabilities.max_tokens_parameter': kit.from(
    ['quirks.max_tokens_field'],
    ({ provider }) => (provider.quirks.max_tokens_field === 'max_tokens' ? true : undefined),
    'whether it is `max_tokens`',
  ),
};

function section(name: string, when: kit.Part['when'], capabilities: kit.Rows): kit.Part {
  return {
    at: ['language_models', name, '{id}'],
    when: when!,
    rows: {
      api_url: kit.baseUrlOf(name),
      custom_headers: kit.headers,
      available_models: kit.or(
        kit.modelList({
          name: kit.modelId,
          display_name: 'name',
          max_tokens: kit.needed('limit.context', 128_000),
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
 * anthropic_compatible.rs. Not run. Zed makes the name of the variable of that of the entry, and cuts words at digits as well (convert_case).
 */
export default kit.configTarget({
  id: 'zed',
  title: 'Zed',
  homepage: 'https://zed.dev',
  remarks: [
    'Zed makes the variable of the key of the name of an entry, so the entry is named after the variable of the spec: `acme` for `ACME_API_KEY`. It asks for a key even where the provider wants none.',
    '`anthropic_compatible`, and `custom_headers` as an object, need a Zed of June 2026 or later. The settings of a project cannot name providers.',
  ],
  commands: ['zed', 'zeditor'],
  files: { settings: { format: 'json', user: '.config/zed/settings.json', create: '{}\n' } },
  wires: {
    'openai-chat': { as: 'openai_compatible', appends: '/chat/completions' },
    'openai-responses': { as: responses, appends: '/responses' },
    'anthropic-messages': { as: 'anthropic_compatible', appends: '/v1/messages' },
  },
  key: {
    names: (env) => /^((?:[A-Z]+|\d+)(?:_(?:[A-Z]+|\d+))*)_API_KEY$/.exec(env)?.[1]?.toLowerCase().replaceAll('_', '-'),
    variable: (name) => `${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_API_KEY`,
  },
  headers: { ignores: /^(authorization|x-api-key|anthropic-version|content-type|accept)$/i },
  parts: [
    section('openai_compatible', ({ protocol }) => protocol !== 'anthropic-messages', openAiCapabilities),
    section('anthropic_compatible', ({ protocol }) => protocol === 'anthropic-messages', {
      ...toolsAndImages,
      'capabilities.prompt_caching': {
        ...kit.from([], (_, model) => model!.cost?.cache_read !== undefined),
        read: (value, draft) => void (value === true && draft.unread.push('capabilities.prompt_caching')),
      },
    }),
    { at: ['agent', 'default_model'], value: kit.defaultModel((model, { id }) => ({ provider: id, model })), choice: true },
  ],
});
