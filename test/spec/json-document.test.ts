import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/spec/json-document.js';

const text = ' \n{"a": [{"b": "x\\" : {"}, 2, [] , "c"], "d": {"e": null, "f": {}}, "a b" : true}';
const textAt = (steps: readonly (string | number)[], part: 'key' | 'value' = 'value'): string => {
  const { start, end } = parseJson(text)!.span(steps, part);
  return text.slice(start, end);
};

describe('a spec that is JSON', () => {
  it('is read as such', () => {
    expect(parseJson(text)!.value).toEqual(JSON.parse(text));
    expect(parseJson('{}')!.value).toEqual({});
    expect(parseJson('{"a": [[{"b": 1}], {"c": {"d": 2}}, null]}')).toBeDefined();
  });

  it.each([
    '[]',
    '"a"',
    'a: {"b": 1}',
    '{a: 1}',
    '{"a": 1, "a": 2}',
    '{"a": [{"b": 1, "b": 2}]}',
    '{"a": {"b": {"c": 1, "c" : 2}}}',
    '{"a": 1',
    '{"a": 1} # comment',
    '',
  ])('is not %j, which the parser of YAML has to look at', (other) => {
    expect(parseJson(other)).toBeUndefined();
  });

  it('has a place for each value and each key', () => {
    expect(textAt(['a', 0, 'b'])).toBe('"x\\" : {"');
    expect(textAt(['a', 0, 'b'], 'key')).toBe('"b"');
    expect(textAt(['a', 0], 'key')).toBe('{"b": "x\\" : {"}');
    expect(textAt(['a', 1])).toBe('2');
    expect(textAt(['a', 2])).toBe('[]');
    expect(textAt(['a', 3])).toBe('"c"');
    expect(textAt(['d'])).toBe('{"e": null, "f": {}}');
    expect(textAt(['d', 'f'])).toBe('{}');
    expect(textAt(['a b'], 'key')).toBe('"a b"');
    expect(textAt(['a b'])).toBe('true');
    expect(textAt([])).toBe(text.trim());
  });

  it('has the place of the nearest parent for what is missing', () => {
    expect(textAt(['d', 'g'])).toBe('{"e": null, "f": {}}');
    expect(textAt(['a', 4])).toMatch(/^\[\{"b"/);
    expect(textAt(['d', 'e', 'x'])).toBe('null');
    expect(textAt(['a', 1, 'x'], 'key')).toBe('2');
  });
});
