// The pages of configuration targets: the command that adds a provider, where the files are, and how the key is named.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allTargets } from '../../src/commands/targets.js';
import { isChoice } from '../../src/targets/engine/config-definition.js';
import type { ConfigTarget } from '../../src/targets/engine/config-target.js';

const configs = (await allTargets()).filter((target): target is ConfigTarget => target.kind === 'config' && 'definition' in target);

// vitest would read `$id.md` in a title as a path.
describe.each(configs.map((target) => [`docs/reference/targets/${target.id}.md`, target] as const))('%s', (path, target) => {
  const { inHome, definition } = target;
  const page = readFileSync(path, 'utf8');
  const command = /^providersmith .*$/m.exec(page)![0];

  it('sets the default model if the agent has no other way to select a provider', () => {
    expect(command.includes('--set-default')).toBe(definition.parts.every(isChoice));
  });

  it('names a folder unless the files are in the home directory', () => {
    expect(command.includes('--into')).toBe(inHome !== true);
    expect(/^\| `~\//m.test(page)).toBe(inHome === true);
  });

  it('announces a placeholder only if the file cannot name the variable of the key', () => {
    const { reference, howToStore, entryNameFor } = definition.key ?? {};
    expect(page.includes('A placeholder is written once')).toBe(!reference && !howToStore && !entryNameFor);
  });
});
