import * as kit from './kit.js';

/**
 * Runs of a build of charmbracelet/crush@37f36e93 (0.90). A Bash interpreter runs the file, and then keys, URLs and header values are
 * expanded once more: `kit.crushForm` escapes for the second, quotes are for the first.
 */
export default kit.artifactTarget({
  id: 'crushrc',
  title: 'Crush (crushrc)',
  homepage: 'https://github.com/charmbracelet/crush',
  remarks: [
    'A script of its own beside `crushrc`, which is Bash and may say anything. Add this line to `~/.config/crush/crushrc`: `source "$HOME/.config/crush/acme.crushrc"`.',
    'A file `crush.json` beside it is read as well. The target `crush` writes that one, so use one of the two.',
  ],
  inHome: true,
  variantOf: 'crush',
  ...kit.crushForm,
  notes: {
    ...kit.crushForm.notes,
    // internal/shellconfig/model.go: `--price-cache-hit` sets the price that is counted for writing, and the other one that for reading.
    'models.cost.cache_read': { how: 'dropped', why: '`model add` confuses the two prices of the cache' },
    'models.cost.cache_write': { how: 'dropped', why: '`model add` confuses the two prices of the cache' },
  },
  paths: ['.config/crush/{id}.crushrc'],
  rows: {
    name: kit.name,
    type: kit.protocol,
    baseUrl: kit.baseUrl,
    key: kit.crushKey,
    headers: kit.headers,
    models: kit.modelsById({
      '--name': kit.modelName,
      '--context-window': 'limit.context',
      '--default-max-tokens': 'limit.output',
      '--can-reason': 'reasoning',
      '--supports-images': kit.takes('image'),
      '--price-input': 'cost.input',
      '--price-output': 'cost.output',
    }),
    large: kit.from(['default_model'], (host) => (host.options.setDefault ? kit.defaultModel().write(host, undefined) : undefined)),
    small: kit.from(['small_model'], (host) => (host.options.setDefault ? kit.smallModel().write(host, undefined) : undefined)),
  },
  files: (values) => ({ [`.config/crush/${values.id}.crushrc`]: kit.renderFile('crushrc/provider.sh', values) }),
});
