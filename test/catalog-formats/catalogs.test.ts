// Imports two real catalogs: planning the specs restores each entry, or the import reported each member that differs.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTarget } from '../../src/commands/targets.js';
import { OpenTree } from '../../src/commands/tree.js';
import type { Import, ImportedProvider, Target } from '../../src/targets/engine/target.js';
import { printSpec } from '../../src/spec/print.js';
import { validateSpec } from '../../src/spec/validate.js';
import { resolve } from '../../src/edit/resolve.js';
import { grammars } from '../../src/io/files/assets.js';

const data = process.env['PROVIDERSMITH_DATA'] ?? '';
const registry = join(data, 'models.dev/api.json');
const configs = join(data, 'catwalk');
const hasCatalogs = data !== '' && existsSync(registry) && existsSync(configs);
const titleOf = (catalog: string): string => `importing ${catalog}${hasCatalogs ? '' : ' (needs PROVIDERSMITH_DATA)'}`;

async function imported(target: Target, path: string, text: string): Promise<Import> {
  const tree = new OpenTree('.', { read: async (name) => (name === path ? text : undefined), list: () => [path] });
  return target.import!(tree);
}

/** Prints and parses the spec, and returns a function that applies it to a file. */
async function writer(target: Target, { spec }: ImportedProvider, path: string): Promise<(before?: string) => Promise<string>> {
  const { valid, diagnostics } = await validateSpec(`${spec.id}.yaml`, printSpec(spec));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { edits, diagnostics: problemsOfPlan } = target.plan(valid!.provider, { scope: 'user', setDefault: false });
  expect(problemsOfPlan.filter(({ severity }) => severity === 'error')).toEqual([]);
  return async (before) => {
    const read = async (name: string): Promise<string | undefined> => (name === path ? before : undefined);
    const { changes, problems } = await resolve({ edits, direction: 'apply', read, grammars });
    expect(problems).toEqual([]);
    expect(changes.every((change) => change.path === path)).toBe(true);
    return changes[0]?.after ?? before!;
  };
}

/** The values that are not objects, by path. An element of a list of objects is named by its id, or its index. */
function leaves(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  const list = Array.isArray(value) && value.length > 0 && value.every((element) => typeof element === 'object' && element !== null);
  if (list) {
    for (const [index, element] of (value as { id?: string }[]).entries()) leaves(element, `${path}.${element.id ?? index}`, found);
  } else if (typeof value !== 'object' || value === null || Array.isArray(value)) found.set(path.slice(1), JSON.stringify(value));
  else for (const [key, member] of Object.entries(value)) leaves(member, `${path}.${key}`, found);
  return found;
}

/** The paths that differ, and whether the others are in the same order. */
function compared(before: unknown, after: unknown): { differ: ReadonlySet<string>; isSameOrder: boolean } {
  const [a, b] = [leaves(before), leaves(after)];
  const differ = new Set([...a.keys(), ...b.keys()].filter((path) => a.get(path) !== b.get(path)));
  const rest = (all: ReadonlyMap<string, string>): string => JSON.stringify([...all.keys()].filter((path) => !differ.has(path)));
  return { differ, isSameOrder: rest(a) === rest(b) };
}

/** A path and all its parents. */
function withParents(path: string): string[] {
  return [path, ...[...path.matchAll(/\./g)].map(({ index }) => path.slice(0, index))];
}

/** Expects that the import reported exactly the differences. @returns the reported paths, without the ids of models */
function expectReported({ spec, losses }: ImportedProvider, differ: ReadonlySet<string>): string[] {
  expect(losses.filter(({ code }) => code !== 'import/not-held')).toEqual([]);
  const reported = losses.map(({ subject }) => subject!.slice(spec.id.length + 1));
  const known = new Set(reported);
  expect(known.size).toBe(reported.length);
  expect([...differ].filter((path) => !withParents(path).some((one) => known.has(one)))).toEqual([]);
  const within = new Set([...differ].flatMap(withParents));
  expect(reported.filter((path) => !within.has(path))).toEqual([]);
  return losses.map(({ message }) => /`(.*)`/.exec(message)![1]!);
}

/** The paths that are only in the first set. */
function difference(differ: ReadonlySet<string>, known: ReadonlySet<string>): string[] {
  return [...differ].filter((path) => !known.has(path));
}

function counted(all: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a, many], [b, others]) => others - many || (a < b ? -1 : 1)));
}

