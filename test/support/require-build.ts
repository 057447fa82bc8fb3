import { existsSync } from 'node:fs';

/** Tests of the command line run what is in dist/, and tests of the sources need src/generated/. */
export function setup(): void {
  for (const made of ['dist/cli.cjs', 'src/generated/validators.js']) {
    if (!existsSync(new URL(`../../${made}`, import.meta.url))) throw new Error(`${made} is missing: run \`npm run build\``);
  }
}
