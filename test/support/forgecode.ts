import { normalize } from '../../src/spec/normalize.js';
import type { Provider, ProviderSpec } from '../../src/spec/provider.js';
import { resolveForgecodeView, type ForgecodeView } from '../../src/targets/forgecode/view.js';

/** A provider with a chat endpoint, an API key and one model that leaves nothing to report. */
export function forgecodeProvider(overrides: Partial<ProviderSpec> = {}): Provider {
  return normalize({
    schema: 'providersmith/1',
    id: 'acme',
    name: 'Acme',
    endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' }],
    auth: [{ type: 'api_key', env: 'ACME_API_KEY' }],
    models: [{ id: 'one', limit: { context: 128_000 }, parallel_tool_calls: true }],
    ...overrides,
  });
}

export function forgecodeView(overrides: Partial<ProviderSpec> = {}): ForgecodeView {
  const { view, diagnostics } = resolveForgecodeView(forgecodeProvider(overrides));
  if (!view) throw new Error(`no view: ${diagnostics.map(({ message }) => message).join(', ')}`);
  return view;
}

/** The codes and fields of what resolving reports, such as `forgecode/auth-header /auth/0`. */
export function reportedBy(overrides: Partial<ProviderSpec>): string[] {
  return resolveForgecodeView(forgecodeProvider(overrides)).diagnostics.map(({ code, field }) => `${code} ${field}`);
}
