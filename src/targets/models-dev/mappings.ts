// Mappings of an api.json entry: it has an npm package instead of a protocol, and needs no URL that the package contains.
import * as api from '../api.js';

/** The npm package of the protocol: one for this provider, or the generic one. */
export const npm: api.FieldMapping = {
  fields: ['protocol'],
  write: (agent) => api.npmPackageOf(agent)?.npm ?? agent.protocolMapping.name,
  read(value, partial) {
    if (typeof value !== 'string') return false;
    const npmPackage = api.findNpmPackage(value, partial.spec.id);
    partial.protocolName = npmPackage ? protocols[npmPackage.protocol]!.name : value;
    if (!npmPackage) return true;
    if (npmPackage.protocol === 'ai-sdk') partial.protocolName = npmPackage.npm;
    partial.baseUrl = npmPackage.url;
    if (npmPackage.appended !== undefined) partial.appended = npmPackage.appended;
    if (npmPackage.login) partial.auth = [{ type: npmPackage.login }];
    if (npmPackage.ownHeader) partial.keyMembers['npm'] = value;
    if (npmPackage.env !== undefined && partial.variables?.includes(npmPackage.env)) partial.env = npmPackage.env;
    return true;
  },
};

/** The base URL, unless the package contains it. */
export const apiField: api.FieldMapping = {
  ...api.baseUrl,
  write(agent) {
    const npmPackage = api.npmPackageOf(agent);
    return npmPackage && !npmPackage.hasUrlInEntry ? undefined : agent.baseUrl;
  },
};

/** The page that lists the models. */
export const docs = api.providerText('docs');

/** The variable in which Google's libraries expect the path of the credentials (google.aip.dev/auth/4110). */
const googleCredentials = 'GOOGLE_APPLICATION_CREDENTIALS';

/** The variables: those in the URL, then the key and its aliases. */
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

/** The generic packages, and the headers of the key that only some packages support. */
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

/** Why no entry can express an endpoint: some packages are for one provider, and ignore a URL. */
export function refuses(agent: api.AgentView): string | undefined {
  const { id, protocol, baseUrl, appended, login, keyMembers, protocolMapping } = agent;
  if (api.npmPackageOf(agent)) return undefined;
  const url = api.quote(baseUrl + appended);
  if (login === 'google_adc') return `no package in models.dev uses a Google login for ${url}`;
  if (appended !== protocolMapping.appends) return `no package in models.dev sends a key to ${url}`;
  if (keyMembers['npm'] !== undefined)
    return `only ${keyMembers['npm']} sends the key in that header, but for the id ${api.quote(id)} not to ${api.quote(baseUrl)}`;
  if (protocol === 'ai-sdk') return api.whyPackageRefused(agent);
  if (protocol !== 'google-generative-ai' && protocol !== 'bedrock-converse') return undefined;
  return `an entry with ${protocolMapping.name} cannot have a URL, so requests would not go to ${api.quote(baseUrl)}`;
}
