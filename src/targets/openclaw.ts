import * as kit from './kit.js';

/** `openclaw config schema` and runs of openclaw 2026.9.6. `${NAME}` is filled in anywhere; `$${NAME}` is the text itself. */
export default kit.configTarget({
  id: 'openclaw',
  title: 'OpenClaw',
  homepage: 'https://openclaw.ai',
  remarks: ['The file may be JSON5; one with names without quotes or with single quotes is refused. On Gemini no output limit is sent.'],
  commands: ['openclaw'],
  files: { config: { format: 'json', user: '.openclaw/openclaw.json', create: '{}\n' } },
  wires: kit.piWires,
  key: { ref: (env) => `\${${env}}` },
  headers: { rewrites: /\$\{/, escape: (value) => value.replaceAll('${', '$${') },
  parts: [
    {
      at: ['models', 'providers', '{id}'],
      rows: {
        baseUrl: kit.baseUrl,
        apiKey: kit.key({ ref: /^\$\{(\w+)\}$/ }),
        api: kit.protocol,
        headers: kit.headers,
        models: kit.piModels,
      },
    },
    { at: ['agents', 'defaults', 'model', 'primary'], value: kit.defaultModel(kit.piDefault), choice: true },
  ],
});
