import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBlock, findFunctionBody, readRustCode } from '../../../../src/targets/forgecode/audit/rust-code.js';

describe('reading Rust code', () => {
  const cases: [string, string, string][] = [
    ['a // b "c"\nd', 'a         \nd', 'a         \nd'],
    ['a /* /* b */ c */ d', 'a                 d', 'a                 d'],
    ['x == "// no"', 'x == "// no"', 'x ==        '],
    ['r#"a "b" // c"# + d', 'r#"a "b" // c"# + d', '                + d'],
    [String.raw`'"' + '\'' + 'a`, String.raw`'"' + '\'' + 'a`, "    +      + 'a"],
    ["fn f<'a>(x: &'a str) { '{' }", "fn f<'a>(x: &'a str) { '{' }", "fn f<'a>(x: &'a str) {     }"],
  ];
  it.each(cases)('blanks comments and literals in %s', (text, code, bare) => {
    expect(readRustCode(text)).toEqual({ code, bare, end: text.length });
  });

  it('keeps every offset and line break', () => {
    const piece = fc.constantFrom('"', "'", '//', '/*', '*/', 'r#"', '"#', '\\', '\n', 'a', ' ', '{', '}');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const { code, bare } = readRustCode(text);
        for (const other of [code, bare]) {
          expect(other).toHaveLength(text.length);
          expect(other.split('\n').map((line) => line.length)).toEqual(text.split('\n').map((line) => line.length));
        }
      }),
    );
  });

  it('finds where the tests start', () => {
    const text = '// #[cfg(test)]\nfn f() {}\n#[cfg(test)]\nmod tests {}\n';
    expect(readRustCode(text).end).toBe(text.lastIndexOf('#[cfg'));
  });
});

describe('finding a block of Rust code', () => {
  it('ends at the matching brace', () => {
    expect(findFunctionBody('fn a() {} fn b() { { } } }', 'b')).toEqual({ start: 17, end: 24 });
  });

  it('finds nothing if a brace is missing', () => {
    expect(findBlock('fn a() { {', 0)).toBeUndefined();
    expect(findBlock('} fn a() {}', 0)).toBeUndefined();
    expect(findFunctionBody('fn a() {}', 'b')).toBeUndefined();
  });
});
