// Rust files of many layouts, with what could lead a careless editor astray.
import fc from 'fast-check';

export interface RustLayout {
  readonly ids: readonly string[];
  readonly indent: '    ' | '  ' | '\t';
  readonly crlf: boolean;
  readonly mark: boolean;
  readonly oneLineList: boolean;
  readonly lastComma: boolean;
  readonly comments: readonly string[];
  readonly decoy: boolean;
  readonly testsFirst: boolean;
}

/** Comments that stand behind an item or on a line of their own. They look like code. */
const comment = fc.constantFrom(
  '',
  '',
  '',
  ' // pub const X: ProviderId = "',
  ' /* } "custom" => */',
  ' /* a /* nested */ , */',
  ' // end }',
);

export const rustLayout: fc.Arbitrary<RustLayout> = fc.record({
  ids: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{1,8}(_[a-z0-9]{1,8})?$/), { minLength: 1, maxLength: 6 }),
  indent: fc.constantFrom('    ', '  ', '\t'),
  crlf: fc.boolean(),
  mark: fc.boolean(),
  oneLineList: fc.boolean(),
  lastComma: fc.boolean(),
  comments: fc.array(comment, { minLength: 1, maxLength: 9 }),
  decoy: fc.boolean(),
  testsFirst: fc.boolean(),
});

export function writeRust(layout: RustLayout): string {
  const { ids, indent: i, comments } = layout;
  let at = 0;
  const note = (): string => comments[at++ % comments.length]!;
  const ident = (id: string): string => id.toUpperCase();
  const consts = ids.map((id) => `${i}pub const ${ident(id)}: ProviderId = ProviderId(Cow::Borrowed("${id}"));${note()}`);
  const elements = ids.map((id) => `ProviderId::${ident(id)}`);
  const list = layout.oneLineList
    ? `&[${elements.join(', ')}]`
    : `&[\n${elements.map((element, n) => `${i}${i}${i}${element}${n < ids.length - 1 || layout.lastComma ? ',' : ''}${note()}\n`).join('')}${i}${i}]`;
  const arm = (id: string, value: string): string => `${i}${i}${i}"${id}" => ${value},${note()}`;
  const decoy = layout.decoy
    ? [
        `const TEXT: &str = r##"impl ProviderId { pub const FAKE: u8 = 1; fn built_in_providers() { &[1 "# }"##;`,
        `/* impl ProviderId { /* { */ const NO: u8 = '"'; */`,
        `impl<'a> Other<'a> { pub const QUOTE: char = '"'; pub const BRACE: char = '{'; }`,
      ]
    : [];
  const test = (name: string): string[] => [`${i}#[test]`, `${i}fn ${name}() {`, `${i}${i}assert!(true); // } "`, `${i}}`];
  const lines = [
    ...decoy,
    "pub struct ProviderId(Cow<'static, str>);",
    '',
    'impl ProviderId {',
    ...consts,
    '',
    `${i}/// All of them`,
    `${i}pub fn built_in_providers() -> &'static [ProviderId] {`,
    `${i}${i}${list}`,
    `${i}}`,
    '',
    `${i}fn display_name(&self) -> String {`,
    `${i}${i}match self.0.as_ref() {`,
    ...ids.map((id) => arm(id, `"${ident(id)}".to_string()`)),
    `${i}${i}${i}_ => String::new(),`,
    `${i}${i}}`,
    `${i}}`,
    '}',
    '',
    'impl std::str::FromStr for ProviderId {',
    `${i}type Err = Infallible;`,
    `${i}fn from_str(s: &str) -> Result<Self, Self::Err> {`,
    `${i}${i}Ok(match s {`,
    ...ids.map((id) => arm(id, `ProviderId::${ident(id)}`)),
    `${i}${i}${i}// what is left`,
    `${i}${i}${i}custom => ProviderId(Cow::Owned(custom.to_string())),`,
    `${i}${i}})`,
    `${i}}`,
    '}',
    '',
    '#[cfg(test)]',
    'mod tests {',
    ...(layout.testsFirst ? [] : [`${i}use super::*;`, '', ...test('test_first'), '']),
    ...test('test_io_intelligence'),
    ...(layout.testsFirst ? [] : ['', ...test('test_last')]),
    '}',
  ];
  const text = `${lines.join('\n')}\n`;
  return (layout.mark ? '\ufeff' : '') + (layout.crlf ? text.replaceAll('\n', '\r\n') : text);
}
