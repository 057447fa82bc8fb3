import * as api from './api.js';

/** The context window is that of both; a limit for input alone goes first. */
const inputLimit: api.FieldMapping = {
  of: ['models.limit.input', 'models.limit.context', 'models.limit.output'],
  approximates: 'the input limit, else the context window without the output limit',
  write(host, model) {
    const { input, context, output = 4096 } = model!.limit ?? {};
    if (input === undefined && context === undefined) host.assumed.push({ field: 'limit.context', model: model!.id, value: 128_000 });
    const window = context ?? 128_000;
    // A limit that is the whole window leaves nothing for a prompt, and is one of what is left of it.
    return input ?? Math.max(1, window - (output < window ? output : 4096));
  },
  read: (value, _, model) => void (typeof value === 'number' && ((model!.limit ??= {}).input = value)),
};

/** A header of the spec, and the one of the key where it is not that of the protocol. */
const requestHeaders: api.FieldMapping = {
  of: ['headers', 'key_header'],
  write({ headers, keyMembers }) {
    const all = { ...headers, ...(keyMembers as Record<string, string>) };
    return Object.keys(all).length > 0 ? all : undefined;
  },
  read(value, draft, model) {
    const { authorization, ...others } = value as Record<string, string>;
    if (authorization !== undefined) draft.keyMembers['authorization'] = authorization;
    api.headers.read!(others, draft, model);
  },
};

/** Read in microsoft/vscode@2613af9f, extensions/copilot/src/extension/byok: vscode-node/customEndpointProvider.ts and node/openAIEndpoint.ts. Not run. */
export default api.configTarget({
  id: 'vscode',
  title: 'VS Code',
  homepage: 'https://code.visualstudio.com/docs/copilot/language-models',
  remarks: [
    'For the chat of VS Code 1.122 and later. The file is where Linux has it; `--into` names another home, and on macOS the folder is `Library/Application Support/Code`.',
    'VS Code keeps keys in a store of its own: it asks for the key where the file has `${input:…}`, which only VS Code can write. Replace the placeholder under "Manage Language Models".',
  ],
  commands: ['code'],
  files: { models: { format: 'json', user: '.config/Code/User/chatLanguageModels.json', create: '[]\n' } },
  wires: {
    'openai-chat': { as: 'chat-completions', appends: '' },
    'openai-responses': { as: 'responses', appends: '' },
    'anthropic-messages': {
      as: 'messages',
      appends: '',
      sends: { 'x-api-key:': {}, 'Authorization: Bearer': { authorization: 'Bearer ${apiKey}' } },
    },
  },
  headers: {
    rewrites: /\$\{apiKey\}/,
    ignores:
      /^(authorization|api-?key|x-api-key|x-goog-api-key|user-agent|referer|origin|cookie|host|content-(type|length)|forwarded|x-request-id|x-initiator|openai-intent|x-github-api-version|(x-forwarded|x-interaction|proxy|sec)-.*)$/i,
  },
  refuses: ({ baseUrl }) =>
    /\/(chat\/completions|responses|messages)/.test(baseUrl) ? undefined : `VS Code would append a path to ${api.quote(baseUrl)}`,
  parts: [
    {
      at: [{ where: { name: '{name}', vendor: 'customendpoint' } }],
      rows: {
        name: api.name,
        vendor: api.always('customendpoint'),
        apiKey: api.key(),
        apiType: api.protocol,
        models: api.or(
          api.modelList({
            id: api.modelId,
            name: api.modelName,
            url: api.baseUrl,
            toolCalling: api.needed('tool_call', true),
            vision: api.or(api.takes('image'), false),
            thinking: 'reasoning',
            maxInputTokens: inputLimit,
            maxOutputTokens: api.needed('limit.output', 4096),
            requestHeaders,
          }),
          [],
        ),
      },
    },
  ],
});
