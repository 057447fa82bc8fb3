// What forgecode cannot express, or does in a surprising way. Read in tailcallhq/forgecode at 6ed5d37b6.
import { rule, type Diagnostic, type Rule } from './api.js';

export const rules = {
  'headers-ignored': rule(
    'warning',
    'Headers are not sent',
    'Only the Chat Completions backend reads `custom_headers` (crates/forge_repo/src/provider/openai.rs). The backends for Responses, Messages, Gemini and Bedrock ignore it, so it is omitted.',
  ),
  'auth-header': rule(
    'warning',
    'The key is sent in a different header',
    'forgecode selects the header by protocol: `Authorization: Bearer`, `x-api-key` for Messages, `x-goog-api-key` for Gemini. A provider that expects a different header rejects the key.',
  ),
  'token-prefix': rule(
    'warning',
    'Token prefixes are not supported',
    'forgecode sends the credential unchanged after `Bearer`. A login whose tokens need a prefix would get 401 for every request, so it is omitted.',
  ),
  'login-step': rule(
    'warning',
    'Unsupported login step',
    "forgecode supports the flows of RFC 6749 and RFC 8628 with form-encoded bodies, and GitHub Copilot's key exchange. A login that needs a registration request, JSON bodies or other parameters cannot finish, so it is omitted.",
  ),
  'google-adc-id': rule(
    'warning',
    'Google credentials are refreshed for two ids only',
    'forgecode refreshes `google_adc` tokens for the ids `vertex_ai` and `vertex_ai_anthropic` (provider_repo.rs). A different id requires a change of that code.',
  ),
  'aws-profile': rule('warning', 'AWS profiles work with Bedrock only', 'Only the Bedrock backend signs requests with an AWS profile.'),
  'asks-for-key': rule(
    'warning',
    'The login asks for an unneeded key',
    'forgecode cannot express that a provider needs no credential. It skips the question for some local servers by id; for any other provider, the user has to enter some text.',
  ),
  'env-aliases': rule('info', 'Only one variable for the key', '`api_key_vars` holds one name. forgecode does not read aliases.'),
  envelope: rule(
    'warning',
    'Non-streaming responses are wrapped',
    'forgecode expects response bodies as the protocol defines them. It streams every chat request (openai.rs), so this matters only if that changes.',
  ),
  modalities: rule(
    'warning',
    'Modalities other than text and image',
    '`InputModality` has the variants `text` and `image`. serde would reject the whole file for any other value, so other modalities are omitted.',
  ),
  'name-width': rule(
    'warning',
    'The name is longer than 25 characters',
    'Five tests in crates/forge_main/src/model.rs pad names to the longest display name, currently 25 characters. A longer name breaks them.',
  ),
  'name-space': rule(
    'warning',
    'The name contains a space',
    'The zsh plugin splits columns at white space. Names with a space have broken it twice (6e52b88fe, 3b96b0918).',
  ),
  'responses-path': rule(
    'warning',
    'The path of the URL is replaced',
    'For a Responses provider, forgecode replaces the path of the URL with `/v1/responses`, except for the ids codex, opencode_zen and openai_responses_compatible (openai_responses/repository.rs).',
  ),
  'needs-wiring': rule(
    'warning',
    'Behavior selected by id in Rust',
    'crates/forge_app/src/dto/openai/transformers/pipeline.rs selects some behavior by provider id, and provider.json cannot enable it. The patch does not change that file: add the id there, or remove the quirk from the spec.',
  ),
  endpoints: rule('info', 'Only one endpoint', 'A provider has one URL. Other endpoints of the spec are ignored.'),
  'live-shape': rule(
    'warning',
    'Unreadable live model list',
    'A models URL has to respond in the format of the protocol. The model list of the spec is written instead, if there is one.',
  ),
  'no-models': rule(
    'warning',
    'No models',
    'The spec has neither a model list nor a URL of a list that forgecode can read, so users cannot select a model.',
  ),
  'parallel-unknown': rule(
    'info',
    'Unknown support for parallel tool calls',
    'Without `supports_parallel_tool_calls`, the system prompt of forgecode asks for one tool call at a time.',
  ),
  'context-unknown': rule('info', 'Unknown context window', 'Without `context_length`, compaction assumes 128,000 tokens.'),
  'small-or-default-model': rule(
    'info',
    'No default model per provider',
    'Users select the model themselves. provider.json has no keys for `default_model` and `small_model`.',
  ),
  'not-held': rule(
    'warning',
    'Value that a spec cannot express',
    'The import omits this value, so the spec generates a different entry. Check whether the difference matters.',
  ),
  'not-imported': rule('error', 'Entry not imported', 'No spec can express the entry. The message names the obstacle.'),
  dropped: rule(
    'info',
    'Model fields without a key',
    'provider.json stores the id, name, description, context window, tool calls, parallel tool calls, reasoning and input modalities of a model. It has no keys for other model fields of a spec.',
  ),
} as const satisfies Record<string, Rule>;

/** Creates the function that reports by the rules of a table, with the code `<target>/<name of the rule>`. */
export function diagnosticFactory<Rules extends Readonly<Record<string, Rule>>>(target: string, rulesOfTarget: Rules) {
  return (name: keyof Rules & string, message: string, details: Omit<Diagnostic, 'code' | 'severity' | 'message'> = {}): Diagnostic => ({
    code: `${target}/${name}`,
    severity: rulesOfTarget[name]!.severity,
    message,
    ...details,
  });
}

export const forgecodeDiagnostic = diagnosticFactory('forgecode', rules);
