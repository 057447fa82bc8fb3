// Providers with code of their own in Crush, which identifies them by type and id and has their URLs or logins built in.
import * as api from '../api.js';

type Auth = NonNullable<api.ProviderSpec['auth']>;

interface BuiltinRoute {
  readonly type: string;
  /** The id that Crush expects. */
  readonly id?: string;
  readonly protocol: api.Protocol;
  readonly url: string;
  /** Whether Crush has the URL built in, so that the entry has none. */
  readonly isKnown?: true;
  /** The end of the URL, if it is not what the protocol mapping appends. */
  readonly appended?: string;
  /** The login methods that Crush has built in. */
  readonly auth?: Auth;
}

/** The path below a publisher of Vertex AI. */
const vertexModels = '/models';

/** Crush finds AWS profiles and keys in the environment (hasAWSCredentials of internal/config/load.go). */
const aws: Auth = [{ type: 'aws_profile' }, { type: 'api_key', env: 'AWS_BEARER_TOKEN_BEDROCK' }];

/**
 * internal/config/load.go and internal/agent/coordinator.go of charmbracelet/crush@37f36e93. The URL of Vertex AI is from
 * google.golang.org/genai@v1.30.0 (client.go).
 */
export const builtinRoutes: readonly BuiltinRoute[] = [
  { type: 'openrouter', protocol: 'openai-chat', url: 'https://openrouter.ai/api/v1' },
  { type: 'vercel', protocol: 'openai-chat', url: 'https://ai-gateway.vercel.sh/v1' },
  { type: 'bedrock', id: 'bedrock', protocol: 'bedrock-converse', url: bedrockIn('us-east-1'), isKnown: true, auth: aws },
  { type: 'bedrock', id: 'bedrock-europe', protocol: 'bedrock-converse', url: bedrockIn('eu-west-1'), isKnown: true, auth: aws },
  {
    type: 'google-vertex',
    id: 'vertexai',
    protocol: 'google-generative-ai',
    url: 'https://${VERTEXAI_LOCATION}-aiplatform.googleapis.com/v1beta1/projects/${VERTEXAI_PROJECT}/locations/${VERTEXAI_LOCATION}/publishers/google',
    isKnown: true,
    appended: vertexModels,
    auth: [{ type: 'google_adc' }],
  },
];

function bedrockIn(region: string): string {
  return `https://bedrock-runtime.${region}.amazonaws.com`;
}

/** URLs of OpenAI itself: for the type `openai`, Crush uses Responses for OpenAI's own models and Chat Completions for all others. */
export const openAi: readonly string[] = ['${OPENAI_API_ENDPOINT}', 'https://api.openai.com/v1'];

/** What Crush appends to the endpoint of Azure OpenAI. */
const azurePath = '/openai/v1';

/** Crush uses only the resource name of an endpoint (parseAzureURL in providers/azure/azure.go of charmbracelet/fantasy@f6d4d1e3). */
const azureEndpoint =
  /^(?:https?:\/\/)?(?<resource>(?:[A-Za-z0-9-]|\$\{\w+\})+)\.(?:openai|cognitiveservices|services\.ai)\.azure\.com(?:\/.*)?$/;

/** The base URL that Crush derives from an endpoint of Azure OpenAI. A variable is an endpoint of a resource; any other text is unchanged. */
function azureUrl(endpoint: string): string {
  const resource = azureEndpoint.exec(endpoint)?.groups?.['resource'];
  if (resource !== undefined) return `https://${resource}.openai.azure.com${azurePath}`;
  return endpoint.replace(/^(\$\{\w+\})\/?$/, `$1${azurePath}`);
}

/** The inverse of `azureUrl`; undefined if no endpoint results in the base URL. */
export function azureEndpointOf(baseUrl: string): string | undefined {
  const endpoint = baseUrl.slice(0, -azurePath.length);
  return azureUrl(endpoint) === baseUrl ? endpoint : undefined;
}

/** Whether the key is sent in the header of Azure, which Crush supports for Azure OpenAI only. */
export function isAzure({ keyMembers }: api.AgentView): boolean {
  return keyMembers['type'] === 'azure';
}

export function builtinRouteOf({ protocol, baseUrl, id }: api.AgentView): BuiltinRoute | undefined {
  return builtinRoutes.find((one) => one.protocol === protocol && one.url === baseUrl && (one.id ?? id) === id);
}

export function keyVariableOf(auth: Auth | undefined): string | undefined {
  return auth?.find((method) => method.type === 'api_key')?.env;
}

export function readBuiltinRoute({ protocol, url, appended, auth }: BuiltinRoute, partial: api.PartialSpec): void {
  partial.protocolName = protocols[protocol]!.name;
  partial.baseUrl = url;
  if (appended !== undefined) partial.appended = appended;
  // A key in the entry takes precedence over the AWS login (buildBedrockProvider of internal/agent/coordinator.go).
  const hasOwnKey = partial.env !== undefined && keyVariableOf(auth) !== undefined;
  if (auth && !hasOwnKey) partial.auth = structuredClone(auth);
}

export function readAzure(partial: api.PartialSpec): void {
  partial.protocolName = protocols['openai-responses']!.name;
  partial.keyMembers['type'] = 'azure';
  if (partial.baseUrl !== undefined) partial.baseUrl = azureUrl(partial.baseUrl);
}

/** How Crush speaks each protocol. */
export const protocols: api.AgentDefinition['protocols'] = {
  'openai-chat': api.crushDefinition.protocols['openai-chat']!,
  'openai-responses': {
    name: 'openai',
    appends: '/responses',
    keyHeaders: { 'Authorization: Bearer': {}, 'api-key:': { type: 'azure' } },
  },
  'anthropic-messages': api.crushDefinition.protocols['anthropic-messages']!,
  'google-generative-ai': { ...api.crushDefinition.protocols['google-generative-ai']!, alsoAppends: vertexModels },
  'bedrock-converse': { name: 'bedrock', appends: '/model/{model}/converse-stream' },
};

/** Why Crush would not send requests to the endpoint of the spec. */
export function whyUnreachable(agent: api.AgentView): string | undefined {
  const { protocol, baseUrl, appended, protocolMapping, login, models } = agent;
  const route = builtinRouteOf(agent);
  if (protocol === 'bedrock-converse') {
    if (!route) return `Crush supports Bedrock in us-east-1 with the id \`bedrock\`, and in eu-west-1 with \`bedrock-europe\` only`;
    if (login !== 'aws_profile' && login !== 'api_key') return 'Crush logs in to Bedrock with an AWS profile or a key';
    const other = models.find(({ id }) => !id.includes('anthropic'));
    return other && `Crush uses Messages for Bedrock, which supports it for models of Anthropic only, not for ${api.quote(other.id)}`;
  }
  if (appended !== protocolMapping.appends && !route) return 'Crush supports Vertex AI only with the id `vertexai` and its own variables';
  if ((login === 'google_adc') !== (route?.auth?.[0].type === 'google_adc')) return 'Crush supports the Google login for `vertexai` only';
  if (login === 'aws_profile') return 'Crush supports the AWS login for Bedrock only';
  if (isAzure(agent))
    return azureEndpointOf(baseUrl) === undefined
      ? 'with the type `azure`, which sends the key in `api-key`, Crush sends requests to `https://<resource>.openai.azure.com/openai/v1` only'
      : undefined;
  if (protocol === 'openai-responses' && !openAi.includes(baseUrl))
    return 'Crush uses Responses for models of OpenAI only, and Chat Completions for all others';
  return undefined;
}
