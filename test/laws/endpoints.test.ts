// Importing a planned spec restores endpoint and login, whatever they are, for targets that accept any endpoint.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTarget } from '../../src/commands/targets.js';
import { OpenTree } from '../../src/commands/tree.js';
import { keyHeader, normalize } from '../../src/spec/normalize.js';
import type { Provider, ProviderSpec } from '../../src/spec/provider.js';
import type { Target } from '../../src/targets/engine/target.js';
import { resolve } from '../../src/edit/resolve.js';
import { grammars } from '../../src/io/files/assets.js';
import { lawRuns } from '../support/edit.js';

const vertex = 'https://{GOOGLE_VERTEX_LOCATION}-aiplatform.googleapis.com';
const vertexProject = 'projects/{GOOGLE_VERTEX_PROJECT}/locations/{GOOGLE_VERTEX_LOCATION}/publishers';
const protocols = ['openai-chat', 'openai-responses', 'anthropic-messages', 'google-generative-ai', 'bedrock-converse'] as const;
const urls = [
  'https://api.acme.example',
  'https://api.acme.example/v1',
  'https://{ACME_HOST}/api',
  '{ACME_URL}',
  'https://api.openai.com/v1',
  'https://acme.cognitiveservices.azure.com/openai/v1',
  'https://bedrock-runtime.eu-central-1.amazonaws.com',
];
const paths = [undefined, '/messages', '/v1/messages', '/v1/{model}/messages'];

/** Endpoints for which a target has a package or code of its own. */
const known = [
  { protocol: 'ai-sdk', base_url: 'https://gitlab.com', npm: 'gitlab-ai-provider' },
  { protocol: 'ai-sdk', base_url: '{AI_API_URL}', npm: '@jerome-benoit/sap-ai-provider-v2' },
  { protocol: 'ai-sdk', base_url: 'https://gitlab.com', npm: '@acme/provider/own' },
  { protocol: 'openai-responses', base_url: 'https://{AZURE_RESOURCE_NAME}.openai.azure.com/openai/v1' },
  { protocol: 'openai-responses', base_url: 'https://acme.openai.azure.com/openai/v1' },
  { protocol: 'openai-responses', base_url: '{AZURE_OPENAI_API_ENDPOINT}/openai/v1' },
  { protocol: 'bedrock-converse', base_url: 'https://bedrock-runtime.us-east-1.amazonaws.com' },
  { protocol: 'bedrock-converse', base_url: 'https://bedrock-runtime.{AWS_REGION}.amazonaws.com' },
  {
    protocol: 'google-generative-ai',
    base_url: 'https://{VERTEXAI_LOCATION}-aiplatform.googleapis.com',
    path: '/v1beta1/projects/{VERTEXAI_PROJECT}/locations/{VERTEXAI_LOCATION}/publishers/google/models/{model}:streamGenerateContent',
  },
  {
    protocol: 'google-generative-ai',
    base_url: vertex,
    path: `/v1beta1/${vertexProject}/google/models/{model}:streamGenerateContent`,
  },
  { protocol: 'anthropic-messages', base_url: vertex, path: `/v1/${vertexProject}/anthropic/models/{model}:streamRawPredict` },
];
const endpoint = fc.oneof(
  fc.constantFrom(...known),
  fc.record({ protocol: fc.constantFrom(...protocols), base_url: fc.constantFrom(...urls), path: fc.constantFrom(...paths) }),
);
const method = fc.oneof(
  fc.record({
    type: fc.constant('api_key'),
    env: fc.constantFrom('ACME_API_KEY', 'AWS_BEARER_TOKEN_BEDROCK'),
    header: fc.constantFrom(undefined, 'api-key', 'Authorization'),
  }),
  fc.constantFrom({ type: 'none' }, { type: 'google_adc' }, { type: 'aws_profile' }),
);
const anySpec = fc
  .record({
    id: fc.constantFrom('acme', 'azure', 'bedrock', 'vertexai', 'google-vertex'),
    endpoint,
    auth: fc.array(method, { minLength: 1 }),
  })
  .map(({ id, endpoint: one, auth }) => {
    const text = JSON.stringify(one);
    const names = [...new Set([...text.matchAll(/\{([A-Z_]+)\}/g)].map(([, name]) => name!))];
    return {
      schema: 'providersmith/1',
      id,
      name: 'Acme',
      endpoints: [one],
      auth,
      parameters: names.map((name) => ({ name })),
      models: [{ id: 'anthropic.claude-9', name: 'Claude 9' }],
    };
  }) as fc.Arbitrary<unknown> as fc.Arbitrary<ProviderSpec>;

/** Where a request goes, and the package that sends it. The agent chooses the method after the model of a Google path. */
function endpointOf({ endpoints: [{ protocol, url, npm }] }: Provider): object {
  return { protocol, url: protocol === 'google-generative-ai' ? url.replace(/\{model\}:\w+$/, '{model}') : url, npm };
}

/** The login methods, as they are sent. */
function loginsOf({ auth, endpoints: [{ protocol }] }: Provider): string[] {
  return auth.map((one) => JSON.stringify(one.type === 'api_key' ? [one.env, keyHeader(one, protocol)] : one.type));
}

/** Plans a spec and imports the result. @returns undefined if the target does not support the spec */
async function planAndImport(target: Target, spec: ProviderSpec): Promise<Provider | undefined> {
  const { edits, diagnostics } = target.plan(normalize(spec), { scope: 'user', setDefault: false });
  if (diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  const { changes, problems } = await resolve({ edits, direction: 'apply', read: async () => undefined, grammars });
  expect(problems).toEqual([]);
  const [{ path, after }] = changes as [(typeof changes)[number]];
  const tree = new OpenTree('.', { read: async (name) => (name === path ? after : undefined), list: () => [path] });
  const { providers, diagnostics: losses } = await target.import!(tree);
  expect(losses).toEqual([]);
  return normalize(providers[0]!.spec);
}

describe.each(['catwalk', 'models-dev', 'opencode', 'kilo'])('importing a planned endpoint of %s', async (id) => {
  const target = await loadTarget(id);

  it('restores its protocol, URL and login method', async () => {
    let supported = 0;
    await fc.assert(
      fc.asyncProperty(anySpec, async (spec) => {
        const back = await planAndImport(target, spec);
        if (!back) return;
        supported += 1;
        const before = normalize(spec);
        expect(endpointOf(back)).toEqual(endpointOf(before));
        // Only one of several login methods is written.
        expect(loginsOf(before).filter((one) => loginsOf(back).includes(one))).not.toEqual([]);
      }),
      { numRuns: lawRuns },
    );
    expect(supported).toBeGreaterThan(0);
  });
});
