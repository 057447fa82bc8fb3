// Import accounts for every value of a file: it is in the imported spec, or it is reported, or planning the spec writes it again.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allTargets } from '../../src/commands/targets.js';
import { OpenTree } from '../../src/commands/tree.js';
import type { FileEdit, JsonValue, MergeEdit } from '../../src/core/edits.js';
import { isObject } from '../../src/core/json-values.js';
import { resolve } from '../../src/edit/resolve.js';
import { grammars } from '../../src/io/files/assets.js';
import type { Provider } from '../../src/spec/provider.js';
import { validateSpec } from '../../src/spec/validate.js';
import { isEntry } from '../../src/targets/engine/config-definition.js';
import type { ConfigTarget } from '../../src/targets/engine/config-target.js';
import type { Target } from '../../src/targets/engine/target.js';

const folder = 'fixtures/specs/acme';
const providers: Provider[] = [];
for (const name of readdirSync(folder)) {
  const { valid } = await validateSpec(name, readFileSync(join(folder, name), 'utf8'));
  providers.push(valid!.provider);
}
const targets = (await allTargets()).filter((target): target is ConfigTarget => target.kind === 'config' && 'definition' in target);

/** The edits of a provider; none if the agent refuses it. */
function planOf(target: Target, provider: Provider): MergeEdit[] {
  const { edits, diagnostics } = target.plan(provider, { scope: 'user', setDefault: true });
  return diagnostics.some(({ severity }) => severity === 'error') ? [] : (edits as MergeEdit[]);
}

async function importEdits(target: Target, edits: readonly FileEdit[]): Promise<{ text: string; specs: string; losses: string[] }> {
  const { changes, problems } = await resolve({ edits, direction: 'apply', read: async () => undefined, grammars });
  expect(problems).toEqual([]);
  const files = new Map(changes.map(({ path, after }) => [path, after]));
  const tree = new OpenTree('.', { read: async (path) => files.get(path), list: () => [...files.keys()] });
  const { providers: found, diagnostics } = await target.import!(tree);
  return {
    text: JSON.stringify([...files]),
    specs: JSON.stringify(found.map(({ spec }) => spec)),
    losses: [...diagnostics, ...found.flatMap(({ losses }) => losses)].map(({ subject = '' }) => subject.slice(subject.indexOf('/') + 1)),
  };
}

/** Each way to change one leaf of a value, with the path of the leaf. */
function* changedValues(value: JsonValue, path = ''): Generator<{ path: string; changed: JsonValue }> {
  const below = (key: string): string => (path === '' ? key : `${path}.${key}`);
  if (isObject(value))
    for (const [key, member] of Object.entries(value))
      for (const one of changedValues(member, below(key))) yield { path: one.path, changed: { ...value, [key]: one.changed } };
  else if (Array.isArray(value) && value.some(isObject))
    for (const [index, element] of (value as JsonValue[]).entries())
      for (const one of changedValues(element, `${path}[]`)) yield { path: one.path, changed: value.with(index, one.changed) as JsonValue };
  else yield { path, changed: changedLeaf(value) };
}

function changedLeaf(value: JsonValue): JsonValue {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return Array.isArray(value) ? [...(value as JsonValue[]), 'changed'] : `${JSON.stringify(value)}-changed`;
}

/** Whether a loss is about the value at a path: its last step is one of the path. Models go by their ids in one and by `[]` in the other. */
function isWithin(steps: readonly string[], loss: string): boolean {
  return loss === '' || steps.includes(loss.slice(loss.lastIndexOf('.') + 1));
}

/** The names of the steps to a place in a file, and on to a value there. */
function stepsOf({ at }: MergeEdit, path: string): string[] {
  return [...at.filter((step) => typeof step === 'string'), ...path.replaceAll('[]', '').split('.')];
}

describe.each(targets.map((target) => [target.id, target] as const))('importing a changed file of %s', (_, target) => {
  const hasEntries = target.definition.parts.some(isEntry);

  it('puts every changed value into the spec or reports it', async () => {
    const lost = new Set<string>();
    let count = 0;
    const seen = new Set<string>();
    for (const provider of providers) {
      const edits = planOf(target, provider);
      const { protocol } = provider.endpoints[0];
      if (edits.length === 0 || seen.has(protocol)) continue;
      seen.add(protocol);
      const before = await importEdits(target, edits);
      for (const [index, edit] of edits.entries()) {
        // A choice of the user says nothing about a provider that has an entry.
        if (hasEntries && edit.ownership?.kind === 'choice') continue;
        const replaced = edit.options?.placeholders ?? [];
        for (const { path, changed } of changedValues(edit.value)) {
          // The user replaces placeholders: a key is in no spec.
          if (replaced.some((one) => path === one || path.startsWith(`${one}[`))) continue;
          count += 1;
          const after = await importEdits(target, edits.with(index, { ...edit, value: changed }));
          const isUnseen = after.specs === before.specs && after.losses.join() === before.losses.join();
          if (isUnseen && after.text !== before.text && !after.losses.some((loss) => isWithin(stepsOf(edit, path), loss)))
            lost.add(`${edit.path}: ${JSON.stringify(edit.at.at(-1) ?? '')} ${path}`);
        }
      }
    }
    expect([...lost]).toEqual([]);
    expect(count).toBeGreaterThan(0);
  }, 60_000);
});
