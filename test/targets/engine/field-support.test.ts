// How a target supports each field of a spec, as its mappings show.
import { describe, expect, it } from 'vitest';
import { configTarget } from '../../../src/targets/engine/config-target.js';
import { constant, writeOnly } from '../../../src/targets/engine/derived-mappings.js';
import { fieldSupportFrom, mappingsIn } from '../../../src/targets/engine/field-support.js';
import { modelId, modelList, modelsById } from '../../../src/targets/engine/model-mappings.js';
import { providerName } from '../../../src/targets/engine/provider-mappings.js';
import { plainAgent } from '../../support/agent-views.js';

const partly = (why: string) => writeOnly(['name'], () => '', why);

describe('the support of a field', () => {
  it('is exact with a mapping that says all of it, and dropped without a mapping', () => {
    const support = fieldSupportFrom([providerName, constant(1)], [], {});
    expect(support.name).toEqual({ how: 'exact' });
    expect(support.description).toEqual({ how: 'dropped', why: 'the file has no place for it' });
  });

  it('is approximated with the reasons of all mappings, each once', () => {
    expect(fieldSupportFrom([partly('no case'), partly('no accents'), partly('no case')], [], {}).name).toEqual({
      how: 'approximated',
      why: 'no case; no accents',
    });
  });

  it('is exact if one of several mappings says all of it, in either order', () => {
    expect(fieldSupportFrom([partly('no case'), providerName], [], {}).name).toEqual({ how: 'exact' });
    expect(fieldSupportFrom([providerName, partly('no case')], [], {}).name).toEqual({ how: 'exact' });
  });

  it('is exact in a place, but not better than what a mapping says', () => {
    const support = fieldSupportFrom([partly('no case')], ['id', 'name'], {});
    expect([support.id, support.name]).toEqual([{ how: 'exact' }, { how: 'approximated', why: 'no case' }]);
  });

  it('is what the notes of the target say, before all else', () => {
    const notes = { name: { how: 'dropped', why: 'the agent ignores it' } } as const;
    expect(fieldSupportFrom([providerName], [], { notes }).name).toEqual(notes.name);
  });

  it('is exact for headers if the agent refuses a provider with headers', () => {
    expect(fieldSupportFrom([], [], { headers: 'none' }).headers).toEqual({ how: 'exact', why: 'a provider with headers is refused' });
    expect(fieldSupportFrom([], [], { headers: {} }).headers.how).toBe('dropped');
  });

  it('is that of every agent for the protocol and the ways of the key', () => {
    const { protocol, key_header: way, key_aliases: aliases, login } = fieldSupportFrom([], [], {});
    expect([protocol.how, way.how, aliases.how, login.why]).toEqual(['exact', 'exact', 'dropped', 'the agent gets an API key']);
  });
});

it('mappingsIn includes the mappings of models', () => {
  const list = modelList({ id: modelId });
  const byId = modelsById({ label: modelId });
  expect(mappingsIn({ list, byId, name: providerName })).toEqual([list, modelId, byId, modelId, providerName]);
});

describe('the field support of a config target', () => {
  const file = { format: 'json', user: '{spec}.json', create: '' } as const;

  it('counts the holes of places and paths', () => {
    const parts = [
      { at: ['{name}', '{url}'], mappings: {} },
      { at: ['{model}'], value: constant(1) },
    ];
    const { fieldSupport } = configTarget({ ...plainAgent, files: { file }, parts });
    const exact = Object.entries(fieldSupport).flatMap(([field, { how }]) => (how === 'exact' ? [field] : []));
    expect(exact.toSorted()).toEqual(['id', 'key_header', 'models.id', 'name', 'protocol', 'url']);
  });

  it('counts the id as the key if the agent derives one from the other', () => {
    const files = { file: { ...file, user: 'x.json' } };
    const { fieldSupport } = configTarget({
      ...plainAgent,
      files,
      key: { entryNameFor: (env) => env },
      parts: [{ at: ['{id}'], mappings: {} }],
    });
    expect([fieldSupport.key.how, fieldSupport.id.how]).toEqual(['exact', 'dropped']);
  });
});
