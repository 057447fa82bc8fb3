// A YAML document as the tree that is merged into, with what splicing has to know of each node.
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
import { nextLine } from '../lines.js';
import type { Problem } from '../outcome.js';
import type { Node } from '../format-editor.js';

/** What a node of the tree was in the file. */
export interface YamlFacts {
  /** `alias` is whatever is reached through one. */
  readonly kind: 'block' | 'flow' | 'scalar' | 'alias' | 'nothing';
  /** Where its text ends, without what follows it on the line. */
  readonly end: number;
  /** Of an item of a block list, the offset of its dash. */
  dash?: number;
  /** Of a scalar with lines of its own, how far they are indented. */
  readonly lines?: number;
  /** How a scalar is quoted. */
  readonly quote?: '"' | "'";
  /** Why it cannot be changed. */
  readonly refusal?: string;
  /** Whether it has an anchor, with an alias elsewhere. */
  isShared?: true;
}

export interface YamlTree {
  readonly root: Node;
  readonly facts: ReadonlyMap<Node, YamlFacts>;
}

/** @param kind what an empty file stands for */
export function openYaml(
  text: string,
  kind: 'object' | 'array',
): { tree: YamlTree; problem?: undefined } | { tree?: undefined; problem: Problem } {
  const document = parseDocument(text, { keepSourceTokens: true, logLevel: 'error', version: '1.2' });
  const error = document.errors[0];
  if (error) return { problem: syntax(error.pos[0], error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')) };
  const foreign = refused(document, text);
  if (foreign) return { problem: foreign };
  return { tree: new TreeMaker(text, document).make(kind) };
}

function syntax(offset: number, reason: string): Problem {
  return { code: 'edit/syntax', offset, message: `not YAML that can be edited: ${reason}` };
}

/** What no configuration has, and an edit could not be sure of. */
function refused(document: Document.Parsed, text: string): Problem | undefined {
  if (/^\.\.\.(\s|$)/m.test(text)) return syntax(text.search(/^\.\.\.(\s|$)/m), 'the document has an end marker');
  let problem: Problem | undefined;
  const anchors = new Set<string | undefined>();
  visit(document, {
    Pair(_, pair) {
      const start = (pair.srcToken as { start?: { type: string; offset: number }[] } | undefined)?.start;
      const explicit = start?.find(({ type }) => type === 'explicit-key-ind');
      if (explicit) problem ??= syntax(explicit.offset, 'a key is written with `?`');
      else if (!isScalar(pair.key)) problem ??= syntax((pair.key as YamlNode | null)?.range?.[0] ?? 0, 'a key is no text');
    },
    Value(_, { anchor }) {
      anchors.add(anchor);
    },
    Alias(_, { source, range }) {
      if (!anchors.has(source)) problem ??= syntax(range![0], `there is no anchor \`${source}\` before its alias`);
    },
  });
  return problem;
}

function aliasesOf(document: Document.Parsed): ReadonlySet<string> {
  const aliases = new Set<string>();
  visit(document, { Alias: (_, { source }) => void aliases.add(source) });
  return aliases;
}

/** A node while it is made. */
type Made = { -readonly [Key in keyof Node]: Node[Key] };

class TreeMaker {
  readonly #facts = new Map<Node, YamlFacts>();
  readonly #aliases: ReadonlySet<string>;

  constructor(
    readonly text: string,
    readonly document: Document.Parsed,
  ) {
    this.#aliases = aliasesOf(document);
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

  #convert(node: YamlNode, parent: Node | undefined): Made {
    if (isAlias(node)) return this.#alias(node, parent);
    const made = isMap(node) ? this.#map(node, parent) : isSeq(node) ? this.#seq(node, parent) : this.#scalar(node, parent);
    const { anchor } = node as { anchor?: string };
    if (anchor !== undefined && this.#aliases.has(anchor)) this.#facts.get(made)!.isShared = true;
    return made;
  }

  #scalar(node: YamlNode, parent: Node | undefined): Made {
    const scalar = node as unknown as { value: unknown; range: [number, number, number]; type?: string };
    const [start, end] = scalar.range;
    const made = nodeOf(scalar.value, start, end - start, parent);
    const isBlock = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED';
    const quote = scalar.type === 'QUOTE_DOUBLE' ? '"' : scalar.type === 'QUOTE_SINGLE' ? "'" : undefined;
    this.#facts.set(made, {
      kind: 'scalar',
      end: isBlock ? withoutBreak(this.text, end) : end,
      ...(isBlock && { lines: /^\n*( *)/.exec(this.text.slice(nextLine(this.text, start)).replaceAll('\r', ''))![1]!.length }),
      ...(quote && { quote }),
    });
    return made;
  }

  /** What an alias stands for can be read, and is not changed: others may stand for it too. */
  #alias(node: YamlNode & { resolve(document: Document.Parsed): YamlNode | undefined }, parent: Node | undefined): Made {
    const [start, end] = node.range!;
    const value = (node.resolve(this.document) as { toJS?: (document: Document.Parsed) => unknown } | undefined)?.toJS?.(this.document);
    const made = this.#plain(value, start, end - start, parent);
    return made;
  }

  #plain(value: unknown, offset: number, length: number, parent: Node | undefined): Made {
    const made = nodeOf(value, offset, length, parent);
    this.#facts.set(made, {
      kind: 'alias',
      end: offset + length,
      refusal: 'this is the alias of an anchor, and others may stand for the same',
    });
    if (Array.isArray(value)) made.children = value.map((member) => this.#plain(member, offset, length, made));
    else if (made.type === 'object')
      made.children = Object.entries(value as object).map(([key, member]) => {
        const property: Made = { type: 'property', offset, length, parent: made };
        property.children = [
          { type: 'string', offset, length, value: key, parent: property },
          this.#plain(member, offset, length, property),
        ];
        return property;
      });
    return made;
  }

  #map(map: YAMLMap, parent: Node | undefined): Made {
    const [start, end] = map.range!;
    const made: Made = { type: 'object', offset: start, length: end - start, ...(parent && { parent }) };
    made.children = (map.items as Pair<YamlNode, YamlNode | null>[]).map(({ key, value }) => {
      const [from, to] = key.range!;
      const property: Made = { type: 'property', offset: from, length: to - from, parent: made };
      const name: Node = {
        type: 'string',
        offset: from,
        length: to - from,
        value: String((key as unknown as { value: unknown }).value),
        parent: property,
      };
      const colon = this.text.indexOf(':', to) + 1;
      const inner = value ? this.#convert(value, property) : nodeOf(null, colon, 0, property);
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

  #seq(seq: YAMLSeq, parent: Node | undefined): Made {
    const [start, end] = seq.range!;
    const made: Made = { type: 'array', offset: start, length: end - start, ...(parent && { parent }) };
    const tokens = (seq.srcToken as { items?: { start: { type: string; offset: number }[] }[] } | undefined)?.items ?? [];
    made.children = (seq.items as (YamlNode | null)[]).map((item, index) => {
      const dash = tokens[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset;
      const inner = item ? this.#convert(item, made) : nodeOf(null, (dash ?? start) + 1, 0, made);
      if (!this.#facts.has(inner)) this.#facts.set(inner, { kind: 'nothing', end: inner.offset });
      if (dash !== undefined) this.#facts.get(inner)!.dash = dash;
      return inner;
    });
    return this.#collection(made, seq, end);
  }

  #collection(made: Made, { flow, srcToken }: YAMLMap | YAMLSeq, end: number): Made {
    const last = made.children!.at(-1);
    this.#facts.set(made, {
      kind: flow === true ? 'flow' : 'block',
      end: flow === true || !last ? end : this.#facts.get(last)!.end,
      ...(flow === true && hasComment(srcToken, end) && { refusal: 'this is in brackets, with a comment among them' }),
    });
    return made;
  }
}

function nodeOf(value: unknown, offset: number, length: number, parent: Node | undefined): Made {
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

/** Whether there is a comment between the brackets, which a comma could end up behind. */
function hasComment(token: unknown, before: number): boolean {
  type Tokens = readonly { readonly type: string; readonly offset: number }[] | undefined;
  const { items = [], end } = token as { items?: readonly { start?: Tokens; sep?: Tokens }[]; end?: Tokens };
  return [...items.flatMap(({ start, sep }) => [start, sep]), end].some((tokens) =>
    tokens?.some(({ type, offset }) => type === 'comment' && offset < before),
  );
}

/** The end of a text that takes its last line break with it. */
function withoutBreak(text: string, end: number): number {
  if (text[end - 1] !== '\n') return end;
  return text[end - 2] === '\r' ? end - 2 : end - 1;
}
