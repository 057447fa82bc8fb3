import * as api from './api.js';

/** https://opencode.ai/docs/providers, the config schema and runs of opencode-ai 1.18.33. */
export default api.configTarget({
  id: 'opencode',
  title: 'opencode',
  homepage: 'https://opencode.ai',
  remarks: [
    'opencode reads all of its files, and later ones take precedence. It sends an output limit of at most 32,000 tokens, whatever the limit of the model.',
  ],
  commands: ['opencode'],
  files: {
    config: {
      format: 'json',
      user: '.config/opencode/opencode.json',
      project: 'opencode.json',
      elsewhere: { user: ['.config/opencode/opencode.jsonc', '.config/opencode/config.json'], project: ['opencode.jsonc'] },
      create: '{\n  "$schema": "https://opencode.ai/config.json"\n}\n',
    },
  },
  ...api.openCodeDefinition,
});
