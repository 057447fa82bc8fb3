// The npm packages by which models.dev names what a provider speaks, where they are for one provider alone.
import type { Protocol } from '../spec/provider.js';
import { quote } from '../core/text.js';
import type { AgentView, ProtocolMapping } from '../targets/engine/agent-definition.js';

/** A package that knows where its provider is. */
export interface NpmPackage {
  readonly npm: string;
  /** Which entry it is for, where providers share the package. */
  readonly id?: string;
  readonly protocol: Protocol;
  /** Its base URL; `${NAME}` stands for a variable. */
  readonly url: string;
  /** The variable of the key, where it is not the first that the entry lists beside those in the URL. */
  readonly env?: string;
  /** What it appends to the URL, where that is not what the package for all providers of the protocol does. */
  readonly appended?: string;
  /** How it logs in, where that is not with a key. */
  readonly login?: 'google_adc';
  /** Whether the key goes in a header that only this package sends. */
  readonly ownHeader?: true;
  /** Whether the key is a document that has the URL in it, so that no variable is needed for that. */
  readonly urlInKey?: true;
  /** Whether an entry says the URL nevertheless. */
  readonly saysUrl?: true;
}

/** The end of the URL of a publisher's models if Vertex AI speaks Messages. */
export const vertexMessages = '/{model}:streamRawPredict';

const vertex = 'https://${GOOGLE_VERTEX_LOCATION}-aiplatform.googleapis.com';
const vertexProject = 'projects/${GOOGLE_VERTEX_PROJECT}/locations/${GOOGLE_VERTEX_LOCATION}/publishers';

/**
 * The defaults of each package in vercel/ai@ed857f50 (packages/<name>/src), or in the package itself where that has another source. Three speak
 * a protocol that a spec does not know, and stand with the URL at which their provider answers to Chat Completions as well.
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
  // @ai-sdk/vercel 2.0.78, @aihubmix/ai-sdk-provider 2.1.0 and venice-ai-sdk-provider 2.1.1 have these.
  { npm: '@ai-sdk/vercel', protocol: 'openai-chat', url: 'https://api.v0.dev/v1' },
  { npm: '@aihubmix/ai-sdk-provider', protocol: 'openai-chat', url: 'https://aihubmix.com/v1' },
  { npm: 'venice-ai-sdk-provider', protocol: 'openai-chat', url: 'https://api.venice.ai/api/v1' },
  // api.json says this URL itself.
  { npm: '@openrouter/ai-sdk-provider', protocol: 'openai-chat', url: 'https://openrouter.ai/api/v1', saysUrl: true },
  // The first request of https://docs.merge.dev/merge-gateway/get-started.md; the package was not available.
  { npm: 'merge-gateway-ai-sdk-provider', protocol: 'openai-responses', url: 'https://api-gateway.merge.dev/v1' },
  // Another protocol than ours: that of https://ai-gateway.vercel.sh/v4/ai; catwalk has the URL of the other one (vercel.json).
  { npm: '@ai-sdk/gateway', protocol: 'openai-chat', url: 'https://ai-gateway.vercel.sh/v1' },
  // Likewise that of https://api.cohere.com/v2; models.dev has the URL of the other one on a model of azure.
  { npm: '@ai-sdk/cohere', protocol: 'openai-chat', url: 'https://api.cohere.ai/compatibility/v1' },
  // Likewise; the header is that of ai-gateway-provider 4.0.1, the URL that of developers.cloudflare.com/ai-gateway/chat-completion.
  {
    npm: 'ai-gateway-provider',
    protocol: 'openai-chat',
    url: 'https://gateway.ai.cloudflare.com/v1/${CLOUDFLARE_ACCOUNT_ID}/${CLOUDFLARE_GATEWAY_ID}/compat',
    ownHeader: true,
  },
  // @ai-sdk/google-vertex 4.0.208. A location without a region, such as `global`, has another host.
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
  // gitlab-ai-provider 6.15.0 trades the token at this host for one of the gateway, where it chooses model and protocol by the id.
  { npm: 'gitlab-ai-provider', protocol: 'ai-sdk', url: 'https://gitlab.com' },
  // @jerome-benoit/sap-ai-provider-v2 4.9.1 asks for a completion of an orchestration, at the `AI_API_URL` of the service key.
  { npm: '@jerome-benoit/sap-ai-provider-v2', protocol: 'ai-sdk', url: '${AI_API_URL}', urlInKey: true },
];

/** How a host goes about a protocol of a provider's own, where it takes any package of npm. */
export const ownPackageProtocol: ProtocolMapping = { name: 'any other npm package', appends: '' };

/** Why an endpoint of a provider's own protocol would not be asked: a package that knows the URL by itself is given none. */
export function whyPackageRefused({ endpoint, protocolMapping }: AgentView): string | undefined {
  const known = npmPackages.find((one) => one.protocol === 'ai-sdk' && one.npm === protocolMapping.name);
  if (!known || known.url.replaceAll('${', '{') === endpoint.url) return undefined;
  return `${quote(known.npm)} knows by itself where its provider is, and would not ask ${quote(endpoint.url)}`;
}

/** @param id of the entry */
export function findNpmPackage(npm: string, id: string | undefined): NpmPackage | undefined {
  return npmPackages.find((one) => one.npm === npm && (one.id ?? id) === id);
}

/** The package that is for the endpoint of a host, and for its way to log in. */
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
