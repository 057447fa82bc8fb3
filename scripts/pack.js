// The package as a user gets it: packed from a fresh build, and installed into an empty folder without a network.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs npm, and gives what it prints. */
export function npm(args, cwd = root) {
  const options = { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
  // Under `npm run` the variable names the npm that runs; elsewhere it is the one of the PATH.
  const own = process.env.npm_execpath;
  return own ? execFileSync(process.execPath, [own, ...args], options) : execFileSync('npm', args, options);
}

/**
 * @param folder where the tarball and an empty app go
 * @returns the path of the tarball, what npm says of it, the app, the package installed in it, and the file of its command
 */
export function packAndInstall(folder) {
  npm(['run', '--silent', 'build']);
  const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder]));
  const tarball = join(folder, packed.filename);
  const app = join(folder, 'app');
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "private": true, "type": "module" }\n');
  npm(['install', '--offline', '--no-audit', '--no-fund', '--prefix', app, tarball], app);
  const installed = join(app, 'node_modules/providersmith');
  const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  return { tarball, packed, app, installed, command: join(installed, bin.providersmith) };
}
