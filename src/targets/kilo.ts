import * as api from './api.js';

/** The config schema that `kilo generate` prints, and runs of @kilocode/cli 7.7.7. */
export default api.configTarget({
  id: 'kilo',
  title: 'Kilo',
  homepage: 'https://kilo.ai',
  remarks: [
    "Kilo is built on opencode. Its files have the same format under other names, and it does not read those of opencode. On its first run it adds `permission` to the user's file. It sends an output limit of at most 32,000 tokens.",
  ],
  commands: ['kilo', 'kilocode'],
  files: {
    config: {
      format: 'json',
      user: '.config/kilo/kilo.json',
      project: 'kilo.json',
      elsewhere: {
        user: ['.config/kilo/kilo.jsonc', '.config/kilo/opencode.json'],
        project: ['.kilo/kilo.json', '.kilo/kilo.jsonc', 'kilo.jsonc'],
      },
      create: '{\n  "$schema": "https://app.kilo.ai/config.json"\n}\n',
    },
  },
  ...api.openCodeDefinition,
});
