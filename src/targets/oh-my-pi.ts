import * as api from './api.js';

/** Runs of @oh-my-pi/pi-coding-agent 18.2.3. Its YAML has the structure of the older pi's JSON, and it sends the key on Messages as a bearer token. */
export default api.configTarget({
  id: 'oh-my-pi',
  title: 'oh-my-pi',
  homepage: 'https://github.com/can1357/oh-my-pi',
  remarks: ['If the variable of the key is not set, its name is sent as the key.'],
  commands: ['omp'],
  files: {
    models: { format: 'yaml', user: '.omp/agent/models.yml', create: '' },
    config: { format: 'yaml', user: '.omp/agent/config.yml', create: '' },
  },
  protocols: {
    ...api.piProtocols,
    'anthropic-messages': { ...api.piProtocols['anthropic-messages'], keyHeaders: { 'Authorization: Bearer': {} } },
  },
  key: { reference: (env) => env },
  headers: api.piHeaders,
  parts: [
    { at: ['providers', '{id}'], mappings: api.piProviderMappings(/^(\w+)$/) },
    { file: 'config', at: ['modelRoles', 'default'], value: api.defaultModel(api.piModelReference), choice: true },
  ],
});
