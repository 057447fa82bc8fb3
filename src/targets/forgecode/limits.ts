// What the spec says and forgecode cannot: told, never dropped in silence.
import { list, quote, type Diagnostic, type Model, type Provider } from './api.js';
import { forgecodeDiagnostic } from './rules.js';
import { supportedProtocols, type ForgecodeView } from './view.js';

/** Ids whose Responses URL is used as it is. */
const idsKeepingResponsesPath = ['codex', 'opencode_zen', 'openai_responses_compatible'];

/** Behaviour that pipeline.rs chooses by id: the quirk that asks for it, what to look for, and who has it. */
const behaviorsById: readonly {
  wanted: (provider: Provider) => boolean;
  field: string;
  what: string;
  place: string;
  ids: readonly string[];
}[] = [
  {
    wanted: ({ quirks }) => quirks.strict_tool_schema === true,
    field: '/quirks/strict_tool_schema',
    what: 'strict tool schemas',
    place: 'EnforceStrictToolSchema',
    ids: ['fireworks-ai', 'fireworks-ai-firepass', 'opencode_zen', 'opencode_go', 'xai', 'kimi_coding', 'moonshot'],
  },
  {
    wanted: ({ quirks }) => quirks.replay_reasoning === true,
    field: '/quirks/replay_reasoning',
    what: 'sending earlier reasoning back',
    place: 'ReasoningContent',
    ids: ['fireworks-ai', 'fireworks-ai-firepass', 'deepseek', 'xiaomi_mimo'],
  },
  {
    wanted: ({ quirks }) => quirks.reasoning_request === 'reasoning_effort',
    field: '/quirks/reasoning_request',
    what: 'asking for reasoning by `reasoning_effort`',
    place: 'SetReasoningEffort',
    ids: ['requesty', 'github_copilot', 'deepseek', 'nvidia'],
  },
  {
    wanted: ({ quirks }) => quirks.reasoning_request === 'reasoning',
    field: '/quirks/reasoning_request',
    what: 'asking for reasoning by `reasoning`',
    place: 'supports_open_router_params',
    ids: ['open_router', 'forge', 'zai', 'zai_coding'],
  },
  {
    wanted: ({ quirks }) => quirks.reasoning_request === 'thinking',
    field: '/quirks/reasoning_request',
    what: 'asking for reasoning by `thinking`',
    place: 'SetZaiThinking',
    ids: ['zai', 'zai_coding'],
  },
  {
    wanted: ({ quirks }) => quirks.merge_system_messages === true,
    field: '/quirks/merge_system_messages',
    what: 'a single system message',
    place: 'MergeSystemMessages',
    ids: ['nvidia', 'vllm'],
  },
  {
    wanted: ({ quirks }) => quirks.max_tokens_field === 'max_tokens',
    field: '/quirks/max_tokens_field',
    what: 'the output limit as `max_tokens` (it is sent as `max_completion_tokens`)',
    place: 'MakeOpenAiCompat',
    ids: ['open_router', 'forge', 'zai', 'zai_coding'],
  },
];

export function checkoutLimits(view: ForgecodeView): Diagnostic[] {
  return [...nameLimits(view), ...entryLimits(view)];
}

/** What an entry cannot say, wherever it stands. */
export function entryLimits(view: ForgecodeView): Diagnostic[] {
  return [...protocolLimits(view), ...behaviorLimits(view), ...modelLimits(view), ...defaultModelLimits(view)];
}

function nameLimits({ name, options }: ForgecodeView): Diagnostic[] {
  const found: Diagnostic[] = [];
  const field = options.name === undefined ? '/name' : '/targets/forgecode/name';
  const hint = 'set another with `targets.forgecode.name`';
  if ([...name].length > 25)
    found.push(forgecodeDiagnostic('name-width', `${quote(name)} has ${[...name].length} characters`, { field, hint }));
  if (/\s/.test(name)) found.push(forgecodeDiagnostic('name-space', `${quote(name)} has a space`, { field, hint }));
  return found;
}

