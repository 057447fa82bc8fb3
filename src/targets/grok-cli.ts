import * as api from './api.js';

const chosenBy = { at: ['baseURL'], value: api.baseUrl };

/** Runs of @vibe-kit/grok-cli 0.0.34. The model comes from the project; the default in the user's file is ignored. */
export default api.configTarget({
  id: 'grok-cli',
  title: 'grok-cli',
  homepage: 'https://github.com/superagent-ai/grok-cli',
  remarks: [
    'grok-cli uses one provider at a time, so `apply` needs `--set-default`. The key can also be set as `GROK_API_KEY`.',
    'The model comes from `.grok/settings.json` of the project, or from `GROK_MODEL`.',
  ],
  commands: ['grok'],
  files: {
    user: { format: 'json', user: '.grok/user-settings.json', create: '{}\n' },
    project: { format: 'json', user: '.grok/settings.json', project: '.grok/settings.json', create: '{}\n' },
  },
  protocols: { 'openai-chat': { name: '', appends: '/chat/completions' } },
  headers: 'none',
  notes: { 'models.limit.output': { how: 'defaulted', why: 'it always sends 1,536 tokens' } },
  ...api.singleProvider('grok-cli'),
  parts: [
    { ...chosenBy, choice: true },
    { at: ['apiKey'], value: api.apiKey(), choice: true, chosenBy },
    { at: ['models'], value: api.modelIds, choice: true, chosenBy },
    { at: ['defaultModel'], value: api.defaultModel(), choice: true, chosenBy },
    { file: 'project', at: ['model'], value: api.defaultModel(), choice: true },
  ],
});
