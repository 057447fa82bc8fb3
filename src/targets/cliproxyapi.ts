import * as api from './api.js';

/** What an entry has in every section. `name` goes over the wire, `alias` is what clients ask for. */
const rest = {
  headers: api.headers,
  models: api.modelList({
    name: api.modelId,
    alias: api.from(['models.id'], (_, model) => model!.id),
    'display-name': 'name',
    'max-context-length': 'limit.context',
  }),
};

/** A section for one protocol, whose entries are told apart by their base URL. */
function section(name: string, protocol: api.Protocol): api.Part {
  return {
    at: [name, { where: { 'base-url': '{url}' } }],
    when: (host) => host.protocol === protocol,
    rows: { 'api-key': api.key(), 'base-url': api.baseUrlOf(name), ...rest },
  };
}

/** Runs of router-for-me/CLIProxyAPI@a7e3596b. A header value that begins with `$` names a header of the client that is copied. */
export default api.configTarget({
  id: 'cliproxyapi',
  title: 'CLIProxyAPI',
  homepage: 'https://github.com/router-for-me/CLIProxyAPI',
  remarks: [
    'The file is the one that `-config` names; `--into` names its folder. Start the proxy anew after a change: it watches the file it was started with, and one that is put in its place is another to it.',
  ],
  inHome: false,
  files: { config: { format: 'yaml', user: 'config.yaml', create: '' } },
  wires: {
    'openai-chat': { as: 'openai-compatibility', appends: '/chat/completions' },
    'openai-responses': { as: 'codex-api-key', appends: '/responses' },
    'anthropic-messages': {
      as: 'claude-api-key',
      appends: '/v1/messages',
      sends: { 'Authorization: Bearer': {} },
    },
    'google-generative-ai': { as: 'gemini-api-key', appends: '/v1beta/models' },
  },
  headers: { rewrites: /^\$/ },
  parts: [
    {
      at: ['openai-compatibility', { where: { name: '{id}' } }],
      when: (host) => host.protocol === 'openai-chat',
      rows: { name: api.id, 'base-url': api.baseUrlOf('openai-compatibility'), 'api-key-entries': api.keyEntries('api-key'), ...rest },
    },
    section('claude-api-key', 'anthropic-messages'),
    section('codex-api-key', 'openai-responses'),
    section('gemini-api-key', 'google-generative-ai'),
  ],
});
