// What providers answer that are asked for their models, by the `shape` of a spec's `live_models`.
import type { JsonValue } from '../core/edits.js';
import type { LiveModels, Protocol } from '../spec/provider.js';
import { quote } from '../core/text.js';
import { isObject } from '../core/json-values.js';
import { listIn, member, textIn, type Entry } from '../sources/engine/listing.js';
import { as, day, inputTokens, line, takesKind, tokens, type Readings } from '../sources/engine/field-readers.js';
import { openRouterEntries, openRouterModel, openRouterNext } from './openrouter.js';

export interface LiveShape {
  readonly readings: Readings;
  /** The protocol that the list belongs to, which decides how the key goes. */
  readonly protocol: Protocol;
  /** Headers that the request must have. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The models of all pages, or what is wrong with them. */
  entries(bodies: readonly JsonValue[], group: string | undefined): Entry[] | string;
  /** What leads to the next page: a parameter of the query that has a token, or a link. */
  readonly page?: { readonly parameter: string | undefined; token(body: JsonValue): string | undefined };
}

/** `{data:[{id}], has_more, last_id}`: the ids, and nothing else that all who answer so mean alike. OpenAI's own list has one page. */
const openai: LiveShape = {
  readings: {},
  protocol: 'openai-chat',
  entries: openRouterEntries,
  page: { parameter: 'after', token: lastId },
};

/** OpenRouter's, which other gateways have too. */
const openrouter: LiveShape = {
  readings: openRouterModel,
  protocol: 'openai-chat',
  entries: openRouterEntries,
  page: { parameter: undefined, token: openRouterNext },
};

/**
 * `GET /v1/models` (src/anthropic/types/model_info.py of anthropics/anthropic-sdk-python@22feda09). `max_input_tokens` is "the maximum input
 * context window size": the window. `created_at` is the time of the release, or that of 1970 where it is not known. A retired model
 * stays in the list, and a request that names it fails.
 */
const anthropic: LiveShape = {
  readings: {
    display_name: line('name'),
    created_at: day('release_date'),
    max_input_tokens: tokens('limit.context'),
    max_tokens: tokens('limit.output'),
    'capabilities.image_input.supported': takesKind('image'),
    'capabilities.pdf_input.supported': takesKind('pdf'),
    'capabilities.structured_outputs.supported': 'structured_output',
    'capabilities.thinking.supported': 'reasoning',
    lifecycle: as('status', (value) => (value === 'deprecated' ? value : undefined)),
  },
  protocol: 'anthropic-messages',
  headers: { 'anthropic-version': '2023-06-01' },
  entries(bodies) {
    const list = listIn(bodies, 'data');
    if (typeof list === 'string') return list;
    return list.map((value) => ({
      id: member(value, 'id'),
      value,
      ...(member(value, 'lifecycle') === 'retired' && { left: 'is retired' }),
    }));
  },
  page: { parameter: 'after_id', token: lastId },
};

/**
 * `GET /v1beta/models` (https://ai.google.dev/api/models). The ids have `models/` before them. Input and output are limited apart, and
 * nothing is said of a window. Models for embeddings and the like name other methods than `generateContent`.
 */
const google: LiveShape = {
  readings: {
    displayName: line('name'),
    description: line('description'),
    inputTokenLimit: inputTokens,
    outputTokenLimit: tokens('limit.output'),
    thinking: 'reasoning',
    maxTemperature: as('temperature', () => true),
  },
  protocol: 'google-generative-ai',
  entries(bodies) {
    const list = listIn(bodies, 'models');
    if (typeof list === 'string') return list;
    return list.map((value) => {
      const id = member(value, 'name');
      const methods = member(value, 'supportedGenerationMethods');
      const isOther = Array.isArray(methods) && !methods.includes('generateContent');
      return {
        id: typeof id === 'string' ? id.replace(/^models\//, '') : id,
        value,
        ...(isOther && { left: 'does not generate content' }),
      };
    });
  },
  page: { parameter: 'pageToken', token: (body) => textIn(body, 'nextPageToken') },
};

/** `GET /api/tags` (api/types.go of ollama/ollama@00a4cb26): what was pulled to this machine. `model` is what a request names. */
const ollama: LiveShape = {
  readings: {},
  protocol: 'openai-chat',
  entries(bodies) {
    const list = listIn(bodies, 'models');
    return typeof list === 'string' ? list : list.map((value) => ({ id: member(value, 'model') ?? member(value, 'name'), value }));
  },
};

/**
 * `{recommended:[], free:[], clinePass:[]}` of `{id, name, description, tags}`, without a key
 * (sdk/packages/core/src/services/llms/cline-recommended-models.ts of cline/cline@21cb8d25). A name that is the id says nothing.
 */
const clineRecommended: LiveShape = {
  readings: { name: line('name'), description: line('description') },
  protocol: 'openai-chat',
  entries([body], group) {
    if (group === undefined) return `the spec does not say which of its groups are the models of the provider${groupsOf(body!)}`;
    const list = listIn([body!], group);
    if (typeof list === 'string') return `${list}${groupsOf(body!)}`;
    return list.map((value) => {
      const id = member(value, 'id');
      return { id, value: isObject(value) && value['name'] === id ? { ...value, name: null } : value };
    });
  },
};

function groupsOf(body: JsonValue): string {
  const groups = isObject(body) ? Object.keys(body).filter((key) => Array.isArray(body[key])) : [];
  return groups.length === 0 ? '' : `: it has ${groups.map((group) => quote(group)).join(', ')}`;
}

function lastId(body: JsonValue): string | undefined {
  return member(body, 'has_more') === true ? textIn(body, 'last_id') : undefined;
}

export const liveShapes: Readonly<Record<LiveModels['shape'], LiveShape>> = {
  openai,
  openrouter,
  anthropic,
  google,
  ollama,
  'cline-recommended': clineRecommended,
};
