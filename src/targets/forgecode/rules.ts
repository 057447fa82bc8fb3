// What forgecode cannot say, or says in a way that surprises. Read in tailcallhq/forgecode at 6ed5d37b6.
import { rule, type Diagnostic, type Rule } from './api.js';

export const rules = {
  'headers-ignored': rule(
    'warning',
    'Headers are not sent',
    '`custom_headers` is read by the Chat Completions backend only (crates/forge_repo/src/provider/openai.rs). Responses, Messages, Gemini and Bedrock ignore it, so it is left out.',
  ),
  'auth-header': rule(
    'warning',
    'The key goes into another header',
    'forgecode chooses the header by protocol: `Authorization: Bearer`, `x-api-key` for Messages, `x-goog-api-key` for Gemini. A provider that wants another one refuses the key.',
  ),
  'token-prefix': rule(
    'warning',
    'No place for a token prefix',
    'The credential goes out as it is, behind `Bearer`. A login whose tokens need a prefix would get 401 on every request, so it is left out.',
  ),
  'login-step': rule(
    'warning',
    'A login needs a step that forgecode has not',
    "The flows are those of RFC 6749 and RFC 8628 with form-encoded bodies, and GitHub Copilot's key exchange. A login with a registration call, JSON bodies or other members cannot finish, so it is left out.",
  ),
  'google-adc-id': rule(
    'warning',
    'Google credentials are refreshed for two ids only',
    '`google_adc` tokens are refreshed when the id is `vertex_ai` or `vertex_ai_anthropic` (provider_repo.rs). Another id needs that code.',
  ),
  'aws-profile': rule('warning', 'An AWS profile works with Bedrock only', 'Requests are signed by the Bedrock backend alone.'),
  'asks-for-key': rule(
    'warning',
    'The login asks for a key that is not needed',
    'There is no way to say "no credential". Local servers that forgecode knows by id may skip the question; with any other the user types something.',
  ),
  'env-aliases': rule('info', 'One variable name', '`api_key_vars` holds one name. Aliases are not read.'),
  envelope: rule(
    'warning',
    'Non-streaming answers are wrapped',
    'forgecode reads the body as the protocol defines it. It streams every chat request (openai.rs), so this does harm only where that changes.',
  ),
  modalities: rule(
    'warning',
    'Modalities other than text and image',
    '`InputModality` has `text` and `image`; any other word makes serde refuse the whole file, so the others are left out.',
  ),
  'name-width': rule(
    'warning',
    'The name is longer than 25 characters',
    'Five tests in crates/forge_main/src/model.rs pad to the longest display name, 25 characters today. A longer one breaks them.',
  ),
  'name-space': rule(
    'warning',
    'The name has a space',
    'The zsh plugin splits columns at white space; a name with a space broke it twice (6e52b88fe, 3b96b0918).',
  ),
  'responses-path': rule(
    'warning',
    'The path of the URL is replaced',
    'For a Responses provider the URL becomes `<origin>/v1/responses`, whatever its path, except for the ids codex, opencode_zen and openai_responses_compatible (openai_responses/repository.rs).',
  ),
  'needs-wiring': rule(
    'warning',
    'Behaviour that is keyed by id in Rust',
    'Some behaviour is chosen by provider id in crates/forge_app/src/dto/openai/transformers/pipeline.rs, and no data can ask for it. The patch does not guess: add the id where it belongs, or drop the quirk.',
  ),
  endpoints: rule('info', 'One endpoint', 'A provider has one URL. The others of the spec are not used.'),
  'live-shape': rule(
    'warning',
    'The live list has another shape',
    'A models URL must answer as the protocol of the provider does. The list of the spec is written instead, or none.',
  ),
  'no-models': rule('warning', 'No models', 'There is neither a list nor a URL that forgecode can read, so no model can be chosen.'),
  'parallel-unknown': rule(
    'info',
    'Parallel tool calls unknown',
    'Without `supports_parallel_tool_calls` the system prompt of forgecode asks for one tool call at a time.',
  ),
  'context-unknown': rule('info', 'Context window unknown', 'Without `context_length` compaction assumes 128,000 tokens.'),
  'small-or-default-model': rule(
    'info',
    'No default model per provider',
    'The user chooses the model; `default_model` and `small_model` have no place in provider.json.',
  ),
  'not-held': rule(
    'warning',
    'A spec cannot hold this',
    'An import leaves it out. A spec made of this entry gives another one, so look whether the difference matters.',
  ),
  'not-imported': rule(
    'error',
    'The entry is not imported',
    'There is no spec that says what the entry says. The message names what stands in the way.',
  ),
  dropped: rule(
    'info',
    'No place for some fields',
    'provider.json holds id, name, description, context window, tools, parallel tools, reasoning and input modalities of a model; the rest of what a spec knows has no place.',
  ),
} as const satisfies Record<string, Rule>;

/** Makes the function that reports by the rules of a table, as `<target>/<name of the rule>`. */
export function diagnosticFactory<Rules extends Readonly<Record<string, Rule>>>(target: string, rulesOfTarget: Rules) {
  return (name: keyof Rules & string, message: string, details: Omit<Diagnostic, 'code' | 'severity' | 'message'> = {}): Diagnostic => ({
    code: `${target}/${name}`,
    severity: rulesOfTarget[name]!.severity,
    message,
    ...details,
  });
}

export const forgecodeDiagnostic = diagnosticFactory('forgecode', rules);
