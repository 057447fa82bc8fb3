import * as api from './api.js';

/**
 * Runs of @earendil-works/pi-coding-agent 0.87.1, and the schemas of its 1.5.2. `$NAME` and `${NAME}` are expanded, also in headers, where
 * text that begins with `!` is run as a command; `$$` is a dollar and `$!` an exclamation mark.
 */
export default api.configTarget({
  id: 'pi',
  title: 'pi',
  homepage: 'https://pi.dev',
  remarks: [
    'This is pi of the scope `@earendil-works`. The older pi of `@mariozechner` reads the same file, but expects keys in another form: [pi-mariozechner](pi-mariozechner.md).',
  ],
  commands: ['pi'],
  files: {
    models: { format: 'json', user: '.pi/agent/models.json', create: '{}\n' },
    settings: { format: 'json', user: '.pi/agent/settings.json', create: '{}\n' },
  },
  protocols: {
    ...api.piProtocols,
    'anthropic-messages': {
      ...api.piProtocols['anthropic-messages'],
      keyHeaders: { 'x-api-key:': {}, 'Authorization: Bearer': { authHeader: true } },
    },
  },
  key: { reference: (env) => `$${env}` },
  headers: {
    alteredValues: /\$|^!/,
    escaping: {
      escape: (value) => value.replaceAll('$', '$$$$').replace(/^!/, '$$!'),
      unescape: (value) => value.replaceAll(/\$([$!])/g, '$1'),
    },
  },
  parts: [
    { at: ['providers', '{id}'], mappings: api.piProviderMappings(/^\$\{?(\w+)\}?$/) },
    ...api.providerAndModelChoice('settings', 'defaultProvider', 'defaultModel', api.providerId),
  ],
});
