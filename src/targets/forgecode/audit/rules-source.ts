// What is found where the Rust sources, the README and other files meet provider.json. `provider.rs` is the one in
// crates/forge_domain/src; other file names without a folder are in crates/forge_repo/src/provider/.
import { rule, type Rule } from '../api.js';

export const sourceRules = {
  'unreadable-source': rule(
    'error',
    'A place that is not found',
    'provider.rs is read by its structure: the constants of `impl ProviderId`, the list in `built_in_providers`, and the matches in `display_name` and `from_str`. What does not parse or has moved is not looked at, so that silence would say nothing.',
  ),
  'missing-const': rule(
    'info',
    'Entry without a constant',
    'Such an id works, since ids are compared as text. But code can only match it by a string that the compiler does not check, and no list of provider.rs has it.',
  ),
  'const-without-entry': rule(
    'warning',
    'Constant without an entry',
    'The constant stands for a built-in provider, and provider.json has none of that id: it can be neither listed nor logged in to.',
  ),
  'const-name': rule(
    'info',
    'Constant with another name',
    'Every constant of provider.rs is its id in upper case, with `_` for `-`. Another name makes people look for the wrong provider.',
  ),
  'duplicate-const': rule(
    'error',
    'Two constants with one id',
    'Ids are compared as text, so the two constants are equal, and code that is meant for one provider runs for another (provider.rs).',
  ),
  'unknown-constant': rule(
    'error',
    'Constant that is not there',
    '`ProviderId` has no constant of that name (provider.rs), so the code does not compile.',
  ),
  'missing-built-in': rule(
    'warning',
    'Constant that is not listed',
    '`built_in_providers` says that it has all constants (provider.rs). Tests of other crates count on it, such as the width of names in crates/forge_main/src/model.rs.',
  ),
  'duplicate-built-in': rule(
    'warning',
    'Listed twice',
    '`built_in_providers` has each provider once (provider.rs). A second mention is what is left of a bad merge.',
  ),
  'built-in-order': rule(
    'info',
    'List in another order than the constants',
    'The constants and the list of provider.rs have always had one order, which makes it easy to see that none is missing.',
  ),
  'missing-from-str': rule(
    'warning',
    'Constant without a FromStr arm',
    'The id is then parsed as that of a custom provider (provider.rs). It compares equal, so no test shows it, but each parse copies the text.',
  ),
  'wrong-from-str': rule(
    'error',
    'FromStr arm that gives another provider',
    'Whoever asks for one provider gets another: its key is sent to the wrong server (provider.rs).',
  ),
  'duplicate-arm': rule(
    'warning',
    'Two arms for one id',
    'The first arm of a match wins; the second is never reached, whatever it says (provider.rs).',
  ),
  'redundant-display-arm': rule(
    'info',
    'Display name that needs no arm',
    'Without the arm, `display_name` makes the same name of the id (provider.rs, convert_case). The newest providers have no such arm.',
  ),
  'unknown-display-arm': rule(
    'warning',
    'Display name of no provider',
    'Neither a constant nor provider.json has this id, so the arm is left over or misspelt, and the provider it is meant for gets the default name (provider.rs).',
  ),
  'shared-display-name': rule(
    'warning',
    'Two providers with one name',
    'Lists show the display name, and the cache of models has it as its key (chat.rs): two providers with one name show the models of whichever was asked first.',
  ),
  'display-width': rule(
    'error',
    'Tests expect another width of names',
    'Names are padded to the longest of `built_in_providers`. The expected lines in the tests of crates/forge_main/src/model.rs have another width, so these tests fail.',
  ),
  'untested-provider': rule(
    'info',
    'Provider in no test',
    'No test of provider.rs or provider_repo.rs names the provider or goes through all of them, so a change of its entry goes unnoticed.',
  ),
  'wrong-display-test': rule(
    'error',
    'Test that expects another name',
    'The test asserts another name than `display_name` gives, so it fails (provider.rs).',
  ),
  'wrong-id-test': rule(
    'error',
    'Test that expects another id',
    'The test parses one id and expects the constant of another, so it fails (provider.rs).',
  ),
  'wrong-config-test': rule(
    'error',
    'Test that expects other values',
    'The test asserts another value than provider.json has, so it fails (provider_repo.rs).',
  ),
  'readme-unknown-variable': rule(
    'warning',
    'README names a variable that is never read',
    'The variable is in the section on environment variables of README.md, and no provider reads it: who sets it is told that the key is missing.',
  ),
  'readme-wrong-variable': rule(
    'warning',
    "README leaves out the provider's variable",
    'The block has the name of a provider and not the variable that provider.json has for its key.',
  ),
  'readme-duplicate': rule(
    'info',
    'Block that is in the README twice',
    'Two blocks of README.md have one title and one key variable: what is left of a bad merge.',
  ),
  'unknown-matched-id': rule(
    'warning',
    'Code for a provider that is not there',
    'The code compares an id with a string that neither provider.json nor a constant has. The compiler does not check it, and the code is never reached.',
  ),
  'unreached-matcher': rule(
    'warning',
    'Code that its provider never reaches',
    'chat.rs chooses the backend by `response_type`. Code in a backend for a provider that goes to another one is dead.',
  ),
  'unknown-matched-model': rule(
    'warning',
    'Code for a model that is not listed',
    'The code is for one model of one provider, and the list of that provider in provider.json does not have it.',
  ),
  'adaptive-thinking': rule(
    'warning',
    'Two opinions on how a Claude model thinks',
    'crates/forge_app/src/transformers/model_specific_reasoning.rs tells by the id which models think adaptively, and `interleaved_thinking_required` (anthropic.rs) which need no header for it. For these models the two differ.',
  ),
  'unused-legacy-variable': rule(
    'warning',
    'Old name or default of no parameter',
    '`legacy_env_var_fallback` and `default_url_param_value` (provider_repo.rs) are asked by the name of a URL parameter. No entry has this one, so the arm is dead.',
  ),
  'dead-data': rule(
    'warning',
    'Data that nothing reads',
    'Nobody sees what stands in the file. People edit it, as they did with vertex.json, and nothing changes.',
  ),
  'unknown-response-type': rule(
    'error',
    'Response type that the enum lacks',
    '`ProviderResponse` in provider.rs has no such variant, so serde rejects the whole provider.json and the first use of any provider panics.',
  ),
  'schema-response-types': rule(
    'warning',
    'Schema and enum differ',
    'forge.schema.json checks the `[[providers]]` of users. Its response types are not those of `ProviderResponse` (provider.rs).',
  ),
} as const satisfies Record<string, Rule>;
