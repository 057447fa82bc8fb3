import { isMap, isScalar, isSeq, LineCounter, parseDocument as parseYaml, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import { diagnose, type Diagnostic, type Position } from '../core/diagnostics.js';
import { parseJson, type Span } from './json-document.js';
import { fromPointer, type Path } from '../core/pointer.js';
import { parserProblems, yamlStructureErrors, tooManyAliases, type SyntaxProblem } from './syntax-errors.js';
import { withoutMark } from '../core/text.js';

/** 1 MiB, in UTF-16 code units. */
export const maxSpecLength = 1024 * 1024;

/** A YAML or JSON file: its text, its value, and the positions of its parts. */
export interface ParsedDocument {
  readonly path: string;
  /** Without a byte order mark. */
  readonly text: string;
  readonly value: unknown;
  /** The span of a value or its key, or of the nearest parent that exists. */
  readonly span: (path: Path | string, part?: 'key' | 'value') => Span;
  /** The position of that span, or of a text in it, if one is given and the span contains it verbatim. */
  readonly locate: (path: Path | string, part?: 'key' | 'value', text?: string) => Position;
}

/**
 * Parses YAML 1.2 or JSON.
 * @returns the document, or why it cannot be parsed: `spec/syntax`, `spec/too-large`
 */
export function parseDocument(path: string, bytes: string): { document?: ParsedDocument; diagnostics: Diagnostic[] } {
  const text = withoutMark(bytes);
  if (text.length > maxSpecLength) {
    return {
      diagnostics: [
        diagnose('spec/too-large', `the file has ${text.length} characters; the maximum is ${maxSpecLength}`, {
          at: { path, line: 1, column: 1 },
        }),
      ],
    };
  }
  const json = parseJson(text);
  if (json) return { document: documentOf(path, text, json.value, json.span, positions(path, countLines(text))), diagnostics: [] };
  const lines = new LineCounter();
  const yaml = parseYaml(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: '1.2',
    logLevel: 'error',
    stringKeys: true,
    uniqueKeys: false,
    // The schema would accept `!!set` and the like as mappings without members.
    resolveKnownTags: false,
  });
  const position = positions(path, () => lines);
  const refuse = (problems: readonly SyntaxProblem[]): { diagnostics: Diagnostic[] } => ({
    diagnostics: problems.map(({ offset, message, hint }) => diagnose('spec/syntax', message, { at: position(offset), hint })),
  });
  const syntax = parserProblems(yaml);
  if (syntax.length > 0) return refuse(syntax);
  const structure = yamlStructureErrors(yaml, (offset) => position(offset).line);
  if (structure.length > 0) return refuse(structure);
  let value: unknown;
  try {
    value = yaml.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // toJS throws nothing else when every alias has its anchor.
    if (!(error instanceof ReferenceError)) throw error;
    return refuse([tooManyAliases(yaml)]);
  }
  return { document: documentOf(path, text, value, locator(yaml), position), diagnostics: [] };
}

function documentOf(path: string, text: string, value: unknown, find: Finder, position: (offset: number) => Position): ParsedDocument {
  const span: ParsedDocument['span'] = (at, part = 'value') => find(typeof at === 'string' ? fromPointer(at) : at, part);
  return {
    path,
    text,
    value,
    span,
    locate(at, part, inner) {
      const { start, end } = span(at, part);
      const within = inner === undefined ? -1 : text.slice(start, end).indexOf(inner);
      return position(start + Math.max(0, within));
    },
  };
}

function positions(path: string, lines: () => LineCounter): (offset: number) => Position {
  return (offset) => {
    const { line, col } = lines().linePos(offset);
    return { path, line: Math.max(1, line), column: Math.max(1, col) };
  };
}

/** The lines of a text, counted on first use. */
function countLines(text: string): () => LineCounter {
  let counter: LineCounter | undefined;
  return () => {
    if (counter) return counter;
    counter = new LineCounter();
    counter.addNewLine(0);
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) counter.addNewLine(at + 1);
    return counter;
  };
}

type Finder = (steps: Path, part: 'key' | 'value') => Span;

function locator(document: Document.Parsed): Finder {
  const members = new WeakMap<YAMLMap, Map<string, Pair>>();
  const member = (map: YAMLMap, key: string): Pair | undefined => {
    let found = members.get(map);
    if (!found) members.set(map, (found = new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]))));
    return found.get(key);
  };
  return (steps, part) => {
    let node: Node | null | undefined = document.contents;
    let span = spanOf(node, { start: 0, end: 0 });
    for (const [index, step] of steps.entries()) {
      const last = index === steps.length - 1;
      if (isMap(node)) {
        const pair = member(node, String(step));
        if (!pair) break;
        const key = spanOf(pair.key as Node, span);
        node = pair.value as Node | null;
        span = last && part === 'key' ? key : spanOf(node, key);
      } else if (isSeq(node)) {
        const item: unknown = node.items[Number(step)];
        if (item === undefined) break;
        node = item as Node;
        span = spanOf(node, span);
      } else break;
    }
    return span;
  };
}

function spanOf(node: Node | null | undefined, otherwise: Span): Span {
  return node?.range ? { start: node.range[0], end: node.range[1] } : otherwise;
}
