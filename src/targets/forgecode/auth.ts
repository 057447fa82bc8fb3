// `auth_methods`: an externally tagged enum of crates/forge_domain/src/auth/auth_method.rs.
import {
  keyHeader,
  quote,
  type ApiKey,
  type Diagnostic,
  type Endpoint,
  type ForgecodeOptions,
  type OAuthCodeAuth,
  type OAuthDeviceAuth,
  type Provider,
} from './api.js';
import { forgecodeDiagnostic } from './rules.js';

export type ResponseType = NonNullable<ForgecodeOptions['response_type']>;

/** The header and scheme that each backend sends a key with. */
const bearer = { header: 'Authorization', scheme: 'Bearer' };
const sentKeyHeaders: Readonly<Record<ResponseType, { header: string; scheme: string }>> = {
  OpenAI: bearer,
  OpenAIResponses: bearer,
  OpenCode: bearer,
  Anthropic: { header: 'x-api-key', scheme: '' },
  Google: { header: 'x-goog-api-key', scheme: '' },
  Bedrock: bearer,
};

const googleAdcIds = ['vertex_ai', 'vertex_ai_anthropic'];

/** The methods that forgecode can use, in the order of the spec, and what it cannot. */
export function resolveAuthMethods(
  provider: Provider,
  endpoint: Endpoint,
  id: string,
  responseType: ResponseType | undefined,
): { values: unknown[]; diagnostics: Diagnostic[] } {
  const values: unknown[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, method] of provider.auth.entries()) {
    const field = `/auth/${index}`;
    switch (method.type) {
      case 'api_key':
        if (values.includes('api_key')) {
          diagnostics.push(
            forgecodeDiagnostic(
              'env-aliases',
              `${method.env === undefined ? 'it' : `\`${method.env}\``} is not read: there is one API key`,
              { field },
            ),
          );
          break;
        }
        diagnostics.push(...diagnoseApiKey(method, endpoint, responseType, field));
        values.push('api_key');
        break;
      case 'oauth_device':
      case 'oauth_code': {
        const problem = diagnoseOAuthLogin(method, field);
        if (problem) diagnostics.push(problem);
        else
          values.push({
            [method.type === 'oauth_device' && method.variant === 'codex' ? 'codex_device' : method.type]: toOAuthConfig(method),
          });
        break;
      }
      case 'google_adc':
        if (!googleAdcIds.includes(id))
          diagnostics.push(
            forgecodeDiagnostic('google-adc-id', `the id ${quote(id)} is not one whose Google credentials are refreshed`, {
              field,
              hint: 'add it to `create_provider` in provider_repo.rs',
            }),
          );
        values.push('google_adc');
        break;
      case 'aws_profile':
        if (responseType !== 'Bedrock')
          diagnostics.push(forgecodeDiagnostic('aws-profile', `an AWS profile signs nothing with ${quote(responseType)}`, { field }));
        values.push('aws_profile');
        break;
      case 'none':
        diagnostics.push(
          forgecodeDiagnostic('asks-for-key', 'the provider needs no credential, and the login asks for a key all the same', { field }),
        );
        if (!values.includes('api_key')) values.push('api_key');
        break;
    }
  }
  return { values, diagnostics };
}

function diagnoseApiKey(method: ApiKey, endpoint: Endpoint, responseType: ResponseType | undefined, field: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const wanted = keyHeader(method, endpoint.protocol);
  const sent = responseType === undefined ? wanted : sentKeyHeaders[responseType];
  if (wanted.header.toLowerCase() !== sent.header.toLowerCase() || wanted.scheme !== sent.scheme) {
    const line = ({ header, scheme }: typeof sent): string => `\`${header}: ${scheme === '' ? '' : `${scheme} `}<key>\``;
    found.push(
      forgecodeDiagnostic('auth-header', `the key is wanted as ${line(wanted)} and goes out as ${line(sent)}`, {
        field: method.header === undefined ? field : `${field}/header`,
      }),
    );
  }
  if (method.token_prefix !== '')
    found.push(
      forgecodeDiagnostic('token-prefix', `the key goes out without ${quote(method.token_prefix)} before it`, {
        field: `${field}/token_prefix`,
        hint: 'the user has to type it in front of the key',
      }),
    );
  if (method.env_aliases.length > 0)
    found.push(
      forgecodeDiagnostic(
        'env-aliases',
        `\`${method.env}\` is read, ${method.env_aliases.map((alias) => `\`${alias}\``).join(' and ')} not`,
        {
          field: `${field}/env_aliases`,
        },
      ),
    );
  return found;
}

/** Why a flow cannot finish, or would log in and then fail on every request. */
function diagnoseOAuthLogin(method: OAuthDeviceAuth | OAuthCodeAuth, field: string): Diagnostic | undefined {
  if (method.token_prefix !== undefined)
    return forgecodeDiagnostic(
      'token-prefix',
      `tokens go out as \`Bearer <token>\`, not \`Bearer ${method.token_prefix}<token>\`; the login is left out`,
      { field: `${field}/token_prefix` },
    );
  const extra = (['registration_url', 'token_parameters', 'token_response', 'redirect_parameters'] as const).find((key) => key in method);
  if (extra) return forgecodeDiagnostic('login-step', `the login needs \`${extra}\`; it is left out`, { field: `${field}/${extra}` });
  if (method.client_id === undefined) return forgecodeDiagnostic('login-step', 'the login has no client id; it is left out', { field });
  if (method.content_type === 'application/json')
    return forgecodeDiagnostic('login-step', 'the token request is JSON; the login is left out', { field: `${field}/content_type` });
  if (method.refresh?.url !== undefined && method.refresh.url !== method.token_url)
    return forgecodeDiagnostic('login-step', 'tokens are refreshed at another URL; the login is left out', {
      field: `${field}/refresh/url`,
    });
  return undefined;
}

/** OAuthConfig of crates/forge_domain/src/auth/oauth_config.rs. `token_refresh_url` is the URL of Copilot's key exchange, not of a refresh. */
function toOAuthConfig(method: OAuthDeviceAuth | OAuthCodeAuth): object {
  return {
    auth_url: method.authorization_url,
    token_url: method.token_url,
    client_id: method.client_id,
    scopes: method.scopes,
    ...(method.redirect_uri !== undefined && { redirect_uri: method.redirect_uri }),
    ...(method.pkce !== undefined && { use_pkce: method.pkce }),
    ...(method.key_exchange_url !== undefined && { token_refresh_url: method.key_exchange_url }),
    ...(method.headers && { custom_headers: method.headers }),
    ...(method.extra_auth_params && { extra_auth_params: method.extra_auth_params }),
  };
}
