// Rust that the generated documents of the laws do not cover: each case was a bug once.
import { describe, expect, it } from 'vitest';
import type { PatchEdit, PatchStep } from '../../../src/core/edits.js';
import { editText } from '../../support/edit.js';

const arm = (value: string): PatchStep => ({
  item: 'arm',
  within: { impl: 'P', fn: 'name' },
  key: 'new',
  text: `"new" => ${value}`,
  label: 'arm',
});
const constant: PatchStep = {
  item: 'const',
  within: { impl: 'P' },
  key: 'NEW',
  unique: 'new',
  text: 'pub const NEW: P = P("new");',
  label: 'const',
};
const element: PatchStep = { item: 'element', within: { impl: 'P', fn: 'all' }, key: 'P::NEW', text: 'P::NEW', label: 'element' };
const test = (name: string): PatchStep => ({
  item: 'fn',
  within: { mod: 'tests' },
  key: name,
  text: `#[test]\nfn ${name}() {\n    assert!(true);\n}`,
  keep: true,
  label: 'test',
});
const edit = (...steps: PatchStep[]): PatchEdit => ({ kind: 'patch', path: 'x.rs', language: 'rust', steps });

const match = (arms: string): string => `impl P {\n    fn name(&self) -> String {\n        match self.0 {\n${arms}        }\n    }\n}\n`;
const matchOnLine = (arms: string): string => `impl P {\n    fn name(&self) -> String {\n        match self.0 { ${arms} }\n    }\n}\n`;
const apply = (text: string, ...steps: PatchStep[]): ReturnType<typeof editText> => editText(text, [edit(...steps)]);

async function roundTrip(text: string, ...steps: PatchStep[]): Promise<string> {
  const applied = await apply(text, ...steps);
  expect(applied.errors).toEqual([]);
  expect((await apply(applied.text, ...steps)).resolution.changes).toEqual([]);
  expect((await editText(applied.text, [edit(...steps)], 'remove')).text).toBe(text);
  return applied.text;
}

describe('a match arm', () => {
  const block = match('            "new" => {\n                "A long name".to_string()\n            }\n            _ => x(),\n');
  const unreadable = 'unsafe extern "C" {\n    safe fn f();\n}\n';

  it('gets a comma when its block becomes an expression, also in a file with syntax errors elsewhere', async () => {
    const { text, errors } = await apply(block + unreadable, arm('"N".to_string()'));
    expect(errors).toEqual([]);
    expect(text).toBe(match('            "new" => "N".to_string(),\n            _ => x(),\n') + unreadable);
  });

  it('gets a block with the indentation and the line breaks of the file', async () => {
    const crlf = match('            "new" => "N".to_string(),\n            _ => x(),\n').replaceAll('\n', '\r\n');
    const { text } = await apply(crlf, arm('{\n    "A long name".to_string()\n}'));
    expect(text).toBe(block.replaceAll('\n', '\r\n'));
  });

  it.each(['"N".to_string()', '{ long() }'])('is inserted before the catch-all arm on the same line: %s', async (value) => {
    const text = await roundTrip(matchOnLine('_ => x()'), arm(value));
    expect(text).toBe(matchOnLine(`"new" => ${value}${value.endsWith('}') ? '' : ','} _ => x()`));
  });

  it('adds the missing comma to the arm before it on the line', async () => {
    const { text } = await apply(matchOnLine('"old" => x()'), arm('P::NEW'));
    expect(text).toBe(matchOnLine('"old" => x(), "new" => P::NEW,'));
  });

  it('is not changed if only a block around its value differs', async () => {
    const { resolution } = await apply(match('            "new" => { P::NEW }\n            _ => x(),\n'), arm('P::NEW'));
    expect(resolution).toMatchObject({ changes: [], drift: [], problems: [] });
  });

  it('with a guard does not count as ours, even if the guard contains our text', async () => {
    const guarded = match('            old if old == "new" => P::OLD,\n            _ => x(),\n');
    expect(await roundTrip(guarded, arm('P::NEW'))).toContain('"new" => P::NEW,\n            _ =>');
  });

  it('is inserted before a binding that matches everything', async () => {
    expect(await roundTrip(match('            "a" => P::A,\n            rest @ _ => x(),\n'), arm('P::NEW'))).toMatch(
      /"new" => P::NEW,\s+rest @ _/,
    );
  });

  it('is removed with its comma from a match whose last arm has none', async () => {
    const text = await roundTrip(match('            "a" => P::A,\n            "b" => P::B\n'), arm('P::NEW'));
    expect(text).toBe(match('            "a" => P::A,\n            "b" => P::B,\n            "new" => P::NEW\n'));
  });

  it('for two patterns is neither removed nor changed', async () => {
    const shared = match('            "new" | "old" => P::OLD,\n            _ => x(),\n');
    for (const direction of ['apply', 'remove'] as const) {
      const { resolution, errors } = await editText(shared, [edit(arm('P::NEW'))], direction);
      expect(resolution.changes).toEqual([]);
      expect(errors).toMatchObject([{ code: 'edit/conflict', at: { line: 4, column: 13 } }]);
    }
  });
});

