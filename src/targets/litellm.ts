import * as api from './api.js';

/** https://docs.litellm.ai/docs/proxy/configs, and runs of litellm 1.106.2 (PyPI) as a proxy. */
export default api.configTarget({
  id: 'litellm',
  title: 'LiteLLM proxy',
  homepage: 'https://docs.litellm.ai',
  remarks: ['Edits the file that you pass to `litellm --config`; `--into` names its folder.'],
  inHome: false,
  files: { config: { format: 'yaml', user: 'config.yaml', elsewhere: { user: ['litellm_config.yaml', 'config.yml'] }, create: '' } },
  protocols: api.liteLlmProtocols,
  key: { reference: (env) => `os.environ/${env}` },
  headers: { alteredValues: /^os\.environ\// },
  parts: [
    {
      at: ['model_list', { where: { model_name: '{id}/{model}' } }],
      each: 'model',
      mappings: {
        model_name: api.qualifiedModelId('/'),
        'litellm_params.model': api.liteLlmModel,
        'litellm_params.api_base': api.baseUrl,
        'litellm_params.api_key': api.apiKey({ pattern: /^os\.environ\/(\w+)$/ }),
        'litellm_params.max_tokens': 'limit.output',
        'litellm_params.extra_headers': api.headersObject,
        ...Object.fromEntries(Object.entries(api.liteLlmModelInfo).map(([path, row]) => [`model_info.${path}`, row])),
      },
    },
  ],
});
