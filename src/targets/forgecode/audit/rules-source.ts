// The rules about Rust sources, the README and other files beside provider.json. `provider.rs` is the one in
// crates/forge_domain/src; other file names without a folder are in crates/forge_repo/src/provider/.
import { rule, type Rule } from '../api.js';

export const sourceRules = {
  'unreadable-source': rule(
    'error',
    'Unreadable source',
    'The audit reads provider.rs by its structure: the constants of `impl ProviderId`, the list in `built_in_providers`, and the matches in `display_name` and `from_str`. It cannot check code that does not parse or has moved.',
  ),
  'missing-const': rule(
    'info',
    'Entry without a constant',
    'The id works, because ids are compared as text. But code can match it only with a string that the compiler does not check, and no list in provider.rs contains it.',
  ),
  'const-without-entry': rule(
    'warning',
    'Constant without an entry',
    'The constant names a built-in provider, but provider.json has no entry with its id, so users can neither list it nor log in to it.',
  ),
  'const-name': rule(
    'info',
    'Unusual constant name',
    'Every constant in provider.rs is named after its id in upper case, with `_` for `-`. A different name misleads readers.',
  ),
  'duplicate-const': rule(
    'error',
    'Two constants with the same id',
    'Ids are compared as text, so the two constants are equal, and code for one provider also runs for the other (provider.rs).',
  ),
  'unknown-constant': rule(
    'error',
    'Undefined constant',
    '`ProviderId` has no constant with this name (provider.rs), so the code does not compile.',
  ),
  'missing-built-in': rule(
    'warning',
    'Constant missing from the list',
    '`built_in_providers` is documented to return all constants (provider.rs). Tests in other crates rely on it, for example on the width of names in crates/forge_main/src/model.rs.',
  ),
  'duplicate-built-in': rule(
    'warning',
    'Duplicate in the list',
    '`built_in_providers` lists each provider once (provider.rs). A duplicate usually comes from a bad merge.',
  ),
  'built-in-order': rule(
    'info',
    'List in a different order than the constants',
    'The constants and the list in provider.rs have always had the same order, which makes a missing provider easy to see.',
  ),
  'missing-from-str': rule(
    'warning',
    'Constant without a FromStr arm',
    'The id is parsed as the id of a custom provider (provider.rs). It compares equal, so no test fails, but every parse copies the text.',
  ),
  'wrong-from-str': rule(
    'error',
    'FromStr arm for a different provider',
    'Parsing the id of one provider returns another, so its key is sent to the wrong server (provider.rs).',
  ),
  'duplicate-arm': rule('warning', 'Duplicate match arm', 'The first arm of a match wins, so the second is unreachable (provider.rs).'),
  'redundant-display-arm': rule(
    'info',
    'Redundant display name',
    '`display_name` derives the same name from the id without the arm (provider.rs, convert_case). The newest providers have no such arm.',
  ),
  'unknown-display-arm': rule(
    'warning',
    'Display name of an unknown provider',
    'Neither a constant nor provider.json has this id. The arm is obsolete or misspelled, and the intended provider gets the default name (provider.rs).',
  ),
  'shared-display-name': rule(
    'warning',
    'Two providers with the same display name',
    'Lists show the display name, and the model cache uses it as its key (chat.rs): both providers show the models of the one that was asked first.',
  ),
  'display-width': rule(
    'error',
    'Tests expect a different name width',
    'Names are padded to the longest name in `built_in_providers`. The expected lines in the tests of crates/forge_main/src/model.rs have a different width, so these tests fail.',
  ),
  'untested-provider': rule(
    'info',
    'Untested provider',
    'No test in provider.rs or provider_repo.rs names the provider or iterates over all providers, so a wrong change of its entry goes unnoticed.',
  ),
  'wrong-display-test': rule(
    'error',
    'Test expects a different display name',
    'The test fails, because `display_name` returns a different name (provider.rs).',
  ),
  'wrong-id-test': rule(
    'error',
    'Test expects a different id',
    'The test fails, because it parses the id of one provider and expects the constant of another (provider.rs).',
  ),
  'wrong-config-test': rule(
    'error',
    'Test expects a different value',
    'The test fails, because provider.json has a different value (provider_repo.rs).',
  ),
  'readme-unknown-variable': rule(
    'warning',
    'Unused variable in the README',
    'The section on environment variables in README.md names the variable, but no provider reads it: forgecode tells users who set it that the key is missing.',
  ),
  'readme-wrong-variable': rule(
    'warning',
    "README omits the provider's variable",
    'The block is titled with the name of a provider, but does not contain the variable that provider.json has for its key.',
  ),
  'readme-duplicate': rule(
    'info',
    'Duplicate block in the README',
    'Two blocks in README.md have the same title and key variable. A duplicate usually comes from a bad merge.',
  ),
  'unknown-matched-id': rule(
    'warning',
    'Code for an unknown provider',
    'The code compares an id with a string that neither provider.json nor a constant contains. The compiler does not check it, and the code is unreachable.',
  ),
  'unreached-matcher': rule(
    'warning',
    'Unreachable code for a provider',
    'chat.rs selects the backend by `response_type`. Code in one backend for a provider of another backend is dead.',
  ),
  'unknown-matched-model': rule(
    'warning',
    'Code for an unlisted model',
    'The code applies to one model of one provider, but the list of that provider in provider.json does not contain the model.',
  ),
  'adaptive-thinking': rule(
    'warning',
    'Contradicting code for Claude models',
    'By model id, crates/forge_app/src/transformers/model_specific_reasoning.rs selects the models that think adaptively, and `interleaved_thinking_required` (anthropic.rs) those that need no header for it. For these models, the two disagree.',
  ),
  'unused-legacy-variable': rule(
    'warning',
    'Old name or default of an unknown parameter',
    '`legacy_env_var_fallback` and `default_url_param_value` (provider_repo.rs) are called with the name of a URL parameter. No entry has this parameter, so the arm is dead.',
  ),
  'dead-data': rule('warning', 'Unused data file', 'Nothing reads the file, so editing it has no effect, as happened with vertex.json.'),
  'unknown-response-type': rule(
    'error',
    'Response type missing from the enum',
    '`ProviderResponse` in provider.rs has no such variant, so serde rejects the whole provider.json, and the first use of any provider panics.',
  ),
  'schema-response-types': rule(
    'warning',
    'Schema and enum differ',
    'forge.schema.json checks the `[[providers]]` of users, but its response types differ from those of `ProviderResponse` (provider.rs).',
  ),
} as const satisfies Record<string, Rule>;
