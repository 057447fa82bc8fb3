import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../src/core/diagnostics.js';
import { maxSpecLength, parseDocument, type ParsedDocument } from '../../src/spec/parse-document.js';
import { validateSpec } from '../../src/spec/validate.js';

function parse(text: string): ParsedDocument {
  const { document, diagnostics } = parseDocument('spec.yaml', text);
  expect(diagnostics).toEqual([]);
  return document!;
}

function messagesOf(text: string): string[] {
  return parseDocument('spec.yaml', text).diagnostics.map(({ message }) => message);
}

describe('positions in a document', () => {
  it('count lines and columns from 1, with any line ending, without a byte order mark', () => {
    for (const mark of ['', '\ufeff']) {
      for (const eol of ['\n', '\r\n']) {
        const { locate } = parse(`${mark}${['a:', '  - b: [x, "y"]', '  - c', ''].join(eol)}`);
        expect(locate('')).toEqual({ path: 'spec.yaml', line: 1, column: 1 });
        expect(locate('/a', 'key')).toEqual({ path: 'spec.yaml', line: 1, column: 1 });
        expect(locate('/a/0/b', 'key')).toEqual({ path: 'spec.yaml', line: 2, column: 5 });
        expect(locate(['a', 0, 'b', 1])).toEqual({ path: 'spec.yaml', line: 2, column: 12 });
        expect(locate('/a/1')).toEqual({ path: 'spec.yaml', line: 3, column: 5 });
      }
    }
  });

  it('fall back to the nearest parent', () => {
    const { locate } = parse('a:\n  b: 1\n');
    expect(locate('/a/c/d')).toMatchObject({ line: 2, column: 3 });
    expect(locate('/a/b/c')).toMatchObject({ line: 2, column: 6 });
    expect(locate('/z')).toMatchObject({ line: 1, column: 1 });
  });

  it('find a part of a text that is written verbatim', () => {
    const { locate } = parse('a: one {TWO} three\nb: "\\u007bTWO}"\n');
    expect(locate('/a', 'value', '{TWO}')).toMatchObject({ line: 1, column: 8 });
    expect(locate('/b', 'value', '{TWO}')).toMatchObject({ line: 2, column: 4 });
  });

  it('find keys with the names of object members', () => {
    const { locate, value } = parse('a: 1\n__proto__: {b: 2}\nconstructor: 3\n');
    expect(locate('/__proto__/b')).toMatchObject({ line: 2, column: 16 });
    expect(locate('/constructor')).toMatchObject({ line: 3, column: 14 });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value as object)).toEqual(['a', '__proto__', 'constructor']);
  });

  it('have a caret below them', () => {
    expect(codeFrame('a\n\tbc\n', { path: 'x', line: 2, column: 3 })).toBe(['  1 | a', '> 2 |   bc', '    |    ^', '  3 |'].join('\n'));
  });
});

describe('parseDocument with hostile input', () => {
  it.each(['[', '{a: ', '- '])('refuses %j nested a hundred thousand times', { tags: ['slow'] }, (open) => {
    expect(messagesOf(open.repeat(100_000))[0]).toMatch(/nested too deeply/);
  });

  it.each([400, 800])('does not overflow the stack at a depth of %d', async (depth) => {
    const { diagnostics } = await validateSpec('spec.yaml', `schema: providersmith/1\nx: ${'['.repeat(depth)}${']'.repeat(depth)}\n`);
    expect(diagnostics.length).toBeGreaterThan(0);
  });

  it('refuses a file above the maximum size', () => {
    const open = 'a: ';
    expect(messagesOf(open.padEnd(maxSpecLength, 'x'))).toEqual([]);
    expect(messagesOf(open.padEnd(maxSpecLength + 1, 'x'))).toEqual(['the file has 1048577 characters; the maximum is 1048576']);
  });

  it.each([
    ['keys', Array.from({ length: 40_000 }, (_, i) => `k${i}:`).join('\n')],
    ['open quotes', '- "a\n'.repeat(40_000)],
    ['repeated keys', 'a: 1\n'.repeat(40_000)],
    ['aliases without an anchor', '- *a\n'.repeat(40_000)],
    ['aliases of one anchor', `- &a x\n${'- *a\n'.repeat(40_000)}`],
  ])('reads forty thousand %s in seconds, not minutes', { timeout: 15_000, tags: ['slow'] }, async (_, text) => {
    const { diagnostics } = await validateSpec('spec.yaml', `schema: providersmith/1\n${text}`);
    expect(diagnostics.length).toBeGreaterThan(0);
  });
});

describe('parseDocument with JSON', () => {
  const text = '{\r\n  "a": [{"b": "x\\u0041"}, 2, {"d": "}],{\\"", "b": []}],\r\n\t"c": {"__proto__": 1}\r\n}\r\n';

  it('gives the same values and positions as YAML', () => {
    const json = parse(text);
    const yaml = parse(`# no JSON\n${text}`);
    expect(json.value).toEqual(yaml.value);
    for (const at of ['', '/a', '/a/0', '/a/0/b', '/a/1', '/a/2/b', '/a/2/b/0', '/a/9', '/c/__proto__', '/c/d', '/c/__proto__/x'])
      for (const part of ['key', 'value'] as const) {
        const { line, column } = yaml.locate(at, part);
        expect(json.locate(at, part)).toEqual({ path: 'spec.yaml', line: line === 1 ? 1 : line - 1, column });
      }
    expect(json.span('/a/0/b')).toEqual({ start: 17, end: 26 });
  });

  it('refuses repeated keys and missing brackets as YAML does', () => {
    expect(messagesOf('{"a": 1, "a": 2}')).toEqual(['duplicate key "a", first used on line 1']);
    expect(messagesOf('{"a": [1}')).toHaveLength(1);
  });

  it('refuses deep nesting as YAML does', { tags: ['slow'] }, () => {
    expect(messagesOf('{"a":'.repeat(100_000))[0]).toMatch(/nested too deeply/);
  });
});
