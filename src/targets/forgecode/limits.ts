// Reports what a spec contains and forgecode cannot express.
import { list, quote, type Diagnostic, type Model, type Provider } from './api.js';
import { forgecodeDiagnostic } from './rules.js';
import { supportedProtocols, type ForgecodeView } from './view.js';

/** The ids for which `new` of openai_responses/repository.rs keeps the path of the URL. */
export const idsKeepingResponsesPath = ['codex', 'opencode_zen', 'openai_responses_compatible'];

/** Behavior that pipeline.rs selects by provider id: the quirk that needs it, the code to look for, and the ids that have it. */
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
    what: 'enforcing strict tool schemas',
    place: 'EnforceStrictToolSchema',
    ids: ['fireworks-ai', 'fireworks-ai-firepass', 'opencode_zen', 'opencode_go', 'xai', 'kimi_coding', 'moonshot'],
  },
  {
    wanted: ({ quirks }) => quirks.replay_reasoning === true,
    field: '/quirks/replay_reasoning',
    what: 'replaying earlier reasoning',
    place: 'ReasoningContent',
    ids: ['fireworks-ai', 'fireworks-ai-firepass', 'deepseek', 'xiaomi_mimo'],
  },
  {
    wanted: ({ quirks }) => quirks.reasoning_request === 'reasoning_effort',
    field: '/quirks/reasoning_request',
    what: 'requesting reasoning with `reasoning_effort`',
    place: 'SetReasoningEffort',
    ids: ['requesty', 'github_copilot', 'deepseek', 'nvidia'],
  },
  {
    wanted: ({ quirks }) => quirks.reasoning_request === 'reasoning',
    field: '/quirks/reasoning_request',
    what: 'requesting reasoning with `reasoning`',
    place: 'supports_open_router_params',
    ids: ['open_router', 'forge', 'zai', 'zai_coding'],
  },
  {
    wanted: ({ quirks }) => quirks.reasoning_request === 'thinking',
    field: '/quirks/reasoning_request',
    what: 'requesting reasoning with `thinking`',
    place: 'SetZaiThinking',
    ids: ['zai', 'zai_coding'],
  },
  {
    wanted: ({ quirks }) => quirks.merge_system_messages === true,
    field: '/quirks/merge_system_messages',
    what: 'merging system messages',
    place: 'MergeSystemMessages',
    ids: ['nvidia', 'vllm'],
  },
  {
    wanted: ({ quirks }) => quirks.max_tokens_field === 'max_tokens',
    field: '/quirks/max_tokens_field',
    what: 'sending the output limit as `max_tokens` instead of `max_completion_tokens`',
    place: 'MakeOpenAiCompat',
    ids: ['open_router', 'forge', 'zai', 'zai_coding'],
  },
];

export function checkoutLimits(view: ForgecodeView): Diagnostic[] {
  return [...nameLimits(view), ...entryLimits(view)];
}

/** What an entry of provider.json or .forge.toml cannot express. */
export function entryLimits(view: ForgecodeView): Diagnostic[] {
  return [...protocolLimits(view), ...behaviorLimits(view), ...modelLimits(view), ...defaultModelLimits(view)];
}

function nameLimits({ name, options }: ForgecodeView): Diagnostic[] {
  const found: Diagnostic[] = [];
  const field = options.name === undefined ? '/name' : '/targets/forgecode/name';
  const hint = 'set another name with `targets.forgecode.name`';
  if ([...name].length > 25)
    found.push(
      forgecodeDiagnostic('name-width', `${quote(name)} has ${[...name].length} characters; forgecode's tests allow 25`, { field, hint }),
    );
  if (/\s/.test(name))
    found.push(forgecodeDiagnostic('name-space', `${quote(name)} contains a space, which breaks the zsh plugin`, { field, hint }));
  return found;
}