function protocolLimits({ provider, endpoint, responseType, id, url, options }: ForgecodeView): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (Object.keys(provider.headers).length > 0 && responseType !== 'OpenAI') {
    found.push(
      forgecodeDiagnostic('headers-ignored', `${list(Object.keys(provider.headers))} would not be sent with \`${responseType}\``, {
        field: '/headers',
      }),
    );
  }
  if (
    responseType === 'OpenAIResponses' &&
    !idsKeepingResponsesPath.includes(id) &&
    !/^[^/]*\/\/[^/]*\/v1\/responses$/.test(withoutExpressions(url))
  ) {
    found.push(
      forgecodeDiagnostic('responses-path', `the path of \`${url}\` becomes \`/v1/responses\``, {
        field: options.url === undefined ? `/endpoints/${provider.endpoints.indexOf(endpoint)}/base_url` : '/targets/forgecode/url',
        hint: `add the id to \`OpenAIResponsesProvider::new\` beside ${list(idsKeepingResponsesPath)}`,
      }),
    );
  }
  if (provider.quirks.non_streaming_envelope !== undefined) {
    found.push(
      forgecodeDiagnostic('envelope', `a non-streaming answer is wrapped in \`${provider.quirks.non_streaming_envelope}\``, {
        field: '/quirks/non_streaming_envelope',
      }),
    );
  }
  const others = provider.endpoints.filter((other) => other !== endpoint);
  if (others.length > 0)
    found.push(
      forgecodeDiagnostic('endpoints', `\`${endpoint.protocol}\` is used; ${list(others.map((other) => other.protocol))} not`, {
        field: '/endpoints',
        ...(supportedProtocols(provider).length > 1 && { hint: 'choose with `targets.forgecode.protocol`' }),
      }),
    );
  return found;
}

/** A template without its expressions, `{{#if A}}…{{/if}}` and all. */
function withoutExpressions(template: string): string {
  return template.replaceAll(/\{\{.*?\}\}/g, '');
}

function behaviorLimits({ provider, responseType, id }: ForgecodeView): Diagnostic[] {
  // pipeline.rs transforms Chat Completions requests alone.
  if (responseType !== 'OpenAI') return [];
  return behaviorsById
    .filter(({ wanted, ids }) => wanted(provider) && !ids.includes(id))
    .map(({ field, what, place }) =>
      forgecodeDiagnostic('needs-wiring', `${what} may need \`ProviderId\` ${quote(id)} added`, {
        field,
        hint: `look for \`${place}\` in crates/forge_app/src/dto/openai/transformers/pipeline.rs`,
      }),
    );
}

function modelLimits({ models }: ForgecodeView): Diagnostic[] {
  if (!Array.isArray(models)) return [];
  const found: Diagnostic[] = [];
  const extra = (models as readonly Model[]).flatMap((model) =>
    (model.modalities?.input ?? []).filter((word) => !isSupportedModality(word)).map((word) => `${word} of ${model.id}`),
  );
  if (extra.length > 0) found.push(forgecodeDiagnostic('modalities', `left out: ${abbreviateList(extra)}`, { field: '/models' }));
  const unknown = (models as readonly Model[]).filter((model) => model.limit?.context === undefined).map((model) => model.id);
  if (unknown.length > 0)
    found.push(forgecodeDiagnostic('context-unknown', `no context window: ${abbreviateList(unknown)}`, { field: '/models' }));
  const parallel = (models as readonly Model[]).filter((model) => model.parallel_tool_calls === undefined).map((model) => model.id);
  if (parallel.length > 0)
    found.push(forgecodeDiagnostic('parallel-unknown', `parallel tool calls unknown: ${abbreviateList(parallel)}`, { field: '/models' }));
  const keys = ['cost', 'family', 'knowledge', 'release_date', 'status', 'reasoning_options', 'temperature', 'structured_output'] as const;
  const dropped: string[] = keys.filter((key) => models.some((model: Model) => model[key] !== undefined));
  if (models.some((model: Model) => model.limit?.output !== undefined)) dropped.unshift('limit.output');
  if (dropped.length > 0) found.push(forgecodeDiagnostic('dropped', `of the models: ${list(dropped)}`, { field: '/models' }));
  return found;
}

function defaultModelLimits({ provider }: ForgecodeView): Diagnostic[] {
  const named = (['default_model', 'small_model'] as const).filter((key) => provider[key] !== undefined);
  return named.length === 0
    ? []
    : [
        forgecodeDiagnostic('small-or-default-model', `${list(named)} cannot be set for a provider`, {
          field: `/${named[0]}`,
          hint: 'the user sets `[session] model_id` in .forge.toml',
        }),
      ];
}

/** The words that `InputModality` has. */
export function isSupportedModality(word: string): word is 'text' | 'image' {
  return word === 'text' || word === 'image';
}

function abbreviateList(words: readonly string[]): string {
  return words.length > 4 ? `${words.slice(0, 3).join(', ')} and ${words.length - 3} more` : words.join(', ');
}
