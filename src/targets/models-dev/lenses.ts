// What api.json has instead of a protocol, and where it needs no URL.
import * as api from '../api.js';

/** The npm package that speaks the protocol: one for its provider alone, or one for all. */
export const npm: api.FieldMapping = {
  of: ['protocol'],
  write: (host) => api.packageOf(host)?.npm ?? host.wire.as,
  read(value, draft) {
    if (typeof value !== 'string') return;
    const known = api.packageNamed(value, draft.spec.id);
    draft.wire = known ? wires[known.protocol]!.as : value;
    if (!known) return;
    if (known.protocol === 'ai-sdk') draft.wire = known.npm;
    draft.baseUrl = known.url;
    if (known.appended !== undefined) draft.appended = known.appended;
    if (known.login) draft.auth = [{ type: known.login }];
    if (known.ownHeader) draft.keyMembers['npm'] = value;
    if (known.env !== undefined && draft.variables?.includes(known.env)) draft.env = known.env;
  },
};

/** The base URL, unless the package knows it by itself. */
export const apiField: api.FieldMapping = {
  ...api.baseUrl,
  write(host) {
    const known = api.packageOf(host);
    return known && !known.saysUrl ? undefined : host.baseUrl;
  },
};

/** The page that lists the models. */
export const docs: api.FieldMapping = {
  of: ['docs'],
  write: ({ provider }) => provider.docs,
  read: (value, { spec }) => void (typeof value === 'string' && (spec.docs = value)),
};

/** Where Google's libraries look for the credentials (google.aip.dev/auth/4110). */
const googleCredentials = 'GOOGLE_APPLICATION_CREDENTIALS';

/** The variables: those in the URL, that of the key, and its other names. */
export const env: api.FieldMapping = {
  of: ['key', 'key_aliases'],
  write(host) {
    const { provider, baseUrl, env: key = host.login === 'google_adc' ? googleCredentials : undefined } = host;
    const inUrl = provider.parameters.map(({ name }) => name).filter((name) => baseUrl.includes(`\${${name}}`));
    const aliases = provider.auth.flatMap((method) => (method.type === 'api_key' ? method.env_aliases : []));
    return [...new Set([...(api.packageOf(host)?.urlInKey ? [] : inUrl), ...(key === undefined ? [] : [key]), ...aliases])];
  },
  read(value, draft) {
    const names = (Array.isArray(value) ? (value as api.JsonValue[]) : []).filter((variable) => typeof variable === 'string');
    draft.variables = names.filter((variable) => /^[A-Za-z_]\w*$/.test(variable));
    // One that begins with a digit is no name of a variable, and stands for a key nevertheless.
    if (draft.variables.length < names.length) draft.literalKey = names.join(' ');
  },
};

/** The packages that are for any provider, and the headers in which only some packages send a key. */
export const wires: api.AgentDefinition['wires'] = {
  'openai-chat': {
    as: '@ai-sdk/openai-compatible',
    appends: '/chat/completions',
    sends: { 'Authorization: Bearer': {}, 'cf-aig-authorization: Bearer': { npm: 'ai-gateway-provider' } },
  },
  'openai-responses': {
    as: '@ai-sdk/openai',
    appends: '/responses',
    sends: { 'Authorization: Bearer': {}, 'api-key:': { npm: '@ai-sdk/azure' } },
  },
  'anthropic-messages': { as: '@ai-sdk/anthropic', appends: '/messages', otherwise: api.vertexMessages },
  'google-generative-ai': { as: '@ai-sdk/google', appends: '/models' },
  'bedrock-converse': { as: '@ai-sdk/amazon-bedrock', appends: '/model/{model}/converse-stream' },
  'ai-sdk': api.ownPackage,
};

/** Why an endpoint cannot be said: some packages are for one provider alone, and an entry of theirs has no URL. */
export function refuses(host: api.AgentView): string | undefined {
  const { id, protocol, baseUrl, appended, login, keyMembers, wire } = host;
  if (api.packageOf(host)) return undefined;
  const url = api.quote(baseUrl + appended);
  if (login === 'google_adc') return `no package that models.dev names logs in at Google and asks ${url}`;
  if (appended !== wire.appends) return `no package that models.dev names sends a key to ${url}`;
  if (keyMembers['npm'] !== undefined)
    return `only ${keyMembers['npm']} sends the key in that header, and for the id ${api.quote(id)} it does not ask ${api.quote(baseUrl)}`;
  if (protocol === 'ai-sdk') return api.refusesPackage(host);
  if (protocol !== 'google-generative-ai' && protocol !== 'bedrock-converse') return undefined;
  return `models.dev takes no URL for ${wire.as}, which would not ask ${api.quote(baseUrl)}`;
}