function protocolLimits({ provider, endpoint, responseType, id, url, options }: ForgecodeView): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (Object.keys(provider.headers).length > 0 && responseType !== 'OpenAI') {
    found.push(
      forgecodeDiagnostic('headers-ignored', `with \`${responseType}\`, forgecode does not send ${list(Object.keys(provider.headers))}`, {
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
      forgecodeDiagnostic('responses-path', `forgecode replaces the path of \`${url}\` with \`/v1/responses\``, {
        field: options.url === undefined ? `/endpoints/${provider.endpoints.indexOf(endpoint)}/base_url` : '/targets/forgecode/url',
        hint: `add the id to those that keep their path in \`OpenAIResponsesProvider::new\`: ${list(idsKeepingResponsesPath)}`,
      }),
    );
  }
  if (provider.quirks.non_streaming_envelope !== undefined) {
    found.push(
      forgecodeDiagnostic(
        'envelope',
        `the provider wraps non-streaming responses in \`${provider.quirks.non_streaming_envelope}\`; forgecode does not unwrap them`,
        {
          field: '/quirks/non_streaming_envelope',
        },
      ),
    );
  }
  const others = provider.endpoints.filter((other) => other !== endpoint);
  if (others.length > 0)
    found.push(
      forgecodeDiagnostic(
        'endpoints',
        `forgecode uses the endpoint for \`${endpoint.protocol}\` and ignores ${list(others.map((other) => other.protocol))}`,
        {
          field: '/endpoints',
          ...(supportedProtocols(provider).length > 1 && { hint: 'select another with `targets.forgecode.protocol`' }),
        },
      ),
    );
  return found;
}

/** A template without its expressions, such as `{{A}}` and `{{#if A}}`. */
function withoutExpressions(template: string): string {
  return template.replaceAll(/\{\{.*?\}\}/g, '');
}

function behaviorLimits({ provider, responseType, id }: ForgecodeView): Diagnostic[] {
  // pipeline.rs transforms Chat Completions requests only.
  if (responseType !== 'OpenAI') return [];
  return behaviorsById
    .filter(({ wanted, ids }) => wanted(provider) && !ids.includes(id))
    .map(({ field, what, place }) =>
      forgecodeDiagnostic('needs-wiring', `${what} may require code for the id ${quote(id)}`, {
        field,
        hint: `add the id where \`${place}\` is used in crates/forge_app/src/dto/openai/transformers/pipeline.rs`,
      }),
    );
}

function modelLimits({ models }: ForgecodeView): Diagnostic[] {
  if (!Array.isArray(models)) return [];
  const found: Diagnostic[] = [];
  const extra = (models as readonly Model[]).flatMap((model) =>
    (model.modalities?.input ?? []).filter((word) => !isSupportedModality(word)).map((word) => `${word} of ${model.id}`),
  );
  if (extra.length > 0)
    found.push(forgecodeDiagnostic('modalities', `omitted input modalities: ${abbreviateList(extra)}`, { field: '/models' }));
  const unknown = (models as readonly Model[]).filter((model) => model.limit?.context === undefined).map((model) => model.id);
  if (unknown.length > 0)
    found.push(forgecodeDiagnostic('context-unknown', `unknown context window: ${abbreviateList(unknown)}`, { field: '/models' }));
  const parallel = (models as readonly Model[]).filter((model) => model.parallel_tool_calls === undefined).map((model) => model.id);
  if (parallel.length > 0)
    found.push(
      forgecodeDiagnostic('parallel-unknown', `unknown support for parallel tool calls: ${abbreviateList(parallel)}`, { field: '/models' }),
    );
  const keys = ['cost', 'family', 'knowledge', 'release_date', 'status', 'reasoning_options', 'temperature', 'structured_output'] as const;
  const dropped: string[] = keys.filter((key) => models.some((model: Model) => model[key] !== undefined));
  if (models.some((model: Model) => model.limit?.output !== undefined)) dropped.unshift('limit.output');
  if (dropped.length > 0)
    found.push(forgecodeDiagnostic('dropped', `provider.json has no keys for these model fields: ${list(dropped)}`, { field: '/models' }));
  return found;
}

function defaultModelLimits({ provider }: ForgecodeView): Diagnostic[] {
  const named = (['default_model', 'small_model'] as const).filter((key) => provider[key] !== undefined);
  return named.length === 0
    ? []
    : [
        forgecodeDiagnostic('small-or-default-model', `forgecode cannot store ${list(named)} for a provider`, {
          field: `/${named[0]}`,
          hint: 'users set `[session] model_id` in .forge.toml',
        }),
      ];
}

/** Whether `InputModality` of forgecode has this variant. */
export function isSupportedModality(word: string): word is 'text' | 'image' {
  return word === 'text' || word === 'image';
}

function abbreviateList(words: readonly string[]): string {
  return words.length > 4 ? `${words.slice(0, 3).join(', ')} and ${words.length - 3} more` : words.join(', ');
}
