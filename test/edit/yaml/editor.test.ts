import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { JsonValue, MergeEdit, PathStep } from '../../../src/core/edits.js';
import { editText } from '../../support/edit.js';

function edit(at: PathStep[], value: JsonValue): MergeEdit {
  return { kind: 'merge', path: 'x.yaml', format: 'yaml', newFile: { content: '' }, at, value };
}

describe('a YAML file', () => {
  const mine = edit(['providers', 'mine'], { url: 'https://x.example/v1', list: ['a', 'b'], deep: { on: true } });
  it.each([
    ['', 'providers:\n  mine:\n    url: https://x.example/v1\n    list: [a, b]\n    deep:\n      "on": true\n'],
    ['# only this\n', '# only this\nproviders:\n  mine:\n    url: https://x.example/v1\n    list: [a, b]\n    deep:\n      "on": true\n'],
    ['{}\n', 'providers:\n  mine:\n    url: https://x.example/v1\n    list: [a, b]\n    deep:\n      "on": true\n'],
    ['a: 1', 'a: 1\nproviders:\n  mine:\n    url: https://x.example/v1\n    list: [a, b]\n    deep:\n      "on": true'],
    [
      'providers: # none yet\na: 1\n',
      'providers: # none yet\n  mine:\n    url: https://x.example/v1\n    list: [a, b]\n    deep:\n      "on": true\na: 1\n',
    ],
    [
      'providers: {other: {url: x}}\n',
      'providers: {other: {url: x}, mine: {url: https://x.example/v1, list: [a, b], deep: {"on": true}}}\n',
    ],
    [
      'text: |+\n  kept\n\n',
      'text: |+\n  kept\n\nproviders:\n  mine:\n    url: https://x.example/v1\n    list: [a, b]\n    deep:\n      "on": true\n',
    ],
    [
      'providers: {} # none yet\na: 1\n',
      'providers: # none yet\n  mine:\n    url: https://x.example/v1\n    list: [a, b]\n    deep:\n      "on": true\na: 1\n',
    ],
    [
      'providers: ~ # none yet\na: 1\n',
      'providers: # none yet\n  mine:\n    url: https://x.example/v1\n    list: [a, b]\n    deep:\n      "on": true\na: 1\n',
    ],
    ['{} # none yet', '# none yet\nproviders:\n  mine:\n    url: https://x.example/v1\n    list: [a, b]\n    deep:\n      "on": true'],
    ['--- {}\n', '--- \nproviders:\n  mine:\n    url: https://x.example/v1\n    list: [a, b]\n    deep:\n      "on": true\n'],
    ['providers: &p ~\n', 'providers: &p\n  mine:\n    url: https://x.example/v1\n    list: [a, b]\n    deep:\n      "on": true\n'],
    [
      'providers:\n  mine:\n    url: &u # why\n    list: [a, b]\n    deep: {"on": true}\n',
      'providers:\n  mine:\n    url: &u https://x.example/v1 # why\n    list: [a, b]\n    deep: {"on": true}\n',
    ],
  ])('gets an entry in its own style: %j', async (before, after) => {
    expect((await editText(before, [mine])).text).toBe(after);
  });

  it.each([
    ['a: [', /not YAML/],
    ['a: 1\na: 2\n', /not YAML.*unique/],
    ['a: 1\n---\nb: 2\n', /not YAML/],
    ['a: &x {b: 1}\nproviders: *x\n', /this is an alias/],
    ['providers: &x {b: {url: y}}\na: *x\n', /its aliases would change/],
    ['providers:\n  mine: &x\n    url: y\n  other: *x\n', /its aliases would change/],
    ['providers:\n  mine:\n    list: &x\n    url: y\n  other: *x\n', /its aliases would change/],
    ['a: *x\nproviders:\n  b: &x {url: y}\n', /there is no anchor/],
    ['providers: [1]\n', /expected an object/],
    ['providers:\n\t- a\n', /not YAML/],
    ['? {a: 1}\n: x\n', /with `\?`|not a string/],
  ])('is not changed if it cannot be edited, with the reason: %j', async (before, said) => {
    const { text: after, errors } = await editText(before, [mine]);
    expect(after).toBe(before);
    expect(errors[0]?.message).toMatch(said);
  });

  it('is not changed if another entry would lose its anchor', async () => {
    const document = 'providers:\n  mine: {url: &u https://x.example/v1}\n  other: {url: *u}\n';
    const { text: after, errors } = await editText(document, [mine], 'remove');
    expect(after).toBe(document);
    expect(errors[0]?.message).toMatch(/there is no anchor `u`/);
  });

  it.each([
    ['providers:\n  a:\n    note: |\n      text\n', '  mine:\n    deep:\n      x: 1\n\n      # old: 1\n', '    # tail\nb: 2\n'],
    ['providers:\n  a: >-\n    text\n\n    more\n', '  mine: {}\n     # deep\n    # as deep\n', '  # not\nb: 2\n'],
    ['providers:\n  a: x\n', '  mine: {}\n', '    # deep\nb: 2\n'],
  ])('loses only the removed entry, and no block scalar gets longer: %j', async (before, own, after) => {
    for (const eol of ['\n', '\r\n']) {
      const [document, wanted] = [before + own + after, before + after].map((lines) => lines.replaceAll('\n', eol));
      expect((await editText(document!, [mine], 'remove')).text).toBe(wanted);
    }
  });

  it('keeps the comments before the next key when the first key of an entry is removed', async () => {
    const document = 'providers:\n  - old: 1 # o\n    # about name\n    name: mine # n\n';
    const whole = { ...edit(['providers', { where: { name: 'mine' } }], { name: 'mine' }), options: { ownedKeys: { '': 'all' } } } as const;
    const { text: after } = await editText(document, [whole]);
    expect(parse(after)).toEqual({ providers: [{ name: 'mine' }] });
    expect(after).toBe('providers:\n  -  # o\n    # about name\n    name: mine # n\n');
  });
});
