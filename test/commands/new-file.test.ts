// A file of a user that need not be there: made with its first entry, gone with its last.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { apply } from '../../src/commands/apply.js';
import { check } from '../../src/commands/check.js';
import { remove } from '../../src/commands/remove.js';
import { generate } from '../../src/commands/generate.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

const specs = ['fixtures/specs/groq.json'];
const acme = '[\n  { "id": "acme", "url": "https://llm.acme.example/v1/chat/completions", "auth_methods": ["api_key"] }\n]\n';

it.each([
  ['no file', undefined],
  ['a file of others', acme],
])('%s comes back after apply and remove', async (_, before) => {
  const into = join(temporaryFolder(), 'forge');
  mkdirSync(into);
  if (before !== undefined) writeFileSync(join(into, 'provider.json'), before);
  const untouched = treeOf(into);
  const options = { target: 'forgecode-user', into, draft: false, dryRun: false, fix: false };

  await apply(specs, options);
  const applied = treeOf(into);
  expect(applied).not.toEqual(untouched);
  expect((await apply(specs, options)).changes).toEqual([]);
  expect((await check(specs, options)).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);

  await remove(specs, options);
  expect(treeOf(into)).toEqual(untouched);
  expect((await remove(specs, options)).changes).toEqual([]);
  expect(treeOf(into)).toEqual(untouched);
});

it('remove does not miss a default that was never set', async () => {
  const into = temporaryFolder();
  const options = { target: 'pi', into, draft: false, dryRun: false };
  await apply(['fixtures/specs/acme/chat.yaml'], options);
  const { diagnostics } = await remove(['fixtures/specs/acme/chat.yaml'], options);
  expect(diagnostics).toEqual([]);
  expect(Object.keys(treeOf(into))).toEqual(['.pi/', '.pi/agent/']);
});

it.each([
  ['fixtures/specs/groq.json', 'groq', 'provider.json'],
  ['fixtures/targets/forgecode-user/toml-new-file/small.yaml', 'cline-pass', '.forge.toml'],
])('%s gives the same file alone and in an empty folder', async (spec, id, name) => {
  const into = temporaryFolder();
  const out = temporaryFolder();
  await apply([spec], { target: 'forgecode-user', into, draft: false, dryRun: false });
  const { files } = await generate([spec], { targets: ['forgecode-user'], out, draft: false });
  expect(files).toEqual([`${id}/forgecode-user/${name}`]);
  expect(readFileSync(join(out, files[0]!), 'utf8')).toBe(readFileSync(join(into, name), 'utf8'));
});

it('generate lists a file once, however many edits it has', async () => {
  const out = temporaryFolder();
  const { files } = await generate(['fixtures/specs/acme/chat.yaml'], { targets: ['litellm', 'droid'], out, draft: false });
  expect(files).toEqual(['acme/litellm/config.yaml', 'acme/droid/.factory/settings.json']);
});
