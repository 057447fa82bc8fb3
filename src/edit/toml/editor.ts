import type { AST } from 'toml-eslint-parser';
import type { JsonValue, MergeEdit } from '../../core/edits.js';
import { insertItems, removeItems } from '../bracket-items.js';
import type { Format, FormatEditor, Insertion, InsertionPoint } from '../format-editor.js';
import { eolOf, indentAt, lineBreakBefore, lineEnd, lineStart, nextLine } from '../lines.js';
import { PendingChanges } from '../merge/pending-changes.js';
import { nodeSpan, propertyKey, type Node } from '../node.js';
import { mergeRemovals, splitRemovalsAtAdditions, type Splice } from '../splice.js';
import { isBlock, tomlBlocks, tomlKey, tomlValue } from './print.js';
import { openToml, type TomlFacts, type TomlTree } from './tree.js';

interface TomlItem {
  /** A line `key = value`, or tables with their headers. */
  readonly print: string;
  readonly block: boolean;
  /** The text for inside brackets. */
  readonly inline: () => string;
}

class TomlEditor implements FormatEditor {
  readonly root: Node;
  readonly #eol: string;
  readonly #tablesAdded = new Set<Splice>();
  readonly #pending = new PendingChanges<TomlItem>({
    insertion: (container, after, added) => this.#insertion(container, after, added),
    removal: (container, nodes) => this.#removal(container, nodes),
  });

  constructor(
    readonly text: string,
    readonly tree: TomlTree,
  ) {
    this.root = tree.root;
    this.#eol = eolOf(text);
  }

  refusalReason(): undefined {
    return undefined;
  }

  insertElement(list: Node, value: JsonValue, after: InsertionPoint<TomlItem>, edit: MergeEdit): Insertion<TomlItem> {
    const { path } = this.#factsOf(list);
    const header = `[[${path.map(tomlKey).join('.')}]]`;
    const print = tomlBlocks(header, path, value as { readonly [key: string]: JsonValue }, edit.layout?.inline ?? [], this.#eol);
    return this.#pending.insert(list, after, { print, block: true, inline: () => tomlValue(value) });
  }

  insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined, edit: MergeEdit): Insertion<TomlItem> {
    const { form, path } = this.#factsOf(object);
    const inline = (): string => `${tomlKey(key)} = ${tomlValue(value)}`;
    if (form === 'inline') return this.#pending.insert(object, { item: after }, { print: inline(), block: false, inline });
    if (form !== 'dotted' && isBlock(key, value, edit.layout?.inline ?? [])) {
      const inner = [...path, key];
      const blocks = Array.isArray(value)
        ? (value as { readonly [key: string]: JsonValue }[])
        : [value as { readonly [key: string]: JsonValue }];
      const [open, close] = Array.isArray(value) ? ['[[', ']]'] : ['[', ']'];
      const header = open + inner.map(tomlKey).join('.') + close;
      const print = blocks.map((one) => tomlBlocks(header, inner, one, edit.layout?.inline ?? [], this.#eol)).join(this.#eol + this.#eol);
      return this.#pending.insert(object, { item: after }, { print, block: true, inline });
    }
    const prefix = form === 'dotted' ? path.slice(this.#tableOf(object).path.length) : [];
    const print = `${[...prefix, key].map(tomlKey).join('.')} = ${tomlValue(value)}`;
    // New keys of a table without a header share the header that is inserted.
    return this.#pending.insert(object, { item: form === 'implicit' ? undefined : after }, { print, block: false, inline });
  }

  replace(node: Node, value: JsonValue, edit: MergeEdit): Splice[] {
    const { form } = this.#factsOf(node);
    const key = propertyKey(node);
    const isOwn = form === 'value' || form === 'inline';
    const container = node.parent?.parent;
    const becomesBlock =
      key !== undefined && container && this.#factsOf(container).form !== 'inline' && isBlock(key, value, edit.layout?.inline ?? []);
    if (isOwn && !becomesBlock) {
      return this.#pending.replace({ start: node.offset, end: node.offset + node.length, text: tomlValue(value) });
    }
    const [removed] = this.remove(container!, [node.parent!]);
    return splitRemovalsAtAdditions(this.text, this.insertProperty(container!, key!, value, undefined, edit).standaloneFix(), removed!);
  }

  remove(container: Node, nodes: readonly Node[]): Splice[][] {
    return this.#pending.remove(container, nodes);
  }

  hasComment(node: Node): boolean {
    const isBare = this.#factsOf(node).form === 'inline' && (node.children ?? []).length === 0;
    return /\s#/.test(this.text.slice(node.offset, lineEnd(this.text, node.offset))) || (isBare && this.#textIn(node).includes('#'));
  }

  splices(): Splice[] {
    // At one offset, keys come before tables; after a header they would belong to its table.
    const found = this.#pending.additions().toSorted((a, b) => Number(this.#tablesAdded.has(a)) - Number(this.#tablesAdded.has(b)));
    const removals: Splice[] = [];
    for (const { container, splices } of this.#pending.removals())
      (this.#factsOf(container).form === 'inline' ? found : removals).push(...splices);
    return splitRemovalsAtAdditions(this.text, found, mergeRemovals(this.text, removals));
  }

  #insertion(container: Node, after: Node | undefined, added: readonly TomlItem[]): Splice[] {
    const { form } = this.#factsOf(container);
    if (form === 'inline') {
      const prints = added.map(({ inline }) => inline);
      const items = (container.children ?? []).map(nodeSpan);
      if (items.length === 0 && !this.#textIn(container).includes('#')) return [this.#fillEmpty(container, added)];
      return insertItems(this.text, nodeSpan(container), items, after && nodeSpan(after), prints, { unit: '  ', eol: this.#eol });
    }
    const lines = added.filter(({ block }) => !block).map(({ print }) => print);
    const blocks = added.filter(({ block }) => block).map(({ print }) => print);
    if (this.text === '')
      return [
        {
          start: 0,
          end: 0,
          text: [...(lines.length > 0 ? [lines.join(this.#eol)] : []), ...blocks].join(this.#eol + this.#eol) + this.#eol,
        },
      ];
    const found = lines.length > 0 ? [this.#insertLines(container, after, lines)] : [];
    if (blocks.length === 0) return found;
    const tables = this.#insertBlocks(container, after, blocks);
    this.#tablesAdded.add(tables);
    return [...found, tables];
  }

  #fillEmpty(container: Node, added: readonly TomlItem[]): Splice {
    const text = added.map(({ inline }) => inline()).join(', ');
    const end = container.offset + container.length;
    return { start: container.offset, end, text: container.type === 'array' ? `[${text}]` : `{ ${text} }` };
  }

  /** Inserts keys after a sibling, the last key of the table, or its header. */
  #insertLines(container: Node, after: Node | undefined, lines: readonly string[]): Splice {
    const { form, header, path } = this.#factsOf(container);
    const own = (container.children ?? []).flatMap((property) => this.#factsOf(property.children![1]!).lines);
    const previous = (after ? this.#factsOf(after.children![1]!).lines.at(-1) : undefined) ?? own.at(-1);
    if (previous) {
      const at = lineEnd(this.text, previous.range[1]);
      const indent = indentAt(this.text, previous.range[0]);
      return { start: at, end: at, text: lines.map((line) => this.#eol + indent + line).join('') };
    }
    if (header) {
      const at = lineEnd(this.text, header.key.range[1]);
      return { start: at, end: at, text: lines.map((line) => this.#eol + line).join('') };
    }
    const text = lines.join(this.#eol);
    if (form === 'implicit') return this.#insertBlocks(container, undefined, [`[${path.map(tomlKey).join('.')}]${this.#eol}${text}`]);
    return this.#insertAtTop(text);
  }

  /** Inserts text before the first table and its comments. */
  #insertAtTop(text: string): Splice {
    const first = this.#allTables()[0];
    if (!first) {
      const end = this.#endOfText();
      return { start: end, end, text: this.#eol + text };
    }
    let at = lineStart(this.text, first.range[0]);
    while (
      at > 0 &&
      this.text
        .slice(lineStart(this.text, at - 1), at)
        .trim()
        .startsWith('#')
    )
      at = lineStart(this.text, at - 1);
    return { start: at, end: at, text: text + this.#eol + this.#eol };
  }

  /** The tables with a header, in the order of the file. */
  #allTables(): AST.TOMLTable[] {
    const blocks = (this.root.children ?? []).flatMap((property) => this.#factsOf(property.children![1]!).blocks);
    return blocks.toSorted((a, b) => a.range[0] - b.range[0]);
  }

  /** Inserts tables after those of a sibling, after the last of their parent, or at the end of the file. */
  #insertBlocks(container: Node, after: Node | undefined, blocks: readonly string[]): Splice {
    const item = after && (after.type === 'property' ? after.children![1]! : after);
    const own = item && this.#factsOf(item).blocks.length > 0 ? this.#factsOf(item).blocks : this.#factsOf(container).blocks;
    const gap = this.#eol + this.#eol;
    if (container.type === 'array' && !after && own[0]) {
      const at = lineStart(this.text, own[0].range[0]);
      return { start: at, end: at, text: blocks.map((block) => block + gap).join('') };
    }
    if (own.length > 0) {
      const at = Math.max(...own.map((block) => this.#endOfBlock(block)));
      return { start: at, end: at, text: blocks.map((block) => gap + block).join('') };
    }
    const text = blocks.join(gap);
    const end = this.#endOfText();
    return { start: end, end, text: gap + text };
  }

  /** The offset before the line break that ends the file. */
  #endOfText(): number {
    return this.text.endsWith('\n') ? lineEnd(this.text, lineStart(this.text, this.text.length - 1)) : this.text.length;
  }

  #endOfBlock(block: AST.TOMLTable): number {
    return lineEnd(this.text, Math.max(block.range[1], block.key.range[1]));
  }

  #removal(container: Node, nodes: readonly Node[]): Splice[] {
    const items = container.children ?? [];
    const { form, header } = this.#factsOf(container);
    if (form === 'inline')
      return removeItems(this.text, nodeSpan(container), items.map(nodeSpan), new Set(nodes.map(({ offset }) => offset)));
    const facts = nodes.map((node) => this.#factsOf(node.type === 'property' ? node.children![1]! : node));
    const blocks = facts.flatMap((one) => one.blocks);
    const lines = facts.flatMap((one) => one.lines);
    const gone = new Set(lines);
    // A header that is left without keys is removed too, if the headers of nested tables still define its table.
    const rest = header?.body.filter((line) => !gone.has(line)) ?? [];
    const stays = items.some((item) => !nodes.includes(item));
    if (header && header.body.length > 0 && rest.length === 0 && stays && container.parent?.type === 'property') blocks.push(header);
    const left = this.#allTables().some((table) => !this.#isRemoved(table));
    const top = form === 'root' && left && items.every((item) => this.#factsOf(item.children![1]!).lines.every((line) => gone.has(line)));
    const lineSplices = lines
      .filter((line) => !blocks.some((block) => block.body.includes(line)))
      .map((line) => this.#removeLine(line, top));
    return mergeRemovals(this.text, [...lineSplices, ...blocks.map((block) => this.#removeBlock(block, blocks))]);
  }

  /** Whether any edit removes a table. */
  #isRemoved(table: AST.TOMLTable): boolean {
    return this.#pending
      .removedNodes()
      .some((node) => this.#factsOf(node.type === 'property' ? node.children![1]! : node).blocks.includes(table));
  }

  /** @param top whether no key is left before the first table: the empty line between them is removed too */
  #removeLine(line: AST.TOMLKeyValue, top: boolean): Splice {
    const start = lineStart(this.text, line.range[0]);
    const end = lineEnd(this.text, line.range[1]);
    if (top || start === 0) {
      const next = nextLine(this.text, end);
      const after = nextLine(this.text, next);
      const isEmpty = top && next < this.text.length && this.text.slice(next, after).trim() === '';
      return { start, end: isEmpty ? after : next, text: '' };
    }
    return { start: lineBreakBefore(this.text, start), end, text: '' };
  }

  /** A table is removed with the line break and the empty line before it, or those after it at the start of the file. */
  #removeBlock(block: AST.TOMLTable, all: readonly AST.TOMLTable[]): Splice {
    const start = lineStart(this.text, block.range[0]);
    const end = this.#endOfBlock(block);
    const last = all.every((other) => other.range[0] <= block.range[0]);
    if (start === 0 && !last) return { start, end, text: '' };
    if (start === 0) {
      const next = nextLine(this.text, end);
      const isEmpty = next < this.text.length && this.text.slice(next, nextLine(this.text, next)).trim() === '';
      return { start, end: isEmpty ? nextLine(this.text, next) : next, text: '' };
    }
    let from = lineBreakBefore(this.text, start);
    if (from > 0 && this.text[from - 1] === '\n') from = lineBreakBefore(this.text, from);
    return { start: from, end, text: '' };
  }

  /** The table whose body contains the dotted keys that define an object. */
  #tableOf(object: Node): TomlFacts {
    let at = object;
    while (this.#factsOf(at).form === 'dotted') at = at.parent!.parent!;
    return this.#factsOf(at);
  }

  #textIn({ offset, length }: Node): string {
    return this.text.slice(offset, offset + length);
  }

  #factsOf(node: Node): TomlFacts {
    return this.tree.facts.get(node)!;
  }
}

export const toml: Format = {
  open(text) {
    const { tree, problem } = openToml(text);
    return tree ? { editor: new TomlEditor(text, tree) } : { problem };
  },
  syntaxProblem: (text) => openToml(text).problem,
};
