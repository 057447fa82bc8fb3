// The npm packages that models.dev names instead of protocols, if they are for one provider.
import type { Protocol } from '../spec/provider.js';
import { quote } from '../core/text.js';
import type { AgentView, ProtocolMapping } from '../targets/engine/agent-definition.js';

/** A package with a built-in base URL. */
export interface NpmPackage {
  readonly npm: string;
  /** The id of its entry, if several providers share the package. */
  readonly id?: string;
  readonly protocol: Protocol;
  /** Its base URL; `${NAME}` is a variable. */
  readonly url: string;
  /** The variable of the key, if it is not the first one that the entry lists besides those in the URL. */
  readonly env?: string;
  /** What it appends to the URL, if that differs from the generic package of the protocol. */
  readonly appended?: string;
  /** The login method, if it is not a key. */
  readonly login?: 'google_adc';
  /** Whether it sends the key in a header that no other package uses. */
  readonly ownHeader?: true;
  /** Whether the key is a document that contains the URL, so that no variable is needed for it. */
  readonly urlInKey?: true;
  /** Whether entries have the URL nevertheless. */
  readonly hasUrlInEntry?: true;
}

/** The end of the URL of a publisher's models if Vertex AI speaks Messages. */
export const vertexMessages = '/{model}:streamRawPredict';

const vertex = 'https://${GOOGLE_VERTEX_LOCATION}-aiplatform.googleapis.com';
const vertexProject = 'projects/${GOOGLE_VERTEX_PROJECT}/locations/${GOOGLE_VERTEX_LOCATION}/publishers';

/**
 * The defaults of each package in vercel/ai@ed857f50 (packages/<name>/src), or in the package itself if its source is elsewhere. Three speak
 * a protocol that a spec does not have; their row has the URL at which the provider also serves Chat Completions.
 */
