// What an entry of catwalk has beside its models.
import * as api from '../api.js';
import {
  azureEndpointOf,
  keyVariableOf,
  isAzure,
  openAi,
  builtinRouteOf,
  builtinRoutes,
  readAzure,
  readBuiltinRoute,
  whyNotAsked,
} from './builtin-routes.js';

/** The base URL, in which a variable is without braces; where Crush knows it by itself, it says nothing. */
export const endpoint: api.FieldMapping = {
  ...api.baseUrl,
  write(agent) {
    if (builtinRouteOf(agent)?.isKnown) return '';
    const url = (isAzure(agent) ? azureEndpointOf(agent.baseUrl) : undefined) ?? agent.baseUrl;
    return url.replaceAll(/\$\{(\w+)\}(?!\w)/g, '$$$1');
  },
  read: (value, partial) => value === '' || api.readText(value, (text) => (partial.baseUrl = text.replaceAll(/\$(\w+)/g, '$${$1}'))),
};

/** The type, which comes after the id and the URL. */
export const type: api.FieldMapping = {
  fields: ['protocol'],
  write: (agent) => (isAzure(agent) ? 'azure' : (builtinRouteOf(agent)?.type ?? agent.protocolMapping.name)),
  read(value, partial) {
    if (typeof value !== 'string') return false;
    const place = builtinRoutes.find((one) => one.type === value && (one.id ?? partial.spec.id) === partial.spec.id);
    if (place?.isKnown) readBuiltinRoute(place, partial);
    else if (value === 'azure') readAzure(partial);
    else {
      const isChat = value === 'openai' ? !openAi.includes(partial.baseUrl ?? '') : place !== undefined;
      partial.protocolName = isChat ? 'openai-compat' : value;
    }
    return true;
  },
};

/** The key. Where Crush logs in by itself, the entry has none. */
export const apiKey: api.FieldMapping = {
  ...api.crushApiKey,
  write(agent) {
    const place = builtinRouteOf(agent);
    return place?.auth && (agent.env === undefined || keyVariableOf(place.auth) === agent.env)
      ? ''
      : api.crushApiKey.write(agent, undefined);
  },
};

/** Crush wants both defaults to be there (internal/providers/providers_test.go). */
export const largeModel: api.FieldMapping = {
  ...api.providerText('default_model'),
  write: ({ provider, models }) => provider.default_model ?? models[0]?.id,
};

export const smallModel: api.FieldMapping = {
  ...api.providerText('small_model'),
  write: (agent) => agent.provider.small_model ?? largeModel.write(agent, undefined),
};

const list = api.modelList(api.catwalkModelMappings);

/** The models, which come after the defaults: one that is not there is none. */
export const models: api.FieldMapping = {
  ...list,
  read(value, partial, model) {
    if (!list.read!(value, partial, model)) return false;
    const { spec } = partial;
    for (const field of ['default_model', 'small_model'] as const)
      if (!spec.models?.some(({ id }) => id === spec[field])) delete spec[field];
    return true;
  },
};

/** Why there can be no entry. Its default models have to be of its list (internal/providers/providers_test.go). */
export function refuses(agent: api.AgentView): string | undefined {
  if (agent.models.length === 0) return 'an entry of catwalk lists its default models, and the spec names none';
  return whyNotAsked(agent) ?? api.crushDefinition.refuses?.(agent);
}
