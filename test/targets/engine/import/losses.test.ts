// What of a file a spec does not give back, and where that is.
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../src/core/edits.js';
import type { StructureNode } from '../../../../src/core/tree.js';
import { readStructure } from '../../../../src/edit/formats.js';
import { findImportLosses } from '../../../../src/targets/engine/import/losses.js';

const text = '{"name": "Acme", "models": [{"id": "large", "limit": {"context": 1}}], "list": [{"a": 1}, {"a": 2}]}';

async function lossesOf(after: JsonValue | undefined): Promise<[where: string, what: string, at: string][]> {
  const { root } = (await readStructure(text, 'json')) as { root: StructureNode };
  return findImportLosses(root, after).map(({ where, what, offset }) => [where, what, text.slice(offset, offset + 6)]);
}

const same = JSON.parse(text) as { name?: string; models: { id: string; limit: { context?: number; output?: number } }[]; list: object[] };

describe('findImportLosses', () => {
  it('finds none if all is written again', async () => {
    expect(await lossesOf(same as unknown as JsonValue)).toEqual([]);
  });

  it('finds a value at its place, and names the models as one', async () => {
    const models = [{ id: 'large', limit: { context: 2 } }];
    expect(await lossesOf({ ...same, models } as unknown as JsonValue)).toEqual([
      ['models.large.limit.context', 'models.*.limit.context', '1}}], '],
    ]);
    expect(await lossesOf({ ...same, name: 'Other' } as unknown as JsonValue)).toEqual([['name', 'name', '"Acme"']]);
  });

  it('finds a value that is only written at the object that it is missing from', async () => {
    const models = [{ id: 'large', limit: { context: 1, output: 2 } }];
    expect(await lossesOf({ ...same, models } as unknown as JsonValue)).toEqual([
      ['models.large.limit.output', 'models.*.limit.output', '{"cont'],
    ]);
  });

  it('finds an element of a list without ids by its index', async () => {
    expect(await lossesOf({ ...same, list: [{ a: 1 }, { a: 3 }] })).toEqual([['list.1.a', 'list.1.a', '2}]}']]);
  });

  it('finds the whole value if nothing is written', async () => {
    expect(await lossesOf(undefined)).toEqual([['', '', '{"name']]);
  });
});
