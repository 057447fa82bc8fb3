#!/usr/bin/env node
// The version is asked for often, by scripts: it loads nothing.
import { version } from '../generated/version.js';

if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  void import('./main.js').then(({ main }) => main(process.argv));
}
