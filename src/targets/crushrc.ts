import * as api from './api.js';

/**
 * Runs of a build of charmbracelet/crush@37f36e93 (0.90). A Bash interpreter runs the file; then keys, URLs and header values are
 * expanded once more. The quotes are for the first step, the escapes of families/crush.ts for the second.
 */
export default api.artifactTarget({
  id: 'crushrc',
  title: 'Crush (crushrc)',
  homepage: 'https://github.com/charmbracelet/crush',
  remarks: [
    'The target writes a script next to `crushrc`, because `crushrc` itself can contain any Bash. Add this line to `~/.config/crush/crushrc`: `source "$HOME/.config/crush/acme.crushrc"`.',
    'Crush also reads `crush.json`, which the target `crush` writes, so use one of the two.',
  ],
  inHome: true,
  variantOf: 'crush',
  ...api.crushDefinition,
  notes: {
    ...api.crushDefinition.notes,
    // internal/shellconfig/model.go: `--price-cache-hit` sets the price of cache writes, and the other flag that of cache reads.
    'models.cost.cache_read': { how: 'dropped', why: '`model add` swaps the two cache prices' },
    'models.cost.cache_write': { how: 'dropped', why: '`model add` swaps the two cache prices' },
  },
  paths: ['.config/crush/{id}.crushrc'],
  mappings: {
    name: api.providerName,
    type: api.protocolName,
    baseUrl: api.baseUrl,
    key: api.crushApiKey,
    headers: api.headersObject,
    models: api.modelsById({
      '--name': api.modelName,
      '--context-window': 'limit.context',
      '--default-max-tokens': 'limit.output',
      '--can-reason': 'reasoning',
      '--supports-images': api.acceptsInput('image'),
      '--price-input': 'cost.input',
      '--price-output': 'cost.output',
    }),
    large: api.writeOnly(['default_model'], (agent) => (agent.options.setDefault ? api.defaultModel().write(agent, undefined) : undefined)),
    small: api.writeOnly(['small_model'], (agent) => (agent.options.setDefault ? api.smallModel().write(agent, undefined) : undefined)),
  },
  renderFiles: (values) => ({ [`.config/crush/${values.id}.crushrc`]: api.renderFile('crushrc/provider.sh', values) }),
});
