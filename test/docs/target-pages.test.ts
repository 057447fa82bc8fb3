// What the pages of targets say that no table does: the command that puts a provider in, where the files are, and who has the key.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allTargets } from '../../src/commands/targets.js';
import type { ConfigTarget } from '../../src/targets/engine/config-target.js';

const configs = (await allTargets()).filter((target): target is ConfigTarget => target.kind === 'config' && 'definition' in target);

it.each(configs)('docs/targets/$id.md says what can be done', ({ id, inHome, definition: { parts, key } }) => {
  const page = readFileSync(`docs/targets/${id}.md`, 'utf8');
  const command = /^providersmith .*$/m.exec(page)![0];
  expect(command.includes('--set-default')).toBe(parts.every(({ choice }) => choice));
  expect(command.includes('--into')).toBe(inHome !== true);
  expect(/^\| `~\//m.test(page)).toBe(inHome === true);
  expect(page.includes('A stand-in is written once')).toBe(!key?.ref && !key?.stored && !key?.names);
});
