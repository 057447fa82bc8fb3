import * as api from './api.js';

const chosenBy = { at: ['GOOGLE_GEMINI_BASE_URL'], value: api.baseUrl };

/** Runs of @google/gemini-cli 0.61.0: it reads the first `.env` that it finds, expands nothing in it, and supports one provider. */
export default api.configTarget({
  id: 'gemini-cli',
  title: 'Gemini CLI',
  homepage: 'https://github.com/google-gemini/gemini-cli',
  remarks: [
    'Gemini CLI uses one provider at a time, so `apply` needs `--set-default`.',
    'Gemini CLI reads the key from `GEMINI_API_KEY` only, and `.env` cannot name another variable. The `.env` of a project hides the one in the home directory.',
  ],
  commands: ['gemini'],
  files: {
    settings: { format: 'json', user: '.gemini/settings.json', project: '.gemini/settings.json', create: '{}\n' },
    env: { format: 'dotenv', user: '.gemini/.env', project: '.gemini/.env', create: '' },
  },
  protocols: { 'google-generative-ai': { name: '', appends: '/v1beta/models' } },
  headers: { alteredValues: /,/ },
  ...api.singleProvider('Gemini CLI'),
  parts: [
    { at: ['security', 'auth', 'selectedType'], value: api.constant('gemini-api-key'), choice: true },
    { at: ['model', 'name'], value: api.defaultModel(), choice: true },
    { file: 'env', ...chosenBy, choice: true },
    {
      file: 'env',
      at: ['GEMINI_API_KEY'],
      value: api.apiKey(),
      choice: true,
      when: ({ env }) => env !== 'GEMINI_API_KEY',
      chosenBy,
    },
    { file: 'env', at: ['GEMINI_CLI_CUSTOM_HEADERS'], value: api.headersText(', '), choice: true, chosenBy },
  ],
});
