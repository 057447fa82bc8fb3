import * as api from './api.js';

const assumedWindow = 128_000;

/** The input limit, or else the context window without the output limit. */
const inputLimit: api.FieldMapping = {
  fields: ['models.limit.input', 'models.limit.context', 'models.limit.output'],
  approximates: 'the input limit, else the context window without the output limit',
  write(_, model) {
    const { input, context, output = 4096 } = model!.limit ?? {};
    const window = context ?? assumedWindow;
    // An output limit equal to the window would leave nothing for the prompt.
    return input ?? Math.max(1, window - (output < window ? output : 4096));
  },
  assume(_, model) {
    const { input, context } = model!.limit ?? {};
    const isKnown = input !== undefined || context !== undefined;
    return isKnown ? undefined : { field: 'limit.context', model: model!.id, value: assumedWindow };
  },
  read: (value, _, model) => api.readNumber(value, (limit) => ((model!.limit ??= {}).input = limit)),
};

/** The headers of the spec, and the header of the key if it is not the usual one of the protocol. */
const requestHeaders: api.FieldMapping = {
  fields: ['headers', 'key_header'],
  write({ headers, keyMembers }) {
    const all = { ...headers, ...(keyMembers as Record<string, string>) };
    return Object.keys(all).length > 0 ? all : undefined;
  },
  read(value, partial, model) {
    if (!api.isObject(value)) return false;
    const { authorization, ...others } = value;
    if (authorization !== undefined) partial.keyMembers['authorization'] = authorization;
    return api.headersObject.read!(others, partial, model);
  },
};

/** Read in microsoft/vscode@2613af9f, extensions/copilot/src/extension/byok: vscode-node/customEndpointProvider.ts and node/openAIEndpoint.ts. Not run. */
export default api.configTarget({
  id: 'vscode',
  title: 'VS Code',
  homepage: 'https://code.visualstudio.com/docs/copilot/language-models',
  remarks: [
    'For the chat of VS Code 1.122 and later. The path is the one on Linux; `--into` names another home directory, and on macOS the folder is `Library/Application Support/Code`.',
    'VS Code stores keys itself: it asks for the key if the file has `${input:…}`, which only VS Code can write. Replace the placeholder under "Manage Language Models".',
  ],
  commands: ['code'],
  files: { models: { format: 'json', user: '.config/Code/User/chatLanguageModels.json', create: '[]\n' } },
  protocols: {
    'openai-chat': { name: 'chat-completions', appends: '' },
    'openai-responses': { name: 'responses', appends: '' },
    'anthropic-messages': {
      name: 'messages',
      appends: '',
      keyHeaders: { 'x-api-key:': {}, 'Authorization: Bearer': { authorization: 'Bearer ${apiKey}' } },
    },
  },
  headers: {
    alteredValues: /\$\{apiKey\}/,
    unsentNames:
      /^(authorization|api-?key|x-api-key|x-goog-api-key|user-agent|referer|origin|cookie|host|content-(type|length)|forwarded|x-request-id|x-initiator|openai-intent|x-github-api-version|(x-forwarded|x-interaction|proxy|sec)-.*)$/i,
  },
  refuses: ({ baseUrl }) =>
    /\/(chat\/completions|responses|messages)/.test(baseUrl) ? undefined : `VS Code would append a path to ${api.quote(baseUrl)}`,
  parts: [
    {
      at: [{ where: { name: '{name}', vendor: 'customendpoint' } }],
      mappings: {
        name: api.providerName,
        vendor: api.constant('customendpoint'),
        apiKey: api.apiKey(),
        apiType: api.protocolName,
        models: api.withDefault(
          api.modelList({
            id: api.modelId,
            name: api.modelName,
            url: api.baseUrl,
            toolCalling: api.requiredField('tool_call', true),
            vision: api.withDefault(api.acceptsInput('image'), false),
            thinking: 'reasoning',
            maxInputTokens: inputLimit,
            maxOutputTokens: api.requiredField('limit.output', 4096),
            requestHeaders,
          }),
          [],
        ),
      },
    },
  ],
});