describe('a constant of an impl', () => {
  it('is found after the functions and in another impl block', async () => {
    const late = 'impl P {\n    pub const A: P = P("a");\n    fn f() {}\n    pub const NEW: P = P("new");\n}\n';
    const other = 'impl P {\n    pub const A: P = P("a");\n}\nimpl P {\n    pub const NEW: P = P("new");\n}\n';
    for (const text of [late, other]) expect((await apply(text, constant)).resolution.changes).toEqual([]);
  });

  it('is inserted after the constants before the functions', async () => {
    const text = await roundTrip('impl P {\n    pub const A: P = P("a");\n\n    fn f() {}\n    pub const Z: P = P("z");\n}\n', constant);
    expect(text).toContain('pub const A: P = P("a");\n    pub const NEW: P = P("new");\n\n    fn f');
  });

  it('with our name and another value is neither changed nor removed', async () => {
    const text = 'impl P {\n    pub const NEW: P = P("other");\n}\n';
    for (const direction of ['apply', 'remove'] as const) {
      const { resolution, errors } = await editText(text, [edit(constant)], direction);
      expect(resolution.changes).toEqual([]);
      expect(errors).toMatchObject([{ code: 'edit/conflict' }]);
    }
  });

  it('is removed with its doc comment', async () => {
    const text = 'impl P {\n    pub const A: P = P("a");\n    /** New. */\n    pub const NEW: P = P("new");\n}\n';
    expect((await editText(text, [edit(constant)], 'remove')).text).toBe('impl P {\n    pub const A: P = P("a");\n}\n');
  });
});

it('a slice element written with Self is the same element', async () => {
  const text = 'impl P {\n    fn all() -> &[P] {\n        &[\n            Self::A,\n            Self::NEW,\n        ]\n    }\n}\n';
  expect((await apply(text, element)).resolution.changes).toEqual([]);
});

describe('test functions', () => {
  it.each([
    'mod tests {\n    use super::*;\n}\n',
    'mod tests {\r\n    use super::*;\r\n}\r\n',
    'mod tests {\n    use super::*;\n\n    const X: u8 = 1; // one\n}\n',
  ])('are inserted into a module without functions, each on lines of its own: %j', async (text) => {
    const applied = await roundTrip(text, test('test_a'), test('test_b'));
    expect(applied.split(/\r?\n/).filter((line) => line.includes('fn '))).toEqual(['    fn test_a() {', '    fn test_b() {']);
    const half = await editText(applied, [edit(test('test_a'))], 'remove');
    expect((await editText(half.text, [edit(test('test_b'))], 'remove')).text).toBe(text);
  });

  it('are inserted into an empty module, on lines of their own', async () => {
    const { text } = await apply('mod tests {}\n', test('test_new'));
    expect(text).toBe('mod tests {\n    #[test]\n    fn test_new() {\n        assert!(true);\n    }\n}\n');
  });

  it('are inserted into the module that has functions', async () => {
    const text = await roundTrip(
      '#[cfg(test)]\nmod tests {}\nmod other {}\nmod tests {\n    #[test]\n    fn test_x() {}\n}\n',
      test('test_a'),
    );
    expect(text).toMatch(/fn test_x\(\) \{\}\n\n {4}#\[test\]\n {4}fn test_a/);
  });

  it('are not added if one with an older name exists, and are reported if they differ', async () => {
    const text = 'mod tests {\n    #[test]\n    fn test_old() {}\n\n    #[test]\n    fn test_b() { other(); }\n}\n';
    const { resolution } = await apply(text, { ...test('test_a'), otherKeys: ['test_old'] }, test('test_b'));
    expect(resolution.changes).toEqual([]);
    expect(resolution.problems).toMatchObject([{ code: 'edit/differs', severity: 'warning', at: { line: 5 } }]);
  });
});

describe('an edit of a broken Rust file', () => {
  it('is refused if the result would not parse', async () => {
    const { resolution, errors } = await apply('impl P {\n    pub const A: P = P("a");\n}\n', { ...constant, text: 'pub const = ;' });
    expect(resolution.changes).toEqual([]);
    expect(errors).toMatchObject([{ code: 'edit/broken' }]);
  });

  it('is refused if the code around the place does not parse', async () => {
    const { resolution, errors } = await apply('impl P {\n    pub const A: P = P("a");\n    pub const B: = ;\n}\n', constant);
    expect(resolution.changes).toEqual([]);
    expect(errors).toMatchObject([{ code: 'edit/syntax', at: { line: 3 } }]);
  });
});