export const npmPackages: readonly NpmPackage[] = [
  { npm: '@ai-sdk/openai', protocol: 'openai-responses', url: 'https://api.openai.com/v1' },
  { npm: '@ai-sdk/anthropic', protocol: 'anthropic-messages', url: 'https://api.anthropic.com/v1' },
  { npm: '@ai-sdk/google', protocol: 'google-generative-ai', url: 'https://generativelanguage.googleapis.com/v1beta' },
  { npm: '@ai-sdk/groq', protocol: 'openai-chat', url: 'https://api.groq.com/openai/v1' },
  { npm: '@ai-sdk/xai', protocol: 'openai-responses', url: 'https://api.x.ai/v1' },
  { npm: '@ai-sdk/cerebras', protocol: 'openai-chat', url: 'https://api.cerebras.ai/v1' },
  { npm: '@ai-sdk/togetherai', protocol: 'openai-chat', url: 'https://api.together.xyz/v1' },
  { npm: '@ai-sdk/deepinfra', protocol: 'openai-chat', url: 'https://api.deepinfra.com/v1/openai' },
  { npm: '@ai-sdk/perplexity', protocol: 'openai-chat', url: 'https://api.perplexity.ai' },
  { npm: '@ai-sdk/mistral', protocol: 'openai-chat', url: 'https://api.mistral.ai/v1' },
  {
    npm: '@ai-sdk/amazon-bedrock',
    protocol: 'bedrock-converse',
    url: 'https://bedrock-runtime.${AWS_REGION}.amazonaws.com',
    env: 'AWS_BEARER_TOKEN_BEDROCK',
  },
  {
    npm: '@ai-sdk/azure',
    id: 'azure',
    protocol: 'openai-responses',
    url: 'https://${AZURE_RESOURCE_NAME}.openai.azure.com/openai/v1',
    ownHeader: true,
  },
  // opencode gives the package this URL for the entry (packages/opencode/src/provider/provider.ts).
  {
    npm: '@ai-sdk/azure',
    id: 'azure-cognitive-services',
    protocol: 'openai-responses',
    url: 'https://${AZURE_COGNITIVE_SERVICES_RESOURCE_NAME}.cognitiveservices.azure.com/openai/v1',
    ownHeader: true,
  },
  // From @ai-sdk/vercel 2.0.78, @aihubmix/ai-sdk-provider 2.1.0 and venice-ai-sdk-provider 2.1.1.
  { npm: '@ai-sdk/vercel', protocol: 'openai-chat', url: 'https://api.v0.dev/v1' },
  { npm: '@aihubmix/ai-sdk-provider', protocol: 'openai-chat', url: 'https://aihubmix.com/v1' },
  { npm: 'venice-ai-sdk-provider', protocol: 'openai-chat', url: 'https://api.venice.ai/api/v1' },
  // api.json contains this URL.
  { npm: '@openrouter/ai-sdk-provider', protocol: 'openai-chat', url: 'https://openrouter.ai/api/v1', hasUrlInEntry: true },
  // The first request of https://docs.merge.dev/merge-gateway/get-started.md; the package was not available.
  { npm: 'merge-gateway-ai-sdk-provider', protocol: 'openai-responses', url: 'https://api-gateway.merge.dev/v1' },
  // Speaks the protocol of https://ai-gateway.vercel.sh/v4/ai; the URL for Chat Completions is from catwalk (vercel.json).
  { npm: '@ai-sdk/gateway', protocol: 'openai-chat', url: 'https://ai-gateway.vercel.sh/v1' },
  // Speaks the protocol of https://api.cohere.com/v2; the URL for Chat Completions is from a model of `azure` in models.dev.
  { npm: '@ai-sdk/cohere', protocol: 'openai-chat', url: 'https://api.cohere.ai/compatibility/v1' },
  // Speaks a protocol of its own; the header is from ai-gateway-provider 4.0.1, the URL from developers.cloudflare.com/ai-gateway/chat-completion.
  {
    npm: 'ai-gateway-provider',
    protocol: 'openai-chat',
    url: 'https://gateway.ai.cloudflare.com/v1/${CLOUDFLARE_ACCOUNT_ID}/${CLOUDFLARE_GATEWAY_ID}/compat',
    ownHeader: true,
  },
  // @ai-sdk/google-vertex 4.0.208. Locations that are not regions, such as `global`, have another host.
  {
    npm: '@ai-sdk/google-vertex',
    protocol: 'google-generative-ai',
    url: `${vertex}/v1beta1/${vertexProject}/google`,
    login: 'google_adc',
  },
  {
    npm: '@ai-sdk/google-vertex/anthropic',
    protocol: 'anthropic-messages',
    url: `${vertex}/v1/${vertexProject}/anthropic/models`,
    appended: vertexMessages,
    login: 'google_adc',
  },
  // gitlab-ai-provider 6.15.0 exchanges the token at this URL for one of the gateway, which selects model and protocol by id.
  { npm: 'gitlab-ai-provider', protocol: 'ai-sdk', url: 'https://gitlab.com' },
  // @jerome-benoit/sap-ai-provider-v2 4.9.1 requests orchestration completions at the `AI_API_URL` of the service key.
  { npm: '@jerome-benoit/sap-ai-provider-v2', protocol: 'ai-sdk', url: '${AI_API_URL}', urlInKey: true },
];

/** A provider's own protocol, for agents that accept any npm package. */
export const ownPackageProtocol: ProtocolMapping = { name: 'any other npm package', appends: '' };

/** Why an agent cannot reach the endpoint of a provider's own protocol: a package with a built-in URL ignores any other. */
export function whyPackageRefused({ endpoint, protocolMapping }: AgentView): string | undefined {
  const known = npmPackages.find((one) => one.protocol === 'ai-sdk' && one.npm === protocolMapping.name);
  if (!known || known.url.replaceAll('${', '{') === endpoint.url) return undefined;
  return `${quote(known.npm)} has a built-in URL and would not send requests to ${quote(endpoint.url)}`;
}

/** @param id of the entry */
export function findNpmPackage(npm: string, id: string | undefined): NpmPackage | undefined {
  return npmPackages.find((one) => one.npm === npm && (one.id ?? id) === id);
}

/** The package for an endpoint and its login method. */
export function npmPackageOf({ id, protocol, baseUrl, appended, protocolMapping, login, keyMembers }: AgentView): NpmPackage | undefined {
  return npmPackages.find(
    (one) =>
      (one.id ?? id) === id &&
      one.protocol === protocol &&
      one.url === baseUrl &&
      (one.appended ?? protocolMapping.appends) === appended &&
      one.login === (login === 'google_adc' ? login : undefined) &&
      (one.ownHeader ? one.npm : undefined) === keyMembers['npm'] &&
      (protocol !== 'ai-sdk' || one.npm === protocolMapping.name),
  );
}
