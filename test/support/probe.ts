// The probe command as it is run, and specs for it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, type Run, type RunOptions } from './cli.js';
import { canary, type Fake } from './fake-provider.js';
import { temporaryFolder } from './tree.js';

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly message: string; readonly field?: string }[];
}

/** Runs it with the key in `ACME_KEY`. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return cli(['probe', ...args], { env: { ACME_KEY: canary }, ...options });
}

export function urlArgs(fake: Fake, prefix = ''): string[] {
  return ['--url', fake.url + prefix, '--env', 'ACME_KEY', '--yes'];
}

/** Runs it, and reads what it says as JSON. */
export async function probe(args: readonly string[]): Promise<{ report: Report; code: number | null }> {
  const { code, stdout } = await run([...args, '--reporter', 'json']);
  return { report: JSON.parse(stdout) as Report, code };
}

interface SpecParts {
  readonly url: string;
  readonly auth?: string;
  readonly models?: string;
  readonly more?: string;
}

export function specFile({ url, auth = '{type: api_key, env: ACME_KEY}', models = '{id: gpt-x}', more = '' }: SpecParts): string {
  const path = join(temporaryFolder(), 'acme.yaml');
  writeFileSync(
    path,
    `# Acme.\nschema: providersmith/1\nid: acme-pass\nname:   Acme   # as they write it\nendpoints:\n  - protocol: openai-chat\n    base_url:   "${url}"  # a guess\nauth:\n  - ${auth}\nmodels:\n  - ${models}\n${more}`,
  );
  return path;
}
