// Mappings of a catwalk entry, except those of its models.
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
  whyUnreachable,
} from './builtin-routes.js';

/** The base URL, with variables as `$NAME`; empty if Crush has it built in. */
export const endpoint: api.FieldMapping = {
  ...api.baseUrl,
  write(agent) {
    if (builtinRouteOf(agent)?.isKnown) return '';
    const url = (isAzure(agent) ? azureEndpointOf(agent.baseUrl) : undefined) ?? agent.baseUrl;
    return url.replaceAll(/\$\{(\w+)\}(?!\w)/g, '$$$1');
  },
  read: (value, partial) => value === '' || api.readText(value, (text) => (partial.baseUrl = text.replaceAll(/\$(\w+)/g, '$${$1}'))),
};

/** The type. It is read after the id and the URL, which decide what it means. */
export const type: api.FieldMapping = {
  fields: ['protocol'],
  write: (agent) => (isAzure(agent) ? 'azure' : (builtinRouteOf(agent)?.type ?? agent.protocolMapping.name)),
  read(value, partial) {
    if (typeof value !== 'string') return false;
    const route = builtinRoutes.find((one) => one.type === value && (one.id ?? partial.spec.id) === partial.spec.id);
    if (route?.isKnown) readBuiltinRoute(route, partial);
    else if (value === 'azure') readAzure(partial);
    else {
      const isChat = value === 'openai' ? !openAi.includes(partial.baseUrl ?? '') : route !== undefined;
      partial.protocolName = isChat ? 'openai-compat' : value;
    }
    return true;
  },
};

/** The key; empty if Crush has the login built in. */
export const apiKey: api.FieldMapping = {
  ...api.crushApiKey,
  write(agent) {
    const route = builtinRouteOf(agent);
    return route?.auth && (agent.env === undefined || keyVariableOf(route.auth) === agent.env)
      ? ''
      : api.crushApiKey.write(agent, undefined);
  },
};

/** Both default models are required (internal/providers/providers_test.go). */
export const largeModel: api.FieldMapping = {
  ...api.providerText('default_model'),
  write: ({ provider, models }) => provider.default_model ?? models[0]?.id,
};

export const smallModel: api.FieldMapping = {
  ...api.providerText('small_model'),
  write: (agent) => agent.provider.small_model ?? largeModel.write(agent, undefined),
};

const list = api.modelList(api.catwalkModelMappings);

/** The models. They are read after the default models; a default that is not in the list is dropped. */
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

/** Why there can be no entry. Its default models must be in its list (internal/providers/providers_test.go). */
export function refuses(agent: api.AgentView): string | undefined {
  if (agent.models.length === 0) return 'a catwalk entry requires default models, but the spec has no models';
  return whyUnreachable(agent) ?? api.crushDefinition.refuses?.(agent);
}
