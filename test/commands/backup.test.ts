// `remove` in a home takes the provider out, however often a spec of it was applied before.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { apply } from '../../src/commands/apply.js';
import { remove } from '../../src/commands/remove.js';
import { temporaryFolder } from '../support/tree.js';

const theirs = '{\n  // mine\n  "theme":   "dark",\n}\n';

function home(): { into: string; file: string; spec: (window: number) => string } {
  const into = temporaryFolder();
  const file = join(into, '.config/opencode/opencode.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, theirs);
  const spec = (window: number): string => {
    const path = join(into, `${window}.yaml`);
    writeFileSync(path, readFileSync('fixtures/specs/acme/chat.yaml', 'utf8').replace('200000', String(window)));
    return path;
  };
  return { into, file, spec };
}

const options = (into: string) => ({ target: 'opencode', into, draft: false, dryRun: false });

it('remove restores the text from before the first apply', async () => {
  const { into, file, spec } = home();
  for (const window of [100_000, 200_000, 300_000]) await apply([spec(window)], options(into));
  expect(readFileSync(file, 'utf8')).toContain('300000');
  await remove([spec(300_000)], options(into));
  expect(readFileSync(file, 'utf8')).toBe(theirs);
});

it('remove keeps what the user wrote between two applies', async () => {
  const { into, file, spec } = home();
  await apply([spec(100_000)], options(into));
  writeFileSync(file, readFileSync(file, 'utf8').replace('dark', 'light'));
  await apply([spec(200_000)], options(into));
  await remove([spec(200_000)], options(into));
  expect(readFileSync(file, 'utf8')).toContain('light');
  expect(readFileSync(file, 'utf8')).not.toContain('acme');
});

it('remove deletes a file that apply created', async () => {
  const { into, spec } = home();
  for (const window of [100_000, 200_000]) await apply([spec(window)], { ...options(into), target: 'crushrc' });
  const file = join(into, '.config/crush/acme.crushrc');
  expect(readFileSync(file, 'utf8')).toContain('200000');
  await remove([spec(200_000)], { ...options(into), target: 'crushrc' });
  expect(existsSync(file)).toBe(false);
});