describe.skipIf(!hasCatalogs)(titleOf('models.dev'), async () => {
  const target = await loadTarget('models-dev');

  it('restores each entry, or reports each member that differs', async () => {
    const text = readFileSync(registry, 'utf8');
    const entries = JSON.parse(text) as Record<string, { models: object }>;
    const { providers, diagnostics } = await imported(target, 'api.json', text);
    const lost: string[] = [];
    let equal = 0;
    for (const provider of providers) {
      const { id } = provider.spec;
      const whole = `${JSON.stringify({ [id]: entries[id] })}\n`;
      const write = await writer(target, provider, 'api.json');
      const after = (JSON.parse(await write()) as typeof entries)[id];
      const { differ, isSameOrder } = compared(entries[id], after);
      const reported = expectReported(provider, differ);
      expect([id, isSameOrder]).toEqual([id, true]);
      // Applied to the registry it was read from, the spec changes nothing else.
      const again = (JSON.parse(await write(whole)) as typeof entries)[id];
      expect(difference(compared(entries[id], again).differ, differ)).toEqual([]);
      if (differ.size === 0) expect(JSON.stringify(after)).toBe(JSON.stringify(entries[id]));
      lost.push(...reported);
      equal += reported.every((what) => /open_weights|last_updated/.test(what)) ? 1 : 0;
    }
    expect(diagnostics.every(({ code }) => code === 'import/not-read')).toBe(true);
    expect({
      entries: Object.keys(entries).length,
      read: providers.length,
      notRead: diagnostics.map(({ subject }) => subject),
      equalButForTwoMembers: equal,
      models: providers.reduce((sum, { spec }) => sum + spec.models!.length, 0),
      lost: counted(lost),
    }).toMatchInlineSnapshot(`
      {
        "entries": 147,
        "equalButForTwoMembers": 27,
        "lost": {
          "api": 4,
          "env": 3,
          "models.*.attachment": 359,
          "models.*.cost.context_over_200k": 6,
          "models.*.cost.input_audio": 58,
          "models.*.cost.output_audio": 15,
          "models.*.cost.reasoning": 71,
          "models.*.cost.tiers": 6,
          "models.*.cost.tiers.0.input_audio": 2,
          "models.*.cost.tiers.1.input_audio": 2,
          "models.*.experimental": 40,
          "models.*.interleaved": 557,
          "models.*.last_updated": 5276,
          "models.*.limit.input": 7,
          "models.*.limit.output": 84,
          "models.*.name": 12,
          "models.*.open_weights": 5276,
          "models.*.provider": 165,
          "models.*.reasoning_options.0.values": 2,
          "models.*.reasoning_options.1.min": 1,
          "models.*.release_date": 1,
        },
        "models": 5276,
        "notRead": [],
        "read": 147,
      }
    `);
  }, 30_000);
});

describe.skipIf(!hasCatalogs)(titleOf('catwalk'), async () => {
  const target = await loadTarget('catwalk');

  it('restores each file, or reports each member that differs', async () => {
    const files = readdirSync(configs);
    const lost: string[] = [];
    const notRead: string[] = [];
    const kept: string[] = [];
    const sameText: string[] = [];
    const otherOrder: string[] = [];
    for (const file of files) {
      const text = readFileSync(join(configs, file), 'utf8');
      const path = `internal/providers/configs/${file}`;
      const { providers, diagnostics } = await imported(target, path, text);
      const [provider] = providers;
      expect(diagnostics.every(({ code }) => code === 'import/not-read')).toBe(true);
      if (!provider) {
        notRead.push(file);
        continue;
      }
      const write = await writer(target, provider, path);
      const made = await write();
      const { differ, isSameOrder } = compared(JSON.parse(text), JSON.parse(made));
      lost.push(...expectReported(provider, differ));
      if (!isSameOrder) otherOrder.push(file);
      if (made === text) sameText.push(file);
      // Applied to the file it was read from, the spec changes only the reported members.
      const again = await write(text);
      if (differ.size === 0) expect(again).toBe(text);
      expect(difference(compared(JSON.parse(text), JSON.parse(again)).differ, differ)).toEqual([]);
      if (again === text) kept.push(file);
    }
    expect({
      files: files.length,
      notRead,
      keptToTheByte: kept.length,
      madeToTheByte: sameText,
      madeInAnotherOrder: otherOrder.length,
      lost: counted(lost),
    }).toMatchInlineSnapshot(`
      {
        "files": 41,
        "keptToTheByte": 21,
        "lost": {
          "default_large_model_id": 1,
          "default_small_model_id": 1,
          "models.*.cost_per_1m_in_cached": 6,
          "models.*.cost_per_1m_out_cached": 35,
          "models.*.default_max_tokens": 1,
          "models.*.default_reasoning_effort": 47,
          "models.*.has_reasoning_efforts": 2,
          "models.*.name": 2,
          "models.*.options": 5,
          "models.*.reasoning_effort": 2,
          "models.*.temperature": 1,
          "models.*.top_p": 1,
          "type": 1,
        },
        "madeInAnotherOrder": 15,
        "madeToTheByte": [
          "atlascloud.json",
          "copilot.json",
        ],
        "notRead": [],
      }
    `);
  }, 30_000);
});
