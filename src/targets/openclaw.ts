import * as api from './api.js';

/** `openclaw config schema` and runs of openclaw 2026.9.6. `${NAME}` is expanded everywhere, `$${NAME}` is its escape, and other text in braces is literal (src/config/env-substitution.ts). */
export default api.configTarget({
  id: 'openclaw',
  title: 'OpenClaw',
  homepage: 'https://openclaw.ai',
  remarks: [
    'OpenClaw accepts JSON5; providersmith refuses a file with unquoted names or single quotes. OpenClaw sends no output limit to Gemini.',
  ],
  commands: ['openclaw'],
  files: { config: { format: 'json', user: '.openclaw/openclaw.json', create: '{}\n' } },
  protocols: api.piProtocols,
  key: { reference: (env) => `\${${env}}` },
  headers: {
    // On Gemini the bare name of a variable is expanded too.
    alteredValues: /\$\{[A-Z_][A-Z0-9_]*\}|^[A-Z_][A-Z0-9_]*$/,
    escaping: {
      escape: (value) => (value.includes('$') ? value.replaceAll(/\$\{[A-Z_][A-Z0-9_]*\}/g, '$$$&') : undefined),
      unescape: (value) => value.replaceAll(/\$(\$\{[A-Z_][A-Z0-9_]*\})/g, '$1'),
    },
  },
  parts: [
    {
      at: ['models', 'providers', '{id}'],
      mappings: {
        baseUrl: api.baseUrl,
        apiKey: api.apiKey({ pattern: /^\$\{(\w+)\}$/ }),
        api: api.protocolName,
        headers: api.headersObject,
        models: api.piModels,
      },
    },
    { at: ['agents', 'defaults', 'model', 'primary'], value: api.defaultModel(api.piModelReference), choice: true },
  ],
});
