import * as api from './api.js';

/** The members of an entry in every section. Clients request `alias`; the proxy sends `name`. */
const rest = {
  headers: api.headersObject,
  models: api.modelList({
    name: api.modelId,
    alias: api.writeOnly(['models.id'], (_, model) => model!.id),
    'display-name': 'name',
    'max-context-length': 'limit.context',
  }),
};

/** The section of one protocol, whose entries are identified by their base URL. */
function section(name: string, protocol: api.Protocol): api.Part {
  return {
    at: [name, { where: { 'base-url': '{url}' } }],
    when: (agent) => agent.protocol === protocol,
    mappings: { 'api-key': api.apiKey(), 'base-url': api.baseUrlFor(name), ...rest },
  };
}

/** Runs of router-for-me/CLIProxyAPI@a7e3596b. A header value that begins with `$` names a request header of the client to copy. */
export default api.configTarget({
  id: 'cliproxyapi',
  title: 'CLIProxyAPI',
  homepage: 'https://github.com/router-for-me/CLIProxyAPI',
  remarks: [
    'Edits the file that you pass to `-config`; `--into` names its folder. Restart the proxy after a change: it watches the original file and does not notice that another one replaced it.',
  ],
  inHome: false,
  files: { config: { format: 'yaml', user: 'config.yaml', create: '' } },
  protocols: {
    'openai-chat': { name: 'openai-compatibility', appends: '/chat/completions' },
    'openai-responses': { name: 'codex-api-key', appends: '/responses' },
    'anthropic-messages': {
      name: 'claude-api-key',
      appends: '/v1/messages',
      keyHeaders: { 'Authorization: Bearer': {} },
    },
    'google-generative-ai': { name: 'gemini-api-key', appends: '/v1beta/models' },
  },
  headers: { alteredValues: /^\$/ },
  parts: [
    {
      at: ['openai-compatibility', { where: { name: '{id}' } }],
      when: (agent) => agent.protocol === 'openai-chat',
      mappings: {
        name: api.providerId,
        'base-url': api.baseUrlFor('openai-compatibility'),
        'api-key-entries': api.apiKeyList('api-key'),
        ...rest,
      },
    },
    section('claude-api-key', 'anthropic-messages'),
    section('codex-api-key', 'openai-responses'),
    section('gemini-api-key', 'google-generative-ai'),
  ],
});
