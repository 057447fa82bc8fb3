import * as api from './api.js';

const levels = api.writeOnly(['models.reasoning_options'], (_, model) =>
  model!.reasoning_options?.flatMap((option) => (option.type === 'effort' ? [...(option.values ?? [])] : [])),
);

/** Read in musistudio/claude-code-router@b4fe3451 (3.0), packages/core/src/contracts/deep-link.ts. Not run: some of its packages are not published. */
export default api.artifactTarget({
  id: 'claude-code-router',
  title: 'Claude Code Router',
  homepage: 'https://github.com/musistudio/claude-code-router',
  remarks: ['A link that adds the provider with its models. Claude Code Router shows it and asks for the key.'],
  commands: ['ccr'],
  protocols: {
    'openai-chat': { name: 'openai_chat_completions', appends: '/chat/completions' },
    'openai-responses': { name: 'openai_responses', appends: '/responses' },
    'anthropic-messages': { name: 'anthropic_messages', appends: '/v1/messages' },
    'google-generative-ai': { name: 'gemini_generate_content', appends: '/v1beta/models' },
  },
  key: { howToStore: (_, env) => `give it the value of ${env} when it asks` },
  headers: 'none',
  refuses({ name, models }) {
    const odd = models.find(({ id }) => id.includes(',') || id.length > 256);
    if (odd) return `Claude Code Router would take ${api.quote(odd.id)} for several ids, or for one that is too long`;
    if (models.length > 300) return `Claude Code Router takes 300 models from a link, and these are ${models.length}`;
    return name.length > 120 ? 'Claude Code Router accepts names of up to 120 characters' : undefined;
  },
  paths: ['{id}.claude-code-router.txt'],
  mappings: {
    name: api.providerName,
    base_url: api.baseUrl,
    protocol: api.protocolName,
    source: api.providerText('homepage'),
    models: api.modelList({ id: api.modelId, display_name: api.modelName, description: 'description' }),
    model_metadata: api.modelsById({
      context_window: 'limit.context',
      max_output_tokens: 'limit.output',
      'capabilities.image_input': api.acceptsInput('image'),
      supported_reasoning_levels: levels,
      'pricing.input_usd_per_million_tokens': 'cost.input',
      'pricing.output_usd_per_million_tokens': 'cost.output',
      'pricing.cache_read_usd_per_million_tokens': 'cost.cache_read',
      'pricing.cache_write_usd_per_million_tokens': 'cost.cache_write',
    }),
  },
  renderFiles({ id, ...payload }) {
    return {
      [`${id}.claude-code-router.txt`]: `${api.deepLink('ccr://provider', { payload: JSON.stringify(api.presentMembers(payload)) })}\n`,
    };
  },
});
