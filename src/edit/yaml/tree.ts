// Parses YAML to a tree of nodes, with the facts about each node that splicing needs.
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Node as YamlNode,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Problem } from '../edit-result.js';
import { lineBreakBefore, nextLine } from '../lines.js';
import type { MutableNode, Node } from '../node.js';

/** How a node is written in the file. */
export interface YamlFacts {
  /** `alias` is everything reached through one. */
  readonly kind: 'block' | 'flow' | 'scalar' | 'alias' | 'nothing';
  /** The end of its text, without what follows on the line. */
  readonly end: number;
  /** The offset of the dash, for an item of a block list. */
  dash?: number;
  /** The indentation of the lines of a block scalar. */
  readonly lines?: number;
  /** The quotes of a scalar. */
  readonly quote?: '"' | "'";
  /** Why it cannot be edited. */
  readonly refusal?: string;
  /** Whether it has an anchor that an alias refers to. */
  isShared?: true;
}

export interface YamlTree {
  readonly root: Node;
  readonly facts: ReadonlyMap<Node, YamlFacts>;
}

/** @param kind the type of the root of an empty file */
export function openYaml(
  text: string,
  kind: 'object' | 'array',
): { tree: YamlTree; problem?: undefined } | { tree?: undefined; problem: Problem } {
  const document = parseDocument(text, { keepSourceTokens: true, logLevel: 'error', version: '1.2' });
  const error = document.errors[0];
  if (error) return { problem: syntaxProblem(error.pos[0], error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')) };
  const unsupported = findUnsupported(document, text);
  if (unsupported) return { problem: unsupported };
  return { tree: new TreeMaker(text, document).make(kind) };
}

function syntaxProblem(offset: number, reason: string): Problem {
  return { code: 'edit/syntax', offset, message: `not YAML that can be edited: ${reason}` };
}

/** Syntax that is valid, but that the editor does not support. */
function findUnsupported(document: Document.Parsed, text: string): Problem | undefined {
  if (/^\.\.\.(\s|$)/m.test(text)) return syntaxProblem(text.search(/^\.\.\.(\s|$)/m), 'the document has an end marker');
  let problem: Problem | undefined;
  const anchors = new Set<string | undefined>();
  visit(document, {
    Pair(_, pair) {
      const start = (pair.srcToken as { start?: { type: string; offset: number }[] } | undefined)?.start;
      const explicit = start?.find(({ type }) => type === 'explicit-key-ind');
      if (explicit) problem ??= syntaxProblem(explicit.offset, 'a key is written with `?`');
      else if (!isScalar(pair.key)) problem ??= syntaxProblem((pair.key as YamlNode | null)?.range?.[0] ?? 0, 'a key is not a string');
    },
    Value(_, { anchor }) {
      anchors.add(anchor);
    },
    Alias(_, { source, range }) {
      if (!anchors.has(source)) problem ??= syntaxProblem(range![0], `there is no anchor \`${source}\` before its alias`);
    },
  });
  return problem;
}

function aliasNames(document: Document.Parsed): ReadonlySet<string> {
  const aliases = new Set<string>();
  visit(document, { Alias: (_, { source }) => void aliases.add(source) });
  return aliases;
}

class TreeMaker {
  readonly #facts = new Map<Node, YamlFacts>();
  readonly #aliases: ReadonlySet<string>;

  constructor(
    readonly text: string,
    readonly document: Document.Parsed,
  ) {
    this.#aliases = aliasNames(document);
  }

  make(kind: 'object' | 'array'): YamlTree {
    const { contents } = this.document;
    const isNothing = contents === null || (isScalar(contents) && contents.value === null && contents.range[0] === contents.range[1]);
    const root = isNothing ? this.#nothing(kind) : this.#convert(contents, undefined);
    return { root, facts: this.#facts };
  }

  #nothing(type: 'object' | 'array'): Node {
    const node: Node = { type, offset: 0, length: this.text.length, children: [] };
    this.#facts.set(node, { kind: 'nothing', end: this.text.length });
    return node;
  }

  #convert(node: YamlNode, parent: Node | undefined): MutableNode {
    if (isAlias(node)) return this.#alias(node, parent);
    const made = isMap(node) ? this.#map(node, parent) : isSeq(node) ? this.#seq(node, parent) : this.#scalar(node, parent);
    const { anchor } = node as { anchor?: string };
    if (anchor !== undefined && this.#aliases.has(anchor)) this.#facts.get(made)!.isShared = true;
    return made;
  }

  #scalar(node: YamlNode, parent: Node | undefined): MutableNode {
    const scalar = node as unknown as { value: unknown; range: [number, number, number]; type?: string };
    const [start, end] = scalar.range;
    const made = makeNode(scalar.value, start, end - start, parent);
    const isBlock = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED';
    const quote = scalar.type === 'QUOTE_DOUBLE' ? '"' : scalar.type === 'QUOTE_SINGLE' ? "'" : undefined;
    this.#facts.set(made, {
      kind: 'scalar',
      end: isBlock ? trimLineBreak(this.text, end) : end,
      ...(isBlock && { lines: /^\n*( *)/.exec(this.text.slice(nextLine(this.text, start)).replaceAll('\r', ''))![1]!.length }),
      ...(quote && { quote }),
    });
    return made;
  }

  /** The value of an alias can be read but not edited, because other aliases may share it. */
  #alias(node: YamlNode & { resolve(document: Document.Parsed): YamlNode | undefined }, parent: Node | undefined): MutableNode {
    const [start, end] = node.range!;
    const value = (node.resolve(this.document) as { toJS?: (document: Document.Parsed) => unknown } | undefined)?.toJS?.(this.document);
    return this.#aliasedValue(value, start, end - start, parent);
  }

  #aliasedValue(value: unknown, offset: number, length: number, parent: Node | undefined): MutableNode {
    const made = makeNode(value, offset, length, parent);
    this.#facts.set(made, {
      kind: 'alias',
      end: offset + length,
      refusal: 'this is an alias, and its anchor may have others',
    });
    if (Array.isArray(value)) made.children = value.map((member) => this.#aliasedValue(member, offset, length, made));
    else if (made.type === 'object')
      made.children = Object.entries(value as object).map(([key, member]) => {
        const property: MutableNode = { type: 'property', offset, length, parent: made };
        property.children = [
          { type: 'string', offset, length, value: key, parent: property },
          this.#aliasedValue(member, offset, length, property),
        ];
        return property;
      });
    return made;
  }

  #map(map: YAMLMap, parent: Node | undefined): MutableNode {
    const [start, end] = map.range!;
    const made: MutableNode = { type: 'object', offset: start, length: end - start, ...(parent && { parent }) };
    made.children = (map.items as Pair<YamlNode, YamlNode | null>[]).map(({ key, value }) => {
      const [from, to] = key.range!;
      const property: MutableNode = { type: 'property', offset: from, length: to - from, parent: made };
      const name: Node = {
        type: 'string',
        offset: from,
        length: to - from,
        value: String((key as unknown as { value: unknown }).value),
        parent: property,
      };
      const colon = this.text.indexOf(':', to) + 1;
      const inner = value ? this.#convert(value, property) : makeNode(null, colon, 0, property);
      if (!value || (inner.type === 'null' && inner.length === 0)) {
        inner.offset = colon;
        this.#facts.set(inner, { ...this.#facts.get(inner), kind: 'nothing', end: colon });
      }
      property.children = [name, inner];
      const tail = this.#facts.get(inner)!.end;
      property.length = tail - from;
      this.#facts.set(property, { kind: 'scalar', end: tail });
      return property;
    });
    return this.#collection(made, map, end);
  }

  #seq(seq: YAMLSeq, parent: Node | undefined): MutableNode {
    const [start, end] = seq.range!;
    const made: MutableNode = { type: 'array', offset: start, length: end - start, ...(parent && { parent }) };
    const tokens = (seq.srcToken as { items?: { start: { type: string; offset: number }[] }[] } | undefined)?.items ?? [];
    made.children = (seq.items as (YamlNode | null)[]).map((item, index) => {
      const dash = tokens[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset;
      const inner = item ? this.#convert(item, made) : makeNode(null, (dash ?? start) + 1, 0, made);
      if (!this.#facts.has(inner)) this.#facts.set(inner, { kind: 'nothing', end: inner.offset });
      if (dash !== undefined) this.#facts.get(inner)!.dash = dash;
      return inner;
    });
    return this.#collection(made, seq, end);
  }

  #collection(made: MutableNode, { flow, srcToken }: YAMLMap | YAMLSeq, end: number): MutableNode {
    const last = made.children!.at(-1);
    this.#facts.set(made, {
      kind: flow === true ? 'flow' : 'block',
      end: flow === true || !last ? end : this.#facts.get(last)!.end,
      ...(flow === true && hasComment(srcToken, end) && { refusal: 'this is in brackets with a comment between them' }),
    });
    return made;
  }
}

