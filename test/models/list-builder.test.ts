import { describe, expect, it } from 'vitest';
import { ListBuilder } from '../../src/models/list-builder.js';

describe('ListBuilder', () => {
  it('adds a hint to a held change that can be accepted, unless it has one', () => {
    const list = new ListBuilder([], {});
    list.report('hold', 'models/rename', 'a');
    list.report('hold', 'models/rename', 'b', { hint: 'own' });
    list.report('hold', 'models/default-gone', 'c');
    list.report('note', 'models/many-new', 'd');
    list.report('change', 'models/rename', 'e');
    expect(list.diagnostics.map(({ hint }) => hint)).toEqual([
      'to accept it, pass `--accept models/rename`',
      'own',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('replaces, removes and adds models by their id', () => {
    const list = new ListBuilder([{ id: 'a' }, { id: 'b' }], {});
    list.replaceModel({ id: 'b', name: 'B' });
    list.removeModel('a');
    list.addModels([{ id: 'c' }]);
    expect(list.models).toEqual([{ id: 'b', name: 'B' }, { id: 'c' }]);
  });
});
