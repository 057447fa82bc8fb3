// The model lists of providers, by the `shape` of a spec's `live_models`.
import type { JsonValue } from '../core/edits.js';
import type { LiveModels, Protocol } from '../spec/provider.js';
import { quote } from '../core/text.js';
import { isObject } from '../core/json-values.js';
import type { ModelEntry } from '../sources/engine/listing.js';
import { joinLists, member, textMember } from '../sources/engine/response.js';
import {
  readAs,
  readDay,
  readInputTokens,
  readLine,
  readKindFlag,
  readTokens,
  type FieldReaders,
} from '../sources/engine/field-readers.js';
import { openRouterEntries, openRouterModel, openRouterNext } from './openrouter.js';

export interface LiveShape {
  readonly readers: FieldReaders;
  /** The protocol that the list belongs to. It decides how the key is sent. */
  readonly protocol: Protocol;
  /** Headers that the request must have. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The models of all pages, or why they cannot be used. */
  entries(bodies: readonly JsonValue[], group: string | undefined): ModelEntry[] | string;
  /** How the next page is requested: with a token in a query parameter, or by a link. */
  readonly page?: { readonly parameter: string | undefined; token(body: JsonValue): string | undefined };
}

/** `{data:[{id}], has_more, last_id}`: ids only, since providers disagree about all other members. OpenAI's list has one page. */
const openai: LiveShape = {
  readers: {},
  protocol: 'openai-chat',
  entries: openRouterEntries,
  page: { parameter: 'after', token: lastId },
};

/** OpenRouter's shape, which other gateways use too. */
const openrouter: LiveShape = {
  readers: openRouterModel,
  protocol: 'openai-chat',
  entries: openRouterEntries,
  page: { parameter: undefined, token: openRouterNext },
};

/**
 * `GET /v1/models` (src/anthropic/types/model_info.py of anthropics/anthropic-sdk-python@22feda09). `max_input_tokens` is "the maximum input
 * context window size": the window. `created_at` is the time of the release, or 1970 if unknown. Retired models stay in the list,
 * but requests for them fail.
 */
const anthropic: LiveShape = {
  readers: {
    display_name: readLine('name'),
    created_at: readDay('release_date'),
    max_input_tokens: readTokens('limit.context'),
    max_tokens: readTokens('limit.output'),
    'capabilities.image_input.supported': readKindFlag('image'),
    'capabilities.pdf_input.supported': readKindFlag('pdf'),
    'capabilities.structured_outputs.supported': readAs('structured_output'),
    'capabilities.thinking.supported': readAs('reasoning'),
    lifecycle: readAs('status', (value) => (value === 'deprecated' ? value : undefined)),
  },
  protocol: 'anthropic-messages',
  headers: { 'anthropic-version': '2023-06-01' },
  entries(bodies) {
    const list = joinLists(bodies, 'data');
    if (typeof list === 'string') return list;
    return list.map((value) => ({
      id: member(value, 'id'),
      value,
      ...(member(value, 'lifecycle') === 'retired' && { skipReason: 'is retired' }),
    }));
  },
  page: { parameter: 'after_id', token: lastId },
};

/**
 * `GET /v1beta/models` (https://ai.google.dev/api/models). The ids have the prefix `models/`. There are limits of input and output, but
 * no context window. Models without `generateContent` are for embeddings and the like.
 */
const google: LiveShape = {
  readers: {
    displayName: readLine('name'),
    description: readLine('description'),
    inputTokenLimit: readInputTokens,
    outputTokenLimit: readTokens('limit.output'),
    thinking: readAs('reasoning'),
    maxTemperature: readAs('temperature', () => true),
  },
  protocol: 'google-generative-ai',
  entries(bodies) {
    const list = joinLists(bodies, 'models');
    if (typeof list === 'string') return list;
    return list.map((value) => {
      const id = member(value, 'name');
      const methods = member(value, 'supportedGenerationMethods');
      const isOther = Array.isArray(methods) && !methods.includes('generateContent');
      return {
        id: typeof id === 'string' ? id.replace(/^models\//, '') : id,
        value,
        ...(isOther && { skipReason: 'does not generate content' }),
      };
    });
  },
  page: { parameter: 'pageToken', token: (body) => textMember(body, 'nextPageToken') },
};

/** `GET /api/tags` (api/types.go of ollama/ollama@00a4cb26): the models pulled to this machine. `model` is the id in requests. */
const ollama: LiveShape = {
  readers: {},
  protocol: 'openai-chat',
  entries(bodies) {
    const list = joinLists(bodies, 'models');
    return typeof list === 'string' ? list : list.map((value) => ({ id: member(value, 'model') ?? member(value, 'name'), value }));
  },
};

/**
 * `{recommended:[], free:[], clinePass:[]}` of `{id, name, description, tags}`, without a key
 * (sdk/packages/core/src/services/llms/cline-recommended-models.ts of cline/cline@21cb8d25). A name equal to the id is ignored.
 */
const clineRecommended: LiveShape = {
  readers: { name: readLine('name'), description: readLine('description') },
  protocol: 'openai-chat',
  entries([body], group) {
    if (group === undefined) return `the spec needs \`live_models.group\` to select a list of the response${groupsOf(body!)}`;
    const list = joinLists([body!], group);
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
  return member(body, 'has_more') === true ? textMember(body, 'last_id') : undefined;
}

export const liveShapes: Readonly<Record<LiveModels['shape'], LiveShape>> = {
  openai,
  openrouter,
  anthropic,
  google,
  ollama,
  'cline-recommended': clineRecommended,
};
