import * as kit from './kit.js';

/** The agents that CC Switch writes for, by protocol. */
const apps = {
  'openai-chat': ['opencode', 'openclaw', 'hermes'],
  'openai-responses': ['codex'],
  'anthropic-messages': ['claude'],
  'google-generative-ai': ['gemini'],
  'bedrock-converse': [],
  'ai-sdk': [],
};

/** Read in farion1231/cc-switch@5ca9459d (3.20.0), src-tauri/src/deeplink. Not run. */
export default kit.artifactTarget({
  id: 'cc-switch',
  title: 'CC Switch',
  homepage: 'https://github.com/farion1231/cc-switch',
  remarks: [
    'A link for each agent that CC Switch writes for, one on a line. CC Switch shows what it is going to add, and asks; `--set-default` makes it switch to the provider as well.',
    'It wants a key in the link: put it in the place of the placeholder there, or in CC Switch afterwards. Do not pass on a link that has one.',
  ],
  wires: {
    'openai-chat': { as: 'opencode', appends: '/chat/completions' },
    'openai-responses': { as: 'codex', appends: '/responses' },
    // The key goes into ANTHROPIC_AUTH_TOKEN.
    'anthropic-messages': { as: 'claude', appends: '/v1/messages', sends: { 'Authorization: Bearer': {} } },
    'google-generative-ai': { as: 'gemini', appends: '/v1beta/models' },
  },
  key: { keyless: 'none' },
  headers: 'none',
  notes: { 'models.id': { how: 'approximated', why: 'those of the default and the small model' } },
  paths: ['{id}.cc-switch.txt'],
  rows: { name: kit.name, homepage: kit.homepage },
  endpoints: {
    apps: kit.from(['protocol'], ({ protocol }) => apps[protocol]),
    endpoint: kit.baseUrl,
    apiKey: kit.key(),
    model: kit.defaultModel(),
    haikuModel: kit.from(['small_model'], ({ protocol, provider }) =>
      protocol === 'anthropic-messages' ? provider.small_model : undefined,
    ),
    enabled: kit.from([], ({ options }) => (options.setDefault ? 'true' : undefined)),
  },
  files({ id, endpoints, ...provider }) {
    const links = (endpoints as { apps: string[] }[]).flatMap(({ apps: names, ...endpoint }) =>
      names.map((app) => kit.deepLink('ccswitch://v1/import', { resource: 'provider', app, ...provider, ...endpoint })),
    );
    return { [`${id}.cc-switch.txt`]: `${links.join('\n')}\n` };
  },
});
