// Small agents and their views of one provider.
import { normalize } from '../../src/spec/normalize.js';
import type { Model, Provider, ProviderSpec } from '../../src/spec/provider.js';
import type { AgentDefinition, AgentView } from '../../src/targets/engine/agent-definition.js';
import { resolveAgentView } from '../../src/targets/engine/agent-view.js';

export function providerWith(more: Partial<ProviderSpec> = {}): Provider {
  return normalize({
    schema: 'providersmith/1',
    id: 'acme',
    name: 'Acme',
    endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' }],
    auth: [{ type: 'api_key', env: 'ACME_API_KEY' }],
    ...more,
  });
}

/** An agent that speaks Chat Completions and reads the key from its variable. */
export const plainAgent = {
  id: 'gptme',
  title: 'Agent',
  homepage: 'https://agent.example',
  protocols: { 'openai-chat': { name: 'chat', appends: '/chat/completions' } },
  key: { reference: (env: string) => `$${env}` },
} satisfies AgentDefinition & { homepage: string };

export function viewOfModels(models: Model[], definition: Partial<AgentDefinition> = {}): AgentView {
  return resolveAgentView(providerWith({ models }), { ...plainAgent, ...definition }, { scope: 'user', setDefault: false }).agent!;
}
