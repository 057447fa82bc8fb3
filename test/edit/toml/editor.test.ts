import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import type { JsonValue, MergeEdit, PathStep } from '../../../src/core/edits.js';
import { editText } from '../../support/edit.js';

function edit(at: PathStep[], value: JsonValue, inline: string[] = []): MergeEdit {
  return { kind: 'merge', path: 'x.toml', format: 'toml', newFile: { content: '' }, at, value, layout: { inline } };
}

const meaning = (document: string): Record<string, JsonValue> => parse(document) as never;

describe('several new root keys of a TOML file', () => {
  const keys = [edit(['model'], 'm'), edit(['model_provider'], 'acme'), edit(['window'], 7)];
  it.each(['[tui]\non = true\n', '[tui]\r\non = true\r\n', '# of the table\n[tui]', '# first\n\n[[rules]]\nid = 1\n', '[a]\n[b]\n'])(
    'go again, and nothing of %j goes with them',
    async (before) => {
      const { text: applied } = await editText(before, keys);
      expect(meaning(applied)).toEqual({ ...meaning(before), model: 'm', model_provider: 'acme', window: 7 });
      expect((await editText(applied, keys, 'remove')).text).toBe(before);
    },
  );

  it('go before a removed line at the start of the file', async () => {
    expect((await editText('model = "m"\nwindow = 7\nother = 1\n', keys, 'remove')).text).toBe('other = 1\n');
  });
});

describe('a new TOML table', () => {
  const mine = [
    edit(['model_providers', 'acme'], { name: 'Acme', base_url: 'https://x.example/v1', headers: { 'X-A': '1' } }, ['headers']),
    edit(['model_provider'], 'acme'),
  ];
  it.each([
    ['', 'model_provider = "acme"\n\n[model_providers.acme]\nname = "Acme"\nbase_url = "https://x.example/v1"\nheaders = { X-A = "1" }\n'],
    [
      '# mine\n[mcp]\non = true\n',
      'model_provider = "acme"\n\n# mine\n[mcp]\non = true\n\n[model_providers.acme]\nname = "Acme"\nbase_url = "https://x.example/v1"\nheaders = { X-A = "1" }\n',
    ],
    [
      'a = 1 # one\n[model_providers.x]\nname = "X"\n\n[mcp]\n',
      'a = 1 # one\nmodel_provider = "acme"\n[model_providers.x]\nname = "X"\n\n[model_providers.acme]\nname = "Acme"\nbase_url = "https://x.example/v1"\nheaders = { X-A = "1" }\n\n[mcp]\n',
    ],
    [
      'model_providers.x.name = "X"\n',
      'model_providers.x.name = "X"\nmodel_providers.acme = { name = "Acme", base_url = "https://x.example/v1", headers = { X-A = "1" } }\nmodel_provider = "acme"\n',
    ],
    [
      'model_providers = { x = { name = "X" } }\n',
      'model_providers = { x = { name = "X" }, acme = { name = "Acme", base_url = "https://x.example/v1", headers = { X-A = "1" } } }\nmodel_provider = "acme"\n',
    ],
  ])('is inserted into %j as a person would write it', async (before, after) => {
    expect((await editText(before, mine)).text).toBe(after);
  });
});

describe('a comment in a TOML array', () => {
  const mine = edit(['models', { where: { id: 'mine' } }], { id: 'mine' });
  it.each([
    ['models = [\n  # none\n]\n', 'models = [\n  { id = "mine" }\n  # none\n]\n'],
    ['models = [ # none\n]\n', 'models = [ # none\n  { id = "mine" }\n]\n'],
    ['models = [\n  { id = "x" } # x\n  # end\n]\n', 'models = [\n  { id = "x" }, # x\n  { id = "mine" }\n  # end\n]\n'],
    ['models = [\n  { id = "x" }, # x, y\n]\n', 'models = [\n  { id = "x" }, # x, y\n  { id = "mine" },\n]\n'],
    ['models = [\n  { id = "x" } # x\n  , # y\n]\n', 'models = [\n  { id = "x" } # x\n  , # y\n  { id = "mine" },\n]\n'],
  ])('stays with its element: %j', async (before, after) => {
    const { text: applied } = await editText(before, [mine]);
    expect(applied).toBe(after);
    expect((await editText(applied, [mine], 'remove')).text).toBe(before);
  });
});

describe('a TOML table that becomes a value', () => {
  const wanted = [edit(['models', { where: { id: 'mine' } }], { id: 'mine' }), edit(['model'], 'm')];
  it.each([
    'model.x = 1',
    'model.x = 1\n',
    'model.x = 1\r\nmodel.y = 1\r\n',
    'model.x = 1\nmodel.y = 1\n\n[z]\n',
    'a = 1\nmodel.x = 1\n[z]\n',
    '[model]\nx = 1\n',
    '[model]\nx = 1\n\n# of z\n[z]\n',
    '[z]\n[model.a]\nx = 1\n[y]\n[model.b]\n',
    '[[model]]\n[[model]]\nx = 1\n',
  ])('stays a key of its parent: %j', async (before) => {
    const { text: after, errors } = await editText(before, wanted);
    expect(errors).toEqual([]);
    expect(meaning(after)).toEqual({ ...meaning(before), model: 'm', models: [{ id: 'mine' }] });
    expect((await editText(after, wanted)).resolution).toMatchObject({ changes: [], drift: [] });
  });

  it('adds a header to a table that only has nested tables', async () => {
    const before = '[models.a.kinds]\nx = 1\n[z]\n';
    const { text: after } = await editText(before, [edit(['models', 'a'], { kinds: ['k'], size: 1 })]);
    expect(meaning(after)).toEqual({ models: { a: { kinds: ['k'], size: 1 } }, z: {} });
  });

  it('does not become part of a table that is added with it', async () => {
    const { text: after } = await editText('[p]\nname = "n"\n', [edit(['p'], { headers: { A: '1' }, name: 'n', url: 'u' })]);
    expect(after).toBe('[p]\nname = "n"\nurl = "u"\n\n[p.headers]\nA = "1"\n');
  });
});
