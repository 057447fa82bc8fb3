// What a probe starts from, and why one cannot start.
import { diagnose } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { quote } from '../core/text.js';
import type { Auth, Provider } from '../spec/provider.js';
import { probedEndpoints } from './candidates.js';
import type { ProbeInput } from './types.js';

export interface ProbeInputOptions {
  /** A base URL to start a spec from, in place of a spec. */
  readonly url?: string;
  /** The variable of the key, in place of those of the spec. */
  readonly env?: string;
  /** The model to ask, in place of the default one. */
  readonly model?: string;
}

/** @throws DiagnosticError `probe/cannot` */
export function makeProbeInput(provider: Provider, { url, env, model }: ProbeInputOptions): ProbeInput {
  const method = provider.auth.find(({ type }) => type === 'api_key' || type === 'none');
  const input: ProbeInput = {
    provider,
    guessed: url !== undefined,
    env: env === undefined ? keyVariables(method) : [env],
    ...(model !== undefined && { model }),
  };
  refuseEndpoints(input);
  refuseLogin(method, input);
  return input;
}

function keyVariables(method: Auth | undefined): string[] {
  return method?.type === 'api_key' ? [method.env, ...(method.env_aliases ?? [])].filter((name) => name !== undefined) : [];
}

function refuseEndpoints(input: ProbeInput): void {
  const endpoints = probedEndpoints(input);
  if (endpoints.length === 0)
    throw cannotProbe(
      'the spec has no endpoint that a probe can ask',
      'a probe speaks neither Bedrock, which signs requests, nor `ai-sdk`',
    );
  const open = endpoints.find(({ url }) => url.replace('{model}', '').includes('{'));
  if (open) throw cannotProbe(`${quote(open.url)} contains a parameter`, 'name the complete base URL with `--url`');
}

function refuseLogin(method: Auth | undefined, { env }: ProbeInput): void {
  if (method === undefined)
    throw cannotProbe('the spec has a login but no API key', 'name a URL and the variable of a key with `--url` and `--env`');
  if (method.type !== 'api_key') return;
  if (method.token_prefix !== undefined && method.token_prefix !== '')
    throw cannotProbe('a probe cannot add the `token_prefix` of the spec', 'add the prefix to the variable, and use `--url` and `--env`');
  if (env.length === 0) throw cannotProbe('the spec names no environment variable for the key', 'name one with `--env`');
}

function cannotProbe(message: string, hint: string): DiagnosticError {
  return new DiagnosticError(diagnose('probe/cannot', message, { hint }));
}
