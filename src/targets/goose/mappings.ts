// Mappings of the URL and the output limit, which goose stores differently from other agents.
import type * as api from '../api.js';
import { baseUrl as usualBaseUrl, readText } from '../api.js';

/** The variant of the protocol whose URL goose splits into `base_url` and `base_path`. */
export const basePathVariant = 'base_path';

/** The base URL; with `base_path`, goose uses only its origin. */
export const baseUrl: api.FieldMapping = {
  ...usualBaseUrl,
  write: ({ protocol, endpoint, baseUrl: url }) => (protocol === 'openai-responses' ? endpoint.origin : url),
};

export const basePath: api.FieldMapping = {
  fields: ['url', 'protocol'],
  write: ({ protocol, endpoint }) => (protocol === 'openai-responses' ? endpoint.url.slice(endpoint.origin.length + 1) : undefined),
  read(value, partial) {
    partial.protocolVariant = basePathVariant;
    const origin = /^[^/]*\/\/[^/]*/.exec(partial.baseUrl ?? '')?.[0];
    return origin !== undefined && readText(value, (path) => (partial.baseUrl = `${origin}/${path.replace(/^\//, '')}`));
  },
};

/** Members of a request body. goose has no field for the output limit, and adds these members for Chat Completions only. */
export const requestParams: api.FieldMapping = {
  fields: ['models.limit.output', 'quirks.max_tokens_field'],
  approximates: 'on Chat Completions; for other protocols goose uses its own limit',
  write({ protocol, provider }, model) {
    const limit = model!.limit?.output;
    return protocol === 'openai-chat' && limit !== undefined ? { [provider.quirks.max_tokens_field ?? 'max_tokens']: limit } : undefined;
  },
  read(value, partial, model) {
    const [name, limit] = Object.entries((value ?? {}) as object)[0] ?? [];
    if (typeof limit === 'number') (model!.limit ??= {}).output = limit;
    if (name === 'max_completion_tokens') (partial.spec.quirks ??= {}).max_tokens_field = name;
    // No spec writes any other member.
    return false;
  },
};
