import * as api from './api.js';

/** Runs of @mariozechner/pi-coding-agent 0.73.1, which is frozen. A value that consists of the name of a variable is expanded. */
export default api.configTarget({
  id: 'pi-mariozechner',
  title: 'pi, older scope',
  homepage: 'https://github.com/badlogic/pi-mono',
  remarks: [
    'The key is the bare name of its variable. pi of the scope `@earendil-works` reads the same file, but would send that name as the key: [pi](pi.md).',
    'If the variable is not set, pi sends its name as the key.',
  ],
  variantOf: 'pi',
  files: {
    models: { format: 'json', user: '.pi/agent/models.json', create: '{}\n' },
    settings: { format: 'json', user: '.pi/agent/settings.json', create: '{}\n' },
  },
  protocols: api.piProtocols,
  key: { reference: (env) => env },
  headers: api.piHeaders,
  parts: [
    { at: ['providers', '{id}'], mappings: api.piProviderMappings(/^(\w+)$/) },
    ...api.providerAndModelChoice('settings', 'defaultProvider', 'defaultModel', api.providerId),
  ],
});
