import * as api from './api.js';

/** Read in open-webui/open-webui, backend/open_webui/config.py. The variables are lists separated by `;`. */
export default api.artifactTarget({
  id: 'open-webui',
  title: 'Open WebUI',
  homepage: 'https://openwebui.com',
  remarks: [
    'Variables for `docker compose --env-file`, for the `.env` of a checkout, or for `. acme.open-webui.env` in a shell, which expand the key. `docker run --env-file` does not expand variables.',
    'They list all connections: add others before this one, separated by `;`. Open WebUI stores the values at its first start and ignores the variables later, unless `ENABLE_PERSISTENT_CONFIG=False`.',
  ],
  protocols: { 'openai-chat': { name: '', appends: '/chat/completions' } },
  key: { reference: (env) => `\${${env}}`, isEmbeddable: true, keylessValue: 'none' },
  headers: 'none',
  notes: { 'models.id': { how: 'defaulted', why: 'the list is fetched from the provider' } },
  refuses: ({ baseUrl }) =>
    /[^\w:/.,~%@+=-]/.test(baseUrl) ? `Open WebUI would take a part of ${api.quote(baseUrl)} for something else` : undefined,
  paths: ['{id}.open-webui.env'],
  mappings: { name: api.providerName, baseUrl: api.baseUrl, key: api.apiKey() },
  renderFiles: (values) => ({ [`${values.id}.open-webui.env`]: api.renderFile('open-webui/connection.env', values) }),
});
