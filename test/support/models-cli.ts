// Specs whose own list is on this machine, and `models` run on them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, type Run, type RunOptions } from './cli.js';
import { answer, type Behaviour } from './faulty-server.js';

/** A list in the shape of OpenRouter, which has limits. */
export function listOf(...entries: readonly object[]): Behaviour {
  return answer(200, JSON.stringify({ data: entries }), { 'content-type': 'application/json' });
}

export const small = { id: 'acme/small', name: 'Small', context_length: 128_000 };
export const large = { id: 'acme/large', name: 'Large', context_length: 256_000 };

/** The front of a spec, up to its models. */
export const specHead = `schema: providersmith/1
id: acme
name: Acme
endpoints:
  - {protocol: openai-chat, base_url: 'https://api.acme.example/v1'}
auth:
  - {type: api_key, env: ACME_API_KEY}
`;

/** @param list the URL of the list; without one, only catalogs know the provider */
export function specText(list?: string, more = ''): string {
  return `# Acme, as its documentation has it
${specHead}${list === undefined ? '' : `live_models: {url: '${list}', shape: openrouter, auth: none}\n`}${more}models:
  # the cheap one
  - id: acme/small # wire id
    name: Small

    tool_call: true # by hand
`;
}

/** Writes a spec into a folder. @returns its path */
export function writeSpec(folder: string, text: string, name = 'acme.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** One run against the lists of the specs alone, with a cache of its own in the folder. */
export async function models(
  command: 'diff' | 'update',
  folder: string,
  args: readonly string[],
  { env, ...options }: RunOptions = {},
): Promise<Run> {
  const source = args.some((word) => word.startsWith('--source')) ? [] : ['--source', 'own'];
  return cli(['models', command, ...args, ...source], { ...options, env: { XDG_CACHE_HOME: join(folder, 'cache'), ...env } });
}

/** A spec and its lock as they are. */
export function textsOf(spec: string): { spec: string; lock: string } {
  return { spec: readFileSync(spec, 'utf8'), lock: readFileSync(`${spec}.lock`, 'utf8') };
}

/** A catalog like models.dev with the provider acme in it. */
export function catalogOf(list: Readonly<Record<string, object>>, provider: object = {}): string {
  const said = { id: 'acme', name: 'Acme', env: ['ACME_API_KEY'], api: 'https://api.acme.example/v1', ...provider };
  const entries = Object.entries(list).map(([id, model]) => [id, { id, ...model }]);
  return JSON.stringify({ acme: { ...said, models: Object.fromEntries(entries) } });
}
