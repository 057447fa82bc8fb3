// `auth_methods`: an externally tagged enum of crates/forge_domain/src/auth/auth_method.rs.
import {
  keyHeader,
  list,
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

/** The ids for which `create_provider` (provider_repo.rs) refreshes Google credentials. */
export const googleAdcIds = ['vertex_ai', 'vertex_ai_anthropic'];

/** The logins that forgecode can use, in the order of the spec, with diagnostics about the others. */
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
              `${method.env === undefined ? 'this API key' : `\`${method.env}\``} is ignored: forgecode supports one API key per provider`,
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
            forgecodeDiagnostic('google-adc-id', `forgecode does not refresh Google credentials for the id ${quote(id)}`, {
              field,
              hint: 'add the id to `create_provider` in provider_repo.rs',
            }),
          );
        values.push('google_adc');
        break;
      case 'aws_profile':
        if (responseType !== 'Bedrock')
          diagnostics.push(
            forgecodeDiagnostic('aws-profile', `forgecode uses an AWS profile with \`Bedrock\` only, not with ${quote(responseType)}`, {
              field,
            }),
          );
        values.push('aws_profile');
        break;
      case 'none':
        diagnostics.push(forgecodeDiagnostic('asks-for-key', 'the provider needs no credential, but forgecode asks for a key', { field }));
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
      forgecodeDiagnostic('auth-header', `the provider expects the key as ${line(wanted)}, but forgecode sends ${line(sent)}`, {
        field: method.header === undefined ? field : `${field}/header`,
      }),
    );
  }
  if (method.token_prefix !== '')
    found.push(
      forgecodeDiagnostic('token-prefix', `forgecode does not send the prefix ${quote(method.token_prefix)} before the key`, {
        field: `${field}/token_prefix`,
        hint: 'the user has to enter the prefix together with the key',
      }),
    );
  if (method.env_aliases.length > 0)
    found.push(
      forgecodeDiagnostic('env-aliases', `forgecode reads \`${method.env}\`, but not ${list(method.env_aliases)}`, {
        field: `${field}/env_aliases`,
      }),
    );
  return found;
}

/** Why a login cannot finish, or would finish and then fail on every request. */
function diagnoseOAuthLogin(method: OAuthDeviceAuth | OAuthCodeAuth, field: string): Diagnostic | undefined {
  if (method.token_prefix !== undefined)
    return forgecodeDiagnostic(
      'token-prefix',
      `forgecode sends tokens as \`Bearer <token>\`, not \`Bearer ${method.token_prefix}<token>\`; the login is omitted`,
      { field: `${field}/token_prefix` },
    );
  const extra = (['registration_url', 'token_parameters', 'token_response', 'redirect_parameters'] as const).find((key) => key in method);
  if (extra)
    return forgecodeDiagnostic('login-step', `forgecode does not support \`${extra}\`; the login is omitted`, {
      field: `${field}/${extra}`,
    });
  if (method.client_id === undefined) return forgecodeDiagnostic('login-step', 'the login has no client id; it is omitted', { field });
  if (method.content_type === 'application/json')
    return forgecodeDiagnostic('login-step', 'forgecode does not send token requests as JSON; the login is omitted', {
      field: `${field}/content_type`,
    });
  if (method.refresh?.url !== undefined && method.refresh.url !== method.token_url)
    return forgecodeDiagnostic('login-step', 'forgecode does not refresh tokens at a different URL; the login is omitted', {
      field: `${field}/refresh/url`,
    });
  return undefined;
}

/** OAuthConfig of crates/forge_domain/src/auth/oauth_config.rs. Despite its name, `token_refresh_url` is the URL of Copilot's key exchange. */
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
