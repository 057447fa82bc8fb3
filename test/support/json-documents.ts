// Documents of every layout: the tokens of a value with any white space and comments between them.
import fc from 'fast-check';
import type { JsonValue } from '../../src/core/edits.js';

export const awkwardText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('"', '\\', '//', '/* */', '},{', ']', 'r#"x"#', "it's", '\u202e', 'a\nb', '{{X}}', '日本', '$X ${Y}', '`'),
);

const scalar = fc.oneof(awkwardText, fc.integer(), fc.boolean(), fc.constant(null));
export const jsonValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key(), tie('value'), { maxKeys: 4 }),
  ),
})).value;

function key(): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom('a', 'b', 'name', 'models'), awkwardText).filter((text) => text !== '__proto__');
}

const spaces = fc.constantFrom('', '', ' ', '\n', '\n  ', '\n\t', '\n\n    ');
const trivia = fc.oneof(
  { weight: 6, arbitrary: spaces },
  { weight: 1, arbitrary: fc.constantFrom(' // note, "x": [\n', '/* , } ] */', ' /* a\n b */ ') },
);

/** The text of a value with the trivia of an endless stream between its tokens. */
export function layOut(value: JsonValue, stream: () => string, trailing = ''): string {
  if (Array.isArray(value))
    return bracketed(
      '[',
      value.map((member) => layOut(member as JsonValue, stream, trailing)),
      `${value.length > 0 ? trailing : ''}${stream()}]`,
      stream,
    );
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, member]) => `${JSON.stringify(name)}${stream()}:${stream()}${layOut(member, stream, trailing)}`,
    );
    return bracketed('{', members, `${members.length > 0 ? trailing : ''}${stream()}}`, stream);
  }
  return JSON.stringify(value);
}

function bracketed(open: string, members: string[], close: string, stream: () => string): string {
  return `${open}${stream()}${members.join(`${stream()},${stream()}`)}${members.length > 0 ? stream() : ''}${close}`;
}

export interface Layout {
  readonly kind: 'any' | 'two' | 'tab' | 'one line';
  readonly trivia: readonly string[];
  readonly crlf: boolean;
  readonly mark: boolean;
  /** A comma behind the last of the items, or nothing. */
  readonly trailing: string;
}

export const layout: fc.Arbitrary<Layout> = fc.record({
  kind: fc.constantFrom('any', 'two', 'tab', 'one line'),
  trivia: fc.array(trivia, { minLength: 1, maxLength: 40 }),
  crlf: fc.boolean(),
  mark: fc.boolean(),
  trailing: fc.constantFrom('', '', ','),
});

export function write(value: JsonValue, { kind, trivia: pieces, crlf, mark, trailing }: Layout): string {
  let at = 0;
  const stream = (): string => pieces[at++ % pieces.length]!;
  const text = kind === 'any' ? layOut(value, stream, trailing) : JSON.stringify(value, null, { two: 2, tab: '\t', 'one line': '' }[kind]);
  return (mark ? '\ufeff' : '') + (crlf ? text.replaceAll('\n', '\r\n') : text) + (crlf ? '\r\n' : '\n');
}
