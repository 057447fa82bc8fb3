import { isAlias, isMap, isScalar, visit, type Alias, type Document, type Node, type Scalar, type YAMLError, type YAMLMap } from 'yaml';
import { quote } from '../core/text.js';

/** A syntax error of a document, and its offset. */
export interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

const anySyntax = 'a spec is YAML 1.2 or JSON';
const noAliases = 'write the values out instead of using aliases';

/** Errors of the parser in words for people who write specs. */
const knownErrors: Partial<Record<YAMLError['code'], { message?: string; hint: string }>> = {
  BAD_DQ_ESCAPE: { hint: 'double the backslash, or use single quotes' },
  BAD_SCALAR_START: { hint: 'quote the text' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a mapping or a list cannot start here',
    hint: 'quote a text that contains `: `, and align the keys of a mapping',
  },
  MULTIPLE_DOCS: { message: 'a second document starts here', hint: 'a spec is one document: write each provider to its own file' },
  NON_STRING_KEY: { message: 'a key must be a string, not a list, a mapping or an alias', hint: anySyntax },
  RESOURCE_EXHAUSTION: { message: 'lists and mappings are nested too deeply', hint: 'a spec needs about ten levels' },
  TAB_AS_INDENT: { hint: 'indent with spaces' },
  TAG_RESOLVE_FAILED: { message: 'this tag has no meaning in a spec', hint: 'write the value without a tag' },
};

/** The first error of the parser at each offset: it often reports one mistake several times. */
export function parserProblems(document: Document.Parsed): SyntaxProblem[] {
  const byOffset = new Map<number, SyntaxProblem>();
  let quotes: Map<number, number> | undefined;
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    if (byOffset.has(pos[0])) continue;
    const known = knownErrors[code];
    if (isOpenQuote(message)) quotes ??= quotesByEnd(document);
    const offset = (isOpenQuote(message) ? quotes?.get(pos[0]) : undefined) ?? pos[0];
    byOffset.set(pos[0], { offset, message: known?.message ?? rewordMessage(message), hint: known?.hint ?? anySyntax });
  }
  return [...byOffset.values()];
}

/** What the parser accepts and a spec does not: another version of YAML, repeated keys, aliases without an anchor or within their own. */
export function yamlStructureErrors(document: Document.Parsed, lineOf: (offset: number) => number): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const report = (node: Node, message: string, hint: string): void => {
    problems.push({ offset: node.range?.[0] ?? 0, message, hint });
  };
  const { yaml } = document.directives;
  if (yaml.explicit === true && yaml.version !== '1.2') {
    problems.push({
      offset: 0,
      message: `the file declares YAML ${yaml.version}`,
      hint: 'a spec is YAML 1.2: remove the `%YAML` line',
    });
  }
  const anchors = new Map<string, Node>();
  const checkAlias = (alias: Alias): void => {
    const source = anchors.get(alias.source);
    if (!source) report(alias, `the anchor \`&${alias.source}\` is not defined before this alias`, 'quote a text that starts with `*`');
    else if (contains(source, alias)) report(alias, `the alias \`*${alias.source}\` is inside its own anchor`, noAliases);
  };
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) return checkAlias(node);
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (!isMap(node)) return;
      for (const { key, first } of repeatedKeys(node))
        report(key, `duplicate key ${quote(key.value)}, first used on line ${lineOf(first.range![0])}`, 'remove one of them');
    },
  });
  return problems;
}

/** The error, at the first alias, of a document whose aliases expand too much. */
export function tooManyAliases(document: Document.Parsed): SyntaxProblem {
  let offset = 0;
  visit(document, {
    Alias(_, alias) {
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return { offset, message: 'the aliases expand to too many values', hint: noAliases };
}

/** The parser can find these too, but in quadratic time. */
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

/** The start of quoted texts by their end. The parser reports an unclosed one at its end. */
function quotesByEnd(document: Document.Parsed): Map<number, number> {
  const starts = new Map<number, number>();
  visit(document, {
    Scalar(_, { range }) {
      if (range) starts.set(range[1], range[0]);
    },
  });
  return starts;
}

function rewordMessage(message: string): string {
  if (isOpenQuote(message)) return 'unclosed quotation mark';
  const text = message.replace(/^Plain value/, 'Unquoted text');
  return text.charAt(0).toLowerCase() + text.slice(1);
}
