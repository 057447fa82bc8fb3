import { isAlias, isMap, isScalar, visit, type Alias, type Document, type Node, type Scalar, type YAMLError, type YAMLMap } from 'yaml';
import { quote } from '../core/text.js';

/** What is wrong with the text of a spec, and at which offset. */
export interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

const anySyntax = 'a spec is YAML 1.2 or JSON';
const noAliases = 'write the values out instead of using aliases';

/** The parser's words for its own users, in words for people who write a spec. */
const words: Partial<Record<YAMLError['code'], { message?: string; hint: string }>> = {
  BAD_DQ_ESCAPE: { hint: 'write a backslash twice, or put the text in single quotes' },
  BAD_SCALAR_START: { hint: 'put quotes around the text' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a mapping or a list cannot start here',
    hint: 'a text with `: ` in it needs quotes, and the keys of one mapping stand in one column',
  },
  MULTIPLE_DOCS: { message: 'a second document starts here', hint: 'a spec is one document: put each provider into a file of its own' },
  NON_STRING_KEY: { message: 'a key is a text, not a list, a mapping or an alias', hint: anySyntax },
  RESOURCE_EXHAUSTION: { message: 'lists and mappings are nested too deeply', hint: 'a spec has about ten levels' },
  TAB_AS_INDENT: { hint: 'indent with spaces' },
  TAG_RESOLVE_FAILED: { message: 'this tag has no meaning in a spec', hint: 'write the value without a tag' },
};

/** What the parser says, one problem a place: where one thing is wrong, it often says more than one. */
export function parserProblems(document: Document.Parsed): SyntaxProblem[] {
  const byOffset = new Map<number, SyntaxProblem>();
  let quotes: Map<number, number> | undefined;
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    if (byOffset.has(pos[0])) continue;
    const known = words[code];
    if (isOpenQuote(message)) quotes ??= quotesByEnd(document);
    const offset = (isOpenQuote(message) ? quotes?.get(pos[0]) : undefined) ?? pos[0];
    byOffset.set(pos[0], { offset, message: known?.message ?? reworded(message), hint: known?.hint ?? anySyntax });
  }
  return [...byOffset.values()];
}

/** What the parser takes and a spec does not: another YAML, keys that are there twice, aliases that lead nowhere or to themselves. */
export function structureProblems(document: Document.Parsed, lineOf: (offset: number) => number): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const say = (node: Node, message: string, hint: string): void => {
    problems.push({ offset: node.range?.[0] ?? 0, message, hint });
  };
  const { yaml } = document.directives;
  if (yaml.explicit === true && yaml.version !== '1.2') {
    problems.push({
      offset: 0,
      message: `the file says that it is YAML ${yaml.version}`,
      hint: 'a spec is YAML 1.2: remove the line `%YAML`',
    });
  }
  const anchors = new Map<string, Node>();
  const checkAlias = (alias: Alias): void => {
    const source = anchors.get(alias.source);
    if (!source) say(alias, `no anchor \`&${alias.source}\` comes before this alias`, 'put quotes around a text that starts with `*`');
    else if (contains(source, alias)) say(alias, `the alias \`*${alias.source}\` stands within what it names`, noAliases);
  };
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) return checkAlias(node);
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (!isMap(node)) return;
      for (const { key, first } of repeatedKeys(node))
        say(key, `the key ${quote(key.value)} is there already, on line ${lineOf(first.range![0])}`, 'remove one of them');
    },
  });
  return problems;
}

/** The first alias, for a document whose aliases stand for far more values than were written. */
export function tooManyAliases(document: Document.Parsed): SyntaxProblem {
  let offset = 0;
  visit(document, {
    Alias(_, alias) {
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return { offset, message: 'the aliases stand for far more values than are written', hint: noAliases };
}

/** The parser can look for these too, but compares every key with every other. */
function* repeatedKeys(map: YAMLMap): Generator<{ key: Scalar; first: Scalar }> {
  const seen = new Map<unknown, Scalar>();
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    const first = seen.get(key.value);
    if (first) yield { key, first };
    else seen.set(key.value, key);
  }
}

function contains(outer: Node, inner: Node): boolean {
  // Every node of a parsed document has a range.
  const [start, , end] = outer.range!;
  return inner.range![0] >= start && inner.range![0] < end;
}

function isOpenQuote(message: string): boolean {
  return /^Missing closing .quote$/.test(message);
}

/** Where quoted texts start, by where they end: of one that is not closed the parser names the place where it gave up. */
function quotesByEnd(document: Document.Parsed): Map<number, number> {
  const starts = new Map<number, number>();
  visit(document, {
    Scalar(_, { range }) {
      if (range) starts.set(range[1], range[0]);
    },
  });
  return starts;
}

function reworded(message: string): string {
  if (isOpenQuote(message)) return 'this quotation mark is not closed';
  const text = message.replace(/^Plain value/, 'A text without quotes');
  return text.charAt(0).toLowerCase() + text.slice(1);
}
