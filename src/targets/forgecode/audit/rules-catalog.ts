// The rules about provider.json itself. File names without a folder are in crates/forge_repo/src/provider/.
import { rule, type Rule } from '../api.js';

export const catalogRules = {
  'not-json': rule(
    'error',
    'Invalid JSON',
    'serde_json fails on the file, and the first use of any provider panics (provider_repo.rs, PROVIDER_CONFIGS). It accepts neither comments nor trailing commas.',
  ),
  'wrong-type': rule(
    'error',
    'Value of the wrong type',
    'One value of the wrong type makes serde reject the whole file, and the first use of any provider panics (provider_repo.rs, PROVIDER_CONFIGS). For a model, the error does not even name the value, because `models` is an untagged enum.',
  ),
  'missing-key': rule(
    'error',
    'Missing required key',
    'Without the key, serde rejects the whole file, and the first use of any provider panics (provider_repo.rs, PROVIDER_CONFIGS).',
  ),
  'duplicate-key': rule(
    'error',
    'Duplicate key',
    'serde rejects a struct with a duplicate field, and with it the whole file (provider_repo.rs, PROVIDER_CONFIGS). Most JSON tools silently use the last value.',
  ),
  'unknown-value': rule(
    'error',
    'Unknown enum value',
    'Protocols, provider types, logins and modalities are enums. An unknown value, or one in a different case, makes serde reject the whole file (provider.rs and model.rs in crates/forge_domain/src).',
  ),
  'invalid-count': rule(
    'error',
    'Invalid integer',
    '`context_length` is an `Option<u64>` (crates/forge_domain/src/model.rs). serde rejects the file for a sign, a decimal point, an exponent or a number that is too large.',
  ),
  'invalid-url': rule(
    'error',
    'Invalid OAuth URL',
    'The URLs of an OAuth login have the type `Url` (crates/forge_domain/src/auth/oauth_config.rs), so an invalid URL makes serde reject the whole file.',
  ),
  'unknown-key': rule(
    'warning',
    'Unknown key',
    'serde silently ignores unknown keys of provider.json. Often the key belongs to the other config format, such as `api_key_var` of .forge.toml.',
  ),
  formatting: rule(
    'info',
    'Not formatted with Prettier',
    'The file follows the format of Prettier at a width of 80 columns. The next person who runs a formatter changes other lines too, and hides the actual change.',
  ),
  'key-order': rule(
    'info',
    'Unusual key order',
    'Readers expect keys in the order of the other entries. Two keys are out of order if at least four in five of the entries with both keys have them the other way round.',
  ),
  'duplicate-provider': rule(
    'error',
    'Duplicate provider id',
    'Entries are stored in a map by id (merge_configs in provider_repo.rs), so the later entry replaces the earlier one entirely.',
  ),
  'similar-provider': rule(
    'warning',
    'Similar provider ids',
    'Ids are compared as text. Two ids that differ only in `-`, `_` or case are two providers with separate logins, and users cannot tell them apart.',
  ),
  'missing-response-type': rule(
    'error',
    'Missing protocol',
    'Every chat request and every model listing of a provider without `response_type` fails (the `None` arms in chat.rs).',
  ),
  'missing-models': rule(
    'warning',
    'Missing models',
    'A provider needs a list of models or the URL of one. Without it, the clients fail or offer no models (inner_models in openai.rs, create_client in google.rs).',
  ),
  'unread-models-url': rule(
    'warning',
    'Unused models URL',
    'The Bedrock and OpenCode clients read a list in the file only. For a URL, they return an empty list (`models` in bedrock.rs and opencode.rs).',
  ),
  'unsent-headers': rule(
    'warning',
    'Headers that are never sent',
    'Only the OpenAI chat client reads `custom_headers` of a provider (get_headers in openai.rs). Other clients, and codex, send requests without them.',
  ),
  'no-login': rule(
    'warning',
    'No login',
    'With an empty `auth_methods`, the login fails (select_auth_method in crates/forge_main/src/ui.rs).',
  ),
  'duplicate-login': rule(
    'warning',
    'Duplicate login',
    'The login menu lists every element of `auth_methods` (select_auth_method in crates/forge_main/src/ui.rs), so it shows the same item twice.',
  ),
  'login-without-code': rule(
    'warning',
    'Unsupported login',
    'forgecode fetches Google tokens for the ids vertex_ai and vertex_ai_anthropic only (create_provider in provider_repo.rs), and only bedrock.rs reads an AWS profile. For other providers, it sends the marker of the login as the key.',
  ),
  'login-without-parameters': rule(
    'warning',
    'Login without URL parameters',
    'An OAuth login does not ask for URL parameters (init_provider_auth in crates/forge_services/src/provider_auth.rs). A required parameter then has no value, and the URL cannot be rendered.',
  ),
  'no-key-variable': rule(
    'warning',
    'API key without a variable',
    'Without `api_key_vars`, the environment migration on first start creates a login with an empty key as soon as the URL parameters are set (create_credential_from_env in provider_repo.rs). The provider looks configured, but every request fails.',
  ),
  'unlisted-key': rule(
    'info',
    'Variable for a login that is not offered',
    'The environment migration on first start creates an API key login from `api_key_vars`, even if `auth_methods` does not list it (create_credential_from_env in provider_repo.rs).',
  ),
  'variable-name': rule(
    'info',
    'Unusual variable name',
    'Users expect `<ID>_API_KEY`, and secret scanners know names that end in `_API_KEY` or `_TOKEN`.',
  ),
  'shared-variable': rule(
    'warning',
    'Variable of another provider',
    "The environment migration on first start gives two providers with the same variable each other's key (create_credential_from_env in provider_repo.rs). Providers whose ids start with the same word count as one vendor and may share a variable.",
  ),
  'taken-variable': rule(
    'warning',
    'URL parameter named like a system variable',
    'The environment migration on first start reads URL parameters from the environment by name and does not check the options (create_credential_from_env in provider_repo.rs). A name such as HOSTNAME is set on most systems, so the key would be sent to that host.',
  ),
  'duplicate-parameter': rule(
    'warning',
    'Duplicate URL parameter',
    'The login asks for every element of `url_param_vars` (crates/forge_main/src/ui.rs) and uses the last answer.',
  ),
  'unused-parameter': rule(
    'warning',
    'Unused URL parameter',
    'The login asks for a value that is never used, and the environment migration fails without it (create_credential_from_env in provider_repo.rs).',
  ),
  'unknown-variable': rule(
    'error',
    'Undeclared URL parameter',
    'Templates are rendered in strict mode (crates/forge_app/src/template_engine.rs), where an unset variable is an error. The provider then has no URL.',
  ),
  'template-syntax': rule(
    'error',
    'Invalid URL template',
    'Handlebars rejects the template (render_url_template in crates/forge_services/src/provider_service.rs), so the provider has no URL.',
  ),
  'dead-default': rule(
    'warning',
    'Unreachable default',
    'A parameter that is not `optional` always has a value: the login requires one (crates/forge_main/src/ui.rs), and so does the environment migration (create_credential_from_env in provider_repo.rs). The default in the template is never used.',
  ),
  'default-not-offered': rule(
    'warning',
    'Default that is not an option',
    'The login offers only the options, so a user who selected another value cannot return to the default.',
  ),
  'wrong-endpoint': rule(
    'error',
    'URL that does not match the protocol',
    'openai.rs and anthropic.rs post to `url` unchanged. google.rs and opencode.rs append the path of the request.',
  ),
  'replaced-path': rule(
    'warning',
    'Path that is replaced',
    'For OpenAIResponses, forgecode replaces the path with `/v1/responses`, except for three ids (`new` in openai_responses/repository.rs). The path prefix of a gateway is lost.',
  ),
  'insecure-url': rule(
    'warning',
    'Unencrypted URL',
    'Without https, keys and prompts are sent as plain text. Plain http is accepted for a host that the user enters and for the local machine.',
  ),
  'blank-in-id': rule(
    'error',
    'White space around a model id',
    'The id is sent unchanged, and the API responds that there is no such model.',
  ),
  'duplicate-model': rule(
    'warning',
    'Duplicate model',
    'The model menu shows both, but forgecode uses the values of the first (find by id). `--fix` removes an exact copy.',
  ),
  'similar-model': rule('info', 'Similar model ids', 'Usually one of the two ids is a typo that no API knows, or a copy with an old name.'),
  'duplicate-name': rule('info', 'Duplicate model name', 'The model menu shows two models with the same name.'),
  'empty-description': rule('info', 'Empty description', 'An empty description adds nothing, and looks unfinished.'),
  'implausible-limit': rule(
    'warning',
    'Implausible context window',
    'A window of less than 1000 or more than 100 million tokens is a typo. The window determines when forgecode compacts a conversation.',
  ),
  'parallel-without-tools': rule(
    'warning',
    'Parallel tool calls without tool calls',
    '`supports_parallel_tool_calls` is true and `tools_supported` is false. One of them is wrong.',
  ),
  'duplicate-modality': rule('info', 'Duplicate modality', 'The duplicate has no effect. `--fix` removes it.'),
  'no-text': rule(
    'warning',
    'Model without text input',
    'forgecode can use only models that accept text (InputModality in crates/forge_domain/src/model.rs).',
  ),
  'limit-rounding': rule(
    'info',
    'Context window rounded differently',
    'Providers of one model have context windows at most 5 % apart, such as 1000000 and 1048576. They mean the same window, and one of the numbers is not exact.',
  ),
  'limit-plan-cap': rule(
    'info',
    'Smaller context window in a plan',
    'A subscription has a smaller context window than the API, and all other providers agree. A provider counts as a subscription if it has no API key login, or if its id or URL contains `coding` or `plan`.',
  ),
  'limit-contradiction': rule(
    'warning',
    'Contradicting context windows',
    'Providers of one model have context windows more than 5 % apart, and no subscription explains the difference. With a window that is too small, forgecode compacts early; with one that is too large, requests fail.',
  ),
  'capability-contradiction': rule(
    'warning',
    'Contradicting capabilities',
    'Reasoning and tool calls are properties of the model, so one of the lists is wrong.',
  ),
  'image-contradiction': rule(
    'warning',
    'Contradicting image support',
    'forgecode sends images to a model only if `input_modalities` contains `image` (crates/forge_app/src/tool_registry.rs). Either a gateway does not support images, or one of the lists is wrong.',
  ),
  'lost-model': rule(
    'info',
    'Model missing from a similar list',
    'Two providers of one vendor have nearly the same list, and a model may have been added to only one of them. The rule compares consecutive entries with the same domain that share at least four models and at least four fifths of the longer list.',
  ),
} as const satisfies Record<string, Rule>;
