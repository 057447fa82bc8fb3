// What an entry of catwalk has beside its models.
import * as api from '../api.js';
import { azureEndpointOf, envOf, isAzure, openAi, placeOf, places, readAzure, readPlace, wrongPlace } from './places.js';

/** The base URL, in which a variable is without braces; where Crush knows it by itself, it says nothing. */
export const endpoint: api.FieldMapping = {
  ...api.baseUrl,
  write(host) {
    if (placeOf(host)?.isKnown) return '';
    const url = (isAzure(host) ? azureEndpointOf(host.baseUrl) : undefined) ?? host.baseUrl;
    return url.replaceAll(/\$\{(\w+)\}(?!\w)/g, '$$$1');
  },
  read: (value, draft) => void (typeof value === 'string' && value !== '' && (draft.baseUrl = value.replaceAll(/\$(\w+)/g, '$${$1}'))),
};

/** The type, which comes after the id and the URL. */
export const type: api.FieldMapping = {
  of: ['protocol'],
  write: (host) => (isAzure(host) ? 'azure' : (placeOf(host)?.type ?? host.wire.as)),
  read(value, draft) {
    if (typeof value !== 'string') return;
    const place = places.find((one) => one.type === value && (one.id ?? draft.spec.id) === draft.spec.id);
    if (place?.isKnown) readPlace(place, draft);
    else if (value === 'azure') readAzure(draft);
    else {
      const isChat = value === 'openai' ? !openAi.includes(draft.baseUrl ?? '') : place !== undefined;
      draft.wire = isChat ? 'openai-compat' : value;
    }
  },
};

/** The key. Where Crush logs in by itself, the entry has none. */
export const apiKey: api.FieldMapping = {
  ...api.crushKey,
  write(host) {
    const place = placeOf(host);
    return place?.auth && (host.env === undefined || envOf(place.auth) === host.env) ? '' : api.crushKey.write(host, undefined);
  },
};

/** Crush wants both defaults to be there (internal/providers/providers_test.go). */
export const largeModel: api.FieldMapping = {
  of: ['default_model'],
  write: ({ provider, models }) => provider.default_model ?? models[0]?.id,
  read: (value, { spec }) => void (typeof value === 'string' && (spec.default_model = value)),
};

export const smallModel: api.FieldMapping = {
  of: ['small_model'],
  write: (host) => host.provider.small_model ?? largeModel.write(host, undefined),
  read: (value, { spec }) => void (typeof value === 'string' && (spec.small_model = value)),
};

const list = api.modelList(api.catwalkModel);

/** The models, which come after the defaults: one that is not there is none. */
export const models: api.FieldMapping = {
  ...list,
  read(value, draft, model) {
    list.read!(value, draft, model);
    const { spec } = draft;
    for (const field of ['default_model', 'small_model'] as const)
      if (!spec.models?.some(({ id }) => id === spec[field])) delete spec[field];
  },
};

/** Why there can be no entry. Its default models have to be of its list (internal/providers/providers_test.go). */
export function refuses(host: api.AgentView): string | undefined {
  if (host.models.length === 0) return 'an entry of catwalk lists its default models, and the spec names none';
  return wrongPlace(host) ?? api.crushForm.refuses?.(host);
}
