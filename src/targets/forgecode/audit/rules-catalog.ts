// What is found in provider.json by itself. File names without a folder are in crates/forge_repo/src/provider/.
import { rule, type Rule } from '../api.js';

export const catalogRules = {
  'not-json': rule(
    'error',
    'provider.json is not JSON',
    'serde_json reads the file as it is, and the first use of any provider panics (provider_repo.rs, PROVIDER_CONFIGS). It takes no comments and no comma behind the last item.',
  ),
  'wrong-type': rule(
    'error',
    'Value of another type',
    'serde rejects the whole file for one such value, and the first use of any provider panics (provider_repo.rs, PROVIDER_CONFIGS). For a model the message does not even say which one it is, since `models` is an untagged enum.',
  ),
  'missing-key': rule(
    'error',
    'Key that serde requires',
    'Without it serde rejects the whole file, and the first use of any provider panics (provider_repo.rs, PROVIDER_CONFIGS).',
  ),
  'duplicate-key': rule(
    'error',
    'Key that is there twice',
    'serde rejects a struct that has a field twice, and with it the whole file (provider_repo.rs, PROVIDER_CONFIGS). Most JSON tools take the last one and say nothing.',
  ),
  'unknown-value': rule(
    'error',
    'Word that serde does not know',
    'Protocols, provider types, logins and modalities are enums. A word that is none of theirs, or has another case, makes serde reject the whole file (provider.rs and model.rs of crates/forge_domain/src).',
  ),
  'invalid-count': rule(
    'error',
    'Number that is no u64',
    '`context_length` is an `Option<u64>` (crates/forge_domain/src/model.rs). serde rejects the file for a sign, a point, an exponent or a number that is too large.',
  ),
  'invalid-url': rule(
    'error',
    'OAuth URL that does not parse',
    'The URLs of an OAuth login are of type `Url` (crates/forge_domain/src/auth/oauth_config.rs), so one that does not parse makes serde reject the whole file.',
  ),
  'unknown-key': rule(
    'warning',
    'Key that serde drops',
    'No struct of provider.json denies unknown fields, so what stands under such a key is ignored without a word. Often it is the spelling of the other config format, as `api_key_var` of .forge.toml.',
  ),
  formatting: rule(
    'info',
    'Not as Prettier prints it',
    'The file is what Prettier makes of JSON at width 80. Where a line is not, the next person with a formatter changes it in passing, and the change hides what they came for.',
  ),
  'key-order': rule(
    'info',
    'Keys in another order',
    'A reader looks for a key where it is in the other entries. Two keys are out of order when at least four in five of the entries that have both have them the other way round.',
  ),
  'duplicate-provider': rule(
    'error',
    'Two entries with one id',
    'The entries are put into a map by id (merge_configs of provider_repo.rs), and the later one replaces the earlier as a whole.',
  ),
  'similar-provider': rule(
    'warning',
    'Ids that differ in signs or case alone',
    'Ids are compared as texts. Two that differ by `-`, `_` or case alone are two providers, with a login each, that nobody can tell apart.',
  ),
  'missing-response-type': rule(
    'error',
    'No protocol',
    'A provider of models without `response_type` fails at each chat and each listing of its models (the `None` arms of chat.rs).',
  ),
  'missing-models': rule(
    'warning',
    'No models',
    'A provider of models has a list of them or the URL of one. Without both the clients fail or offer nothing (inner_models of openai.rs, create_client of google.rs).',
  ),
  'unread-models-url': rule(
    'warning',
    'URL of a list that nothing reads',
    'For Bedrock and OpenCode only a list in the file counts. With a URL they answer with an empty list (`models` of bedrock.rs and of opencode.rs).',
  ),
  'unsent-headers': rule(
    'warning',
    'Headers that are never sent',
    'Only the chat client of OpenAI reads `custom_headers` of a provider (get_headers of openai.rs). The others, and codex, send the request without them.',
  ),
  'no-login': rule(
    'warning',
    'No way to log in',
    'With an empty `auth_methods` the login ends with an error (select_auth_method of crates/forge_main/src/ui.rs).',
  ),
  'duplicate-login': rule(
    'warning',
    'Login that is offered twice',
    'The choice of logins shows each element of `auth_methods` (select_auth_method of crates/forge_main/src/ui.rs), so the same words stand there twice.',
  ),
  'login-without-code': rule(
    'warning',
    'Login that cannot work here',
    'A token of Google is fetched for the ids vertex_ai and vertex_ai_anthropic alone (create_provider of provider_repo.rs), and only bedrock.rs uses a profile of AWS. Elsewhere the marker of the login is sent as the key.',
  ),
  'login-without-parameters': rule(
    'warning',
    'Login that does not ask for the parameters of the URL',
    'An OAuth login asks for no URL parameter (init_provider_auth of crates/forge_services/src/provider_auth.rs). One that the template needs then has no value, and the URL cannot be made.',
  ),
  'no-key-variable': rule(
    'warning',
    'Key without a variable',
    'Without `api_key_vars`, the migration of variables at the first start makes a login with an empty key as soon as the URL parameters are set (create_credential_from_env of provider_repo.rs). The provider looks set up, and each request fails.',
  ),
  'unlisted-key': rule(
    'info',
    'Variable for a login that is not offered',
    'The migration at the first start makes a login with a key from `api_key_vars`, whatever `auth_methods` says (create_credential_from_env of provider_repo.rs).',
  ),
  'variable-name': rule(
    'info',
    'Variable named unlike the others',
    'People guess `<ID>_API_KEY`, and tools that look for secrets know names that end in `_API_KEY` or `_TOKEN`.',
  ),
  'shared-variable': rule(
    'warning',
    'Variable of another provider',
    "Two providers that read one variable get each other's key in the migration at the first start (create_credential_from_env of provider_repo.rs). Providers whose ids start with the same word are taken for one vendor, and may share.",
  ),
  'taken-variable': rule(
    'warning',
    'Parameter with the name of a variable of the system',
    'The migration at the first start reads URL parameters from the environment by their names (create_credential_from_env of provider_repo.rs), and does not look at the options. A name such as HOSTNAME has a value on most systems, and the key is then sent to that host.',
  ),
  'duplicate-parameter': rule(
    'warning',
    'Parameter that is there twice',
    'The login asks for each element of `url_param_vars` (crates/forge_main/src/ui.rs), and the last answer counts.',
  ),
  'unused-parameter': rule(
    'warning',
    'Parameter that no URL has',
    'The login asks for a value that goes nowhere, and the migration of variables gives up without it (create_credential_from_env of provider_repo.rs).',
  ),
  'unknown-variable': rule(
    'error',
    'Variable without a parameter',
    'The templates are rendered in strict mode (crates/forge_app/src/template_engine.rs), where a variable without a value is an error. The provider then has no URL.',
  ),
  'template-syntax': rule(
    'error',
    'Template that does not parse',
    'Handlebars refuses the template (render_url_template of crates/forge_services/src/provider_service.rs), and the provider has no URL.',
  ),
  'dead-default': rule(
    'warning',
    'Default that cannot apply',
    'A parameter that is not `optional` always has a value: the login insists on one (crates/forge_main/src/ui.rs), and the migration of variables gives up without it (create_credential_from_env of provider_repo.rs). What the template has for the other case is never used.',
  ),
  'default-not-offered': rule(
    'warning',
    'Default that is no option',
    'Who has chosen another value cannot come back to the default, since the login offers only the options.',
  ),
  'wrong-endpoint': rule(
    'error',
    'URL that does not fit the protocol',
    'openai.rs and anthropic.rs post to `url` as it is. google.rs and opencode.rs put the rest of the path behind it.',
  ),
  'replaced-path': rule(
    'warning',
    'Path that is replaced',
    'For OpenAIResponses the path becomes `/v1/responses`, except for three ids (`new` of openai_responses/repository.rs). The prefix of a gateway is lost.',
  ),
  'insecure-url': rule(
    'warning',
    'Not https',
    'Keys and prompts go over the network as plain text. A host that the user fills in, and this machine, may use http.',
  ),
  'blank-in-id': rule('error', 'Blank at the end of a model id', 'The id is sent as it is, and the API answers that it has no such model.'),
  'duplicate-model': rule(
    'warning',
    'Model that is there twice',
    'The choice of models shows both, and what is known of the model is that of the first (find by id). `--fix` removes an exact copy.',
  ),
  'similar-model': rule(
    'info',
    'Model ids that differ in signs or case alone',
    'Most often one of the two is a slip of the hand that no API knows, or a copy under an old name.',
  ),
  'duplicate-name': rule('info', 'Two models of one name', 'In the choice of models both look the same.'),
  'empty-description': rule(
    'info',
    'Empty descriptions',
    'An empty text says as little as no key, and looks as if somebody had meant to write one.',
  ),
  'implausible-limit': rule(
    'warning',
    'Window that no model has',
    'Less than 1000 tokens or more than 100 million is a slip of the hand. The window decides when a conversation is compacted.',
  ),
  'parallel-without-tools': rule(
    'warning',
    'Several tools at once, and no tools',
    '`supports_parallel_tool_calls` is true and `tools_supported` is false. One of them is wrong.',
  ),
  'duplicate-modality': rule('info', 'Modality that is there twice', 'The list means the same without the copy. `--fix` removes it.'),
  'no-text': rule(
    'warning',
    'Model that takes no text',
    'All models that forgecode can talk to take text (InputModality of crates/forge_domain/src/model.rs).',
  ),
  'limit-rounding': rule(
    'info',
    'One window, rounded in two ways',
    'Providers of one model give windows at most 5 % apart, such as 1000000 and 1048576. It is the same window, and one of the numbers is not exact.',
  ),
  'limit-plan-cap': rule(
    'info',
    'Window that a plan makes smaller',
    'A subscription gives a model a smaller window than the API does, and all others agree. A plan is a provider without a login by key, or with `coding` or `plan` in its id or URL. Good to know when the plan is raised.',
  ),
  'limit-contradiction': rule(
    'warning',
    'Windows that contradict each other',
    'Providers of one model give windows more than 5 % apart, and no plan explains it. A window that is too small compacts a conversation early, one that is too large makes requests fail.',
  ),
  'capability-contradiction': rule(
    'warning',
    'A model that can and cannot',
    'Whether a model reasons or calls tools is a trait of the model. One of the lists is wrong.',
  ),
  'image-contradiction': rule(
    'warning',
    'A model that sees and does not',
    'With `image` in `input_modalities`, pictures are sent to the model, and without it they are kept back (crates/forge_app/src/tool_registry.rs). A gateway can be unable to pass them on; otherwise one of the lists is wrong.',
  ),
  'lost-model': rule(
    'info',
    'Model that a sibling has',
    'Two providers of one vendor have nearly the same list. The models that only one of them has were perhaps added to that one alone. Compared are neighbours with one domain that share at least four models, where at least four in five models of the longer list are shared.',
  ),
} as const satisfies Record<string, Rule>;
