import * as api from './api.js';

/** The agents that CC Switch configures, by protocol. */
const apps = {
  'openai-chat': ['opencode', 'openclaw', 'hermes'],
  'openai-responses': ['codex'],
  'anthropic-messages': ['claude'],
  'google-generative-ai': ['gemini'],
  'bedrock-converse': [],
  'ai-sdk': [],
};

/** Read in farion1231/cc-switch@5ca9459d (3.20.0), src-tauri/src/deeplink. Not run. */
export default api.artifactTarget({
  id: 'cc-switch',
  title: 'CC Switch',
  homepage: 'https://github.com/farion1231/cc-switch',
  remarks: [
    'A link for each agent that CC Switch supports, one per line. CC Switch shows what it is going to add, and asks for confirmation; with `--set-default` it also switches to the provider.',
    'The link contains the key: replace the placeholder in the link, or set the key in CC Switch afterwards. Do not share a link that contains a key.',
  ],
  protocols: {
    'openai-chat': { name: 'opencode', appends: '/chat/completions' },
    'openai-responses': { name: 'codex', appends: '/responses' },
    // The key goes into ANTHROPIC_AUTH_TOKEN.
    'anthropic-messages': { name: 'claude', appends: '/v1/messages', keyHeaders: { 'Authorization: Bearer': {} } },
    'google-generative-ai': { name: 'gemini', appends: '/v1beta/models' },
  },
  key: { keylessValue: 'none' },
  headers: 'none',
  notes: { 'models.id': { how: 'approximated', why: 'only the default and the small model' } },
  paths: ['{id}.cc-switch.txt'],
  mappings: { name: api.providerName, homepage: api.providerText('homepage') },
  endpointMappings: {
    apps: api.writeOnly(['protocol'], ({ protocol }) => apps[protocol]),
    endpoint: api.baseUrl,
    apiKey: api.apiKey(),
    model: api.defaultModel(),
    haikuModel: api.writeOnly(['small_model'], ({ protocol, provider }) =>
      protocol === 'anthropic-messages' ? provider.small_model : undefined,
    ),
    enabled: api.writeOnly([], ({ options }) => (options.setDefault ? 'true' : undefined)),
  },
  renderFiles({ id, endpoints, ...provider }) {
    const links = (endpoints as { apps: string[] }[]).flatMap(({ apps: names, ...endpoint }) =>
      names.map((app) => api.deepLink('ccswitch://v1/import', { resource: 'provider', app, ...provider, ...endpoint })),
    );
    return { [`${id}.cc-switch.txt`]: `${links.join('\n')}\n` };
  },
});
