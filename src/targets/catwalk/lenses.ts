// What an entry of catwalk has beside its models.
import * as kit from '../kit.js';

/** Types for one provider alone, of which Crush knows the URL by itself (internal/agent/coordinator.go, buildProvider). */
const typesByUrl: Readonly<Record<string, string>> = {
  'https://openrouter.ai/api/v1': 'openrouter',
  'https://ai-gateway.vercel.sh/v1': 'vercel',
};

/** Where OpenAI itself is: with this type Crush sends Responses for OpenAI's own models, and Chat Completions for all others. */
const openAi: readonly string[] = ['${OPENAI_API_ENDPOINT}', 'https://api.openai.com/v1'];

/** The base URL, in which a variable is without braces. */
export const endpoint: kit.Lens = {
  ...kit.baseUrl,
  write: ({ baseUrl }) => baseUrl.replaceAll(/\$\{(\w+)\}(?!\w)/g, '$$$1'),
  read: (value, draft) => void (typeof value === 'string' && (draft.baseUrl = value.replaceAll(/\$(\w+)/g, '$${$1}'))),
};

/** The type, which comes after the URL. */
export const type: kit.Lens = {
  of: ['protocol'],
  write: ({ wire, baseUrl }) => typesByUrl[baseUrl] ?? wire.as,
  read(value, draft) {
    if (typeof value !== 'string') return;
    const isChat = value === 'openai' ? !openAi.includes(draft.baseUrl ?? '') : Object.values(typesByUrl).some((own) => own === value);
    draft.wire = isChat ? 'openai-compat' : value;
  },
};

/** Crush wants both defaults to be there (internal/providers/providers_test.go). */
export const largeModel: kit.Lens = {
  of: ['default_model'],
  write: ({ provider, models }) => provider.default_model ?? models[0]?.id,
  read: (value, { spec }) => void (typeof value === 'string' && (spec.default_model = value)),
};

export const smallModel: kit.Lens = {
  of: ['small_model'],
  write: (host) => host.provider.small_model ?? largeModel.write(host, undefined),
  read: (value, { spec }) => void (typeof value === 'string' && (spec.small_model = value)),
};

const list = kit.modelList(kit.catwalkModel);

/** The models, which come after the defaults: one that is not there is none. */
export const models: kit.Lens = {
  ...list,
  read(value, draft, model) {
    list.read!(value, draft, model);
    const { spec } = draft;
    for (const field of ['default_model', 'small_model'] as const)
      if (!spec.models?.some(({ id }) => id === spec[field])) delete spec[field];
  },
};

/** Why there can be no entry. Its default models have to be of its list (internal/providers/providers_test.go). */
export function refuses(host: kit.Host): string | undefined {
  if (host.models.length === 0) return 'an entry of catwalk lists its default models, and the spec names none';
  if (host.protocol !== 'openai-responses' || openAi.includes(host.baseUrl)) return kit.crushForm.refuses?.(host);
  return 'Crush sends Responses for models of OpenAI alone, and Chat Completions for all others';
}
