// Refreshes every provider of the real models.dev and catwalk from its own catalog and from the other one. They are in the folder that
// PROVIDERSMITH_DATA names.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSource } from '../../src/commands/sources.js';
import { loadTarget } from '../../src/commands/targets.js';
import { OpenTree } from '../../src/commands/tree.js';
import type { JsonValue } from '../../src/core/edits.js';
import { normalize } from '../../src/spec/normalize.js';
import type { ProviderSpec } from '../../src/spec/provider.js';
import { emptyLock, type Lock } from '../../src/models/lock.js';
import { refresh } from '../../src/models/refresh.js';
import type { Answer, RefreshResult } from '../../src/models/types.js';
import { readField, refreshedFields } from '../../src/models/fields.js';
import { validateSpec } from '../../src/spec/validate.js';

const data = process.env['PROVIDERSMITH_DATA'] ?? '';
const registry = join(data, 'models.dev/api.json');
const configs = join(data, 'catwalk');
const there = data !== '' && existsSync(registry) && existsSync(configs);

/** A catalog as a source and as a target: the same files. */
interface Catalog {
  readonly body: JsonValue;
  readonly specs: readonly ProviderSpec[];
  /** @returns undefined for a provider that it does not have */
  ask(spec: ProviderSpec, date: string): Answer | undefined;
}

async function catalog(id: string, target: string, files: ReadonlyMap<string, string>, body: JsonValue): Promise<Catalog> {
  const source = await loadSource(id);
  const tree = new OpenTree('.', { read: async (path) => files.get(path), list: () => [...files.keys()] });
  const { providers } = await (await loadTarget(target)).import!(tree);
  return {
    body,
    specs: providers.map(({ spec }) => spec),
    ask(spec, date) {
      const translation = source.translate([body], normalize(structuredClone(spec)));
      if (!('listing' in translation)) return undefined;
      const { listing } = translation;
      return {
        source: id,
        authority: source.authority,
        listing,
        isPublic: true,
        url: `https://${id}`,
        digest: `sha256:${id}`,
        date,
        isStored: true,
      };
    },
  };
}

function run(spec: ProviderSpec, lock: Lock, answer: Answer): RefreshResult {
  return refresh({ spec, lock, answers: [answer], accept: new Set() });
}

/** What is done or held, without what is only to be known. */
function doings({ diagnostics }: RefreshResult): string[] {
  return diagnostics.filter(({ kind }) => kind !== 'note').map(({ kind, message }) => `${kind}: ${message}`);
}

/** Fields of models that are not there any more. */
function lost(before: ProviderSpec, after: ProviderSpec): string[] {
  const models = new Map((after.models ?? []).map((model) => [model.id, model]));
  return (before.models ?? []).flatMap((model) => {
    const other = models.get(model.id);
    if (!other) return [`${before.id}/${model.id}`];
    const has = (one: typeof model): string[] => [
      ...refreshedFields.filter((field) => readField(one, field) !== undefined),
      ...Object.keys(one),
    ];
    const left = new Set(has(other));
    return has(model)
      .filter((field) => !left.has(field))
      .map((field) => `${before.id}/${model.id}.${field}`);
  });
}

/** Counts of what is found over all specs, by kind and rule. */
function counted(results: readonly RefreshResult[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { diagnostics } of results)
    for (const { kind, rule } of diagnostics) counts.set(`${kind} ${rule}`, (counts.get(`${kind} ${rule}`) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

describe.skipIf(!there)(`real model lists${there ? '' : ' (needs PROVIDERSMITH_DATA)'}`, async () => {
  const texts = there ? readdirSync(configs).map((file): [string, string] => [file, readFileSync(join(configs, file), 'utf8')]) : [];
  const api = there ? readFileSync(registry, 'utf8') : '{}';
  const modelsDev = await catalog('models.dev', 'models-dev', new Map([['api.json', api]]), JSON.parse(api) as JsonValue);
  const catwalk = await catalog(
    'catwalk',
    'catwalk',
    new Map(texts.map(([file, text]) => [`internal/providers/configs/${file}`, text])),
    texts.map(([, text]) => JSON.parse(text) as JsonValue),
  );

  it('do not change when refreshed from their own catalog', () => {
    for (const [own, count] of [
      [modelsDev, 147],
      [catwalk, 41],
    ] as const) {
      const found = own.specs.flatMap((spec) =>
        doings(run(spec, emptyLock(), own.ask(spec, '2026-01-01')!)).map((doing) => `${spec.id} ${doing}`),
      );
      expect(own.specs).toHaveLength(count);
      expect(found).toEqual([]);
    }
  });

  it('lose no field to the other catalog, stay valid, and do not change again', async () => {
    const all: RefreshResult[] = [];
    for (const [own, other] of [
      [modelsDev, catwalk],
      [catwalk, modelsDev],
    ] as const)
      for (const spec of own.specs) {
        const answer = other.ask(spec, '2026-01-01');
        if (!answer) continue;
        const first = run(spec, emptyLock(), answer);
        all.push(first);
        expect(lost(spec, first.spec)).toEqual([]);
        const { diagnostics } = await validateSpec(`${spec.id}.json`, JSON.stringify(first.spec));
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        const second = run(first.spec, first.lock, answer);
        expect(second.spec).toEqual(first.spec);
        expect(second.lock).toEqual(first.lock);
        expect(second.diagnostics.filter(({ kind }) => kind === 'change')).toEqual([]);
      }
    expect({ specs: all.length, ...counted(all) }).toMatchInlineSnapshot(`
      {
        "change models/new": 681,
        "change models/value": 8636,
        "hold models/access-change": 15,
        "hold models/limit-jump": 61,
        "hold models/limit-shrinks": 121,
        "hold models/loses-ability": 77,
        "hold models/many-new": 7,
        "hold models/partial": 4,
        "hold models/price-jump": 282,
        "note models/disagree": 70,
        "note models/never-listed": 1256,
        "specs": 71,
      }
    `);
  });
});
