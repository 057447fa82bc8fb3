// What goose has instead of a URL and a limit.
import type * as api from '../api.js';
import { baseUrl as usualBaseUrl } from '../api.js';

export const engine: api.FieldMapping = {
  of: ['protocol'],
  write: ({ wire }) => wire.as.split(',')[0],
  read: (value, draft) => void (typeof value === 'string' && (draft.wire = value)),
};

/** Of the base URL only the host counts where there is a path. */
export const baseUrl: api.FieldMapping = {
  ...usualBaseUrl,
  write: ({ protocol, endpoint, baseUrl: url }) => (protocol === 'openai-responses' ? endpoint.origin : url),
};

export const basePath: api.FieldMapping = {
  of: ['url', 'protocol'],
  write: ({ protocol, endpoint }) => (protocol === 'openai-responses' ? endpoint.url.slice(endpoint.origin.length + 1) : undefined),
  read(value, draft) {
    draft.wire = 'openai, base_path';
    draft.baseUrl = `${draft.baseUrl!.replace(/^([^/]*\/\/[^/]*).*$/, '$1')}/${(value as string).replace(/^\//, '')}`;
  },
};

/** Members of a request: goose has no field for the output limit, and adds these to Chat Completions alone. */
export const requestParams: api.FieldMapping = {
  of: ['models.limit.output', 'quirks.max_tokens_field'],
  approximates: 'on Chat Completions; on the others goose decides by itself',
  write({ protocol, provider }, model) {
    const limit = model!.limit?.output;
    return protocol === 'openai-chat' && limit !== undefined ? { [provider.quirks.max_tokens_field ?? 'max_tokens']: limit } : undefined;
  },
  read(value, draft, model) {
    const [name, limit] = Object.entries(value as object)[0] ?? [];
    if (typeof limit === 'number') (model!.limit ??= {}).output = limit;
    if (name === 'max_completion_tokens') (draft.spec.quirks ??= {}).max_tokens_field = name;
  },
};
