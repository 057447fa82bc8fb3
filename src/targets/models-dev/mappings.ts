// What api.json has instead of a protocol, and where it needs no URL.
import * as api from '../api.js';

/** The npm package that speaks the protocol: one for its provider alone, or one for all. */
export const npm: api.FieldMapping = {
  fields: ['protocol'],
  write: (agent) => api.npmPackageOf(agent)?.npm ?? agent.protocolMapping.name,
  read(value, partial) {
    if (typeof value !== 'string') return false;
    const known = api.findNpmPackage(value, partial.spec.id);
    partial.protocolName = known ? protocols[known.protocol]!.name : value;
    if (!known) return true;
    if (known.protocol === 'ai-sdk') partial.protocolName = known.npm;
    partial.baseUrl = known.url;
    if (known.appended !== undefined) partial.appended = known.appended;
    if (known.login) partial.auth = [{ type: known.login }];
    if (known.ownHeader) partial.keyMembers['npm'] = value;
    if (known.env !== undefined && partial.variables?.includes(known.env)) partial.env = known.env;
    return true;
  },
};

/** The base URL, unless the package knows it by itself. */
export const apiField: api.FieldMapping = {
  ...api.baseUrl,
  write(agent) {
    const known = api.npmPackageOf(agent);
    return known && !known.saysUrl ? undefined : agent.baseUrl;
  },
};

/** The page that lists the models. */
export const docs = api.providerText('docs');

/** Where Google's libraries look for the credentials (google.aip.dev/auth/4110). */
const googleCredentials = 'GOOGLE_APPLICATION_CREDENTIALS';

/** The variables: those in the URL, that of the key, and its other names. */
export const env: api.FieldMapping = {
  fields: ['key', 'key_aliases'],
  write(agent) {
    const { provider, baseUrl, env: key = agent.login === 'google_adc' ? googleCredentials : undefined } = agent;
    const inUrl = provider.parameters.map(({ name }) => name).filter((name) => baseUrl.includes(`\${${name}}`));
    const aliases = provider.auth.flatMap((method) => (method.type === 'api_key' ? method.env_aliases : []));
    return [...new Set([...(api.npmPackageOf(agent)?.urlInKey ? [] : inUrl), ...(key === undefined ? [] : [key]), ...aliases])];
  },
  read(value, partial) {
    const names = (Array.isArray(value) ? (value as api.JsonValue[]) : []).filter((variable) => typeof variable === 'string');
    partial.variables = names.filter((variable) => /^[A-Za-z_]\w*$/.test(variable));
    // A name that starts with a digit is not valid for a variable, but still refers to a key.
    if (partial.variables.length < names.length) partial.literalKey = names.join(' ');
    return true;
  },
};

/** The packages that are for any provider, and the headers in which only some packages send a key. */
export const protocols: api.AgentDefinition['protocols'] = {
  'openai-chat': {
    name: '@ai-sdk/openai-compatible',
    appends: '/chat/completions',
    keyHeaders: { 'Authorization: Bearer': {}, 'cf-aig-authorization: Bearer': { npm: 'ai-gateway-provider' } },
  },
  'openai-responses': {
    name: '@ai-sdk/openai',
    appends: '/responses',
    keyHeaders: { 'Authorization: Bearer': {}, 'api-key:': { npm: '@ai-sdk/azure' } },
  },
  'anthropic-messages': { name: '@ai-sdk/anthropic', appends: '/messages', alsoAppends: api.vertexMessages },
  'google-generative-ai': { name: '@ai-sdk/google', appends: '/models' },
  'bedrock-converse': { name: '@ai-sdk/amazon-bedrock', appends: '/model/{model}/converse-stream' },
  'ai-sdk': api.ownPackageProtocol,
};

/** Why an endpoint cannot be said: some packages are for one provider alone, and an entry of theirs has no URL. */
export function refuses(agent: api.AgentView): string | undefined {
  const { id, protocol, baseUrl, appended, login, keyMembers, protocolMapping } = agent;
  if (api.npmPackageOf(agent)) return undefined;
  const url = api.quote(baseUrl + appended);
  if (login === 'google_adc') return `no package that models.dev names logs in at Google and asks ${url}`;
  if (appended !== protocolMapping.appends) return `no package that models.dev names sends a key to ${url}`;
  if (keyMembers['npm'] !== undefined)
    return `only ${keyMembers['npm']} sends the key in that header, and for the id ${api.quote(id)} it does not ask ${api.quote(baseUrl)}`;
  if (protocol === 'ai-sdk') return api.whyPackageRefused(agent);
  if (protocol !== 'google-generative-ai' && protocol !== 'bedrock-converse') return undefined;
  return `models.dev takes no URL for ${protocolMapping.name}, which would not ask ${api.quote(baseUrl)}`;
}