function makeNode(value: unknown, offset: number, length: number, parent: Node | undefined): MutableNode {
  const type =
    value === null || value === undefined ? 'null' : Array.isArray(value) ? 'array' : typeof value === 'object' ? 'object' : typeof value;
  const scalar =
    type === 'string' || type === 'number' || type === 'boolean' ? { value } : type === 'null' ? { value: null } : { children: [] };
  const known = ['string', 'number', 'boolean', 'null', 'array', 'object'].includes(type) ? type : 'string';
  return {
    type: known as Node['type'],
    offset,
    length,
    ...(parent && { parent }),
    ...(known === type ? scalar : { value: String(value) }),
  };
}

/** Whether there is a comment between the brackets, where a comma would become part of it. */
function hasComment(token: unknown, before: number): boolean {
  type Tokens = readonly { readonly type: string; readonly offset: number }[] | undefined;
  const { items = [], end } = token as { items?: readonly { start?: Tokens; sep?: Tokens }[]; end?: Tokens };
  return [...items.flatMap(({ start, sep }) => [start, sep]), end].some((tokens) =>
    tokens?.some(({ type, offset }) => type === 'comment' && offset < before),
  );
}

/** The end of a text without the line break at its end. */
function trimLineBreak(text: string, end: number): number {
  return text[end - 1] === '\n' ? lineBreakBefore(text, end) : end;
}
