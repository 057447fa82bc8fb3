// The types that serde reads provider.json into.

export type Shape =
  | { readonly is: 'text' | 'flag' | 'count' | 'url' | 'map' | 'login' }
  | { readonly is: 'word'; readonly words: readonly string[] }
  | { readonly is: 'list'; readonly of: Shape }
  /** A string, or another shape. */
  | { readonly is: 'either'; readonly other: Shape }
  | { readonly is: 'object'; readonly keys: Readonly<Record<string, Field>>; readonly label?: string };

interface Field {
  readonly shape: Shape;
  readonly required?: true;
  /** An `Option`, for which null equals an absent member. */
  readonly nullable?: true;
}

const text: Shape = { is: 'text' };
const flag: Shape = { is: 'flag' };
const map: Shape = { is: 'map' };

function required(shape: Shape): Field {
  return { shape, required: true };
}

function option(shape: Shape): Field {
  return { shape, nullable: true };
}

/** `Model` of crates/forge_domain/src/model.rs. */
const model: Shape = {
  is: 'object',
  label: 'id',
  keys: {
    id: required(text),
    name: option(text),
    description: option(text),
    context_length: option({ is: 'count' }),
    tools_supported: option(flag),
    supports_parallel_tool_calls: option(flag),
    supports_reasoning: option(flag),
    input_modalities: { shape: { is: 'list', of: { is: 'word', words: ['text', 'image'] } } },
  },
};

/** `UrlParamVarConfig::WithOptions`. */
const parameter: Shape = {
  is: 'object',
  label: 'name',
  keys: { name: required(text), options: { shape: { is: 'list', of: text } }, optional: { shape: flag } },
};

/** `ProviderConfig` of crates/forge_repo/src/provider/provider_repo.rs. */
export const provider: Shape = {
  is: 'object',
  keys: {
    id: required(text),
    provider_type: { shape: { is: 'word', words: ['llm', 'context_engine'] } },
    api_key_vars: option(text),
    url_param_vars: { shape: { is: 'list', of: { is: 'either', other: parameter } } },
    response_type: option({ is: 'word', words: ['OpenAI', 'OpenAIResponses', 'Anthropic', 'Bedrock', 'Google', 'OpenCode'] }),
    url: required(text),
    models: option({ is: 'either', other: { is: 'list', of: model } }),
    auth_methods: required({ is: 'list', of: { is: 'login' } }),
    custom_headers: option(map),
  },
};

/** `AuthMethod` and `OAuthConfig` of crates/forge_domain/src/auth. */
export const auth = {
  words: ['api_key', 'google_adc', 'aws_profile'] as readonly string[],
  objects: ['oauth_device', 'oauth_code', 'codex_device'] as readonly string[],
  config: {
    is: 'object',
    keys: {
      auth_url: required({ is: 'url' }),
      token_url: required({ is: 'url' }),
      client_id: required(text),
      scopes: required({ is: 'list', of: text }),
      redirect_uri: option(text),
      use_pkce: { shape: flag },
      token_refresh_url: option({ is: 'url' }),
      custom_headers: option(map),
      extra_auth_params: option(map),
    },
  } satisfies Shape as Shape,
};
