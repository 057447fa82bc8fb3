// Mapping tables, written and read.
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/core/edits.js';
import { constant, initialValue, writeOnly } from '../../../src/targets/engine/derived-mappings.js';
import {
  assumptionsOf,
  exactField,
  mappingsWithPaths,
  readMappings,
  writeMappings,
  type MappingTable,
  type PartialSpec,
} from '../../../src/targets/engine/field-mapping.js';
import { modelId, modelList, modelName, modelsById, requiredField } from '../../../src/targets/engine/model-mappings.js';
import { apiKey, headersObject, providerId, providerName, providerText } from '../../../src/targets/engine/provider-mappings.js';
import { viewOfModels } from '../../support/agent-views.js';

const model = { id: 'large', limit: { context: 100 } };
const agent = viewOfModels([model, { id: 'small' }]);

const empty = (): PartialSpec => ({ spec: { schema: 'providersmith/1' }, keyMembers: {}, unread: [] });

function read(table: MappingTable, value: JsonValue, into = empty()): { partial: PartialSpec; unread: string[] } {
  return { partial: into, unread: readMappings(table, value, into).map(({ path }) => path) };
}

describe('writing a mapping table', () => {
  it('writes values at their paths, and omits what is not known', () => {
    const table: MappingTable = { name: modelName, 'limit.context': 'limit.context', 'limit.output': 'limit.output' };
    expect(writeMappings(table, agent, model)).toEqual({ name: 'large', limit: { context: 100 } });
  });

  it('writes nothing if it has no value', () => {
    expect(writeMappings({ 'limit.output': 'limit.output' }, agent, model)).toBeUndefined();
  });
});

describe('reading a mapping table', () => {
  it('reads values into the spec and into the model', () => {
    const partial = empty();
    const large = { id: 'large' };
    expect(
      readMappings({ title: providerName, 'limit.context': 'limit.context' }, { title: 'Acme', limit: { context: 7 } }, partial, large),
    ).toEqual([]);
    expect([partial.spec.name, large]).toEqual(['Acme', { id: 'large', limit: { context: 7 } }]);
  });

  it('returns each value that no mapping reads, by its path, before those that a mapping could not read', () => {
    const value = { name: 7, extra: { deep: 1, list: [1], none: null }, limit: { context: 1 } };
    expect(read({ name: providerName, limit: constant(1) }, value).unread).toEqual([
      'extra.deep',
      'extra.list',
      'extra.none',
      'name',
      'limit',
    ]);
  });

  it('does not confuse a path with one that it begins with', () => {
    expect(read({ name: providerName }, { name: 'Acme', nameplate: 'x', 'name-2': 'y' }).unread).toEqual(['nameplate', 'name-2']);
  });

  it('returns with a value which mapping wrote it', () => {
    const one = constant(1);
    expect(readMappings({ version: one }, { version: 2 }, empty())).toEqual([
      { path: 'version', written: { mapping: one, value: 2, model: undefined } },
    ]);
  });

  it('does not return a value that the user or the agent changes', () => {
    const { partial, unread } = read({ key: apiKey(), seen: initialValue(false) }, { key: 'sk-1', seen: true });
    expect([unread, partial.literalKey]).toEqual([[], 'sk-1']);
  });

  it('returns two values about one field, which can contradict each other', () => {
    const about = providerText('description');
    expect(read({ about, summary: about }, { about: 'a', summary: 'b' }).unread).toEqual(['about', 'summary']);
    expect(read({ about, summary: about }, { about: 'a' }).unread).toEqual([]);
  });

  it('does not return two values that make up one field together', () => {
    expect(read({ a: headersObject, b: headersObject }, { a: {}, b: {} }).unread).toEqual([]);
  });

  it('returns a value that cannot be read back', () => {
    expect(read({ id: writeOnly(['id'], ({ id }) => id) }, { id: 'acme' }).unread).toEqual(['id']);
    expect(read({ id: providerId }, { id: 'acme' }).unread).toEqual(['id']);
  });
});

describe('the assumptions of a mapping table', () => {
  const table: MappingTable = { 'limit.context': requiredField('limit.context', 8), name: 'name' };

  it('are those for one model', () => {
    expect(assumptionsOf(table, agent, { id: 'small' })).toEqual([{ field: 'limit.context', model: 'small', value: 8 }]);
    expect(assumptionsOf(table, agent, model)).toEqual([]);
  });

  it('are those for all models in it', () => {
    expect(assumptionsOf({ models: modelsById(table) }, agent)).toEqual([{ field: 'limit.context', model: 'small', value: 8 }]);
  });
});

describe('the paths of the mappings of models', () => {
  it('are below a list with brackets, and below an object with a star', () => {
    const paths = (table: MappingTable): string[] => mappingsWithPaths(table).map(({ path }) => path);
    expect(paths({ name: providerName, 'a.list': modelList({ id: modelId }) })).toEqual(['name', 'a.list', 'a.list[].id']);
    expect(paths({ byId: modelsById({ 'limit.context': 'limit.context' }) })).toEqual(['byId', 'byId.*.limit.context']);
  });
});

it('an exact field is a field of a model as it is', () => {
  const field = exactField('limit.context');
  expect(field.fields).toEqual(['models.limit.context']);
  expect(field.write(agent, model)).toBe(100);
  const target = { id: 'x' };
  expect([field.read!(5, empty(), target), target]).toEqual([true, { id: 'x', limit: { context: 5 } }]);
});
