// TOML by splicing.
import type { AST } from 'toml-eslint-parser';
import type { JsonValue, MergeEdit } from '../../core/edits.js';
import type { Format } from '../format-editor.js';
import { insertItems, removeItems, type Item } from '../bracket-items.js';
import { eolOf, indentAt, lineEnd, lineStart, nextLine } from '../lines.js';
import { parted, united, type Splice } from '../outcome.js';
import { Pending } from '../merge/pending.js';
import { keyOf, type After, type Inserted, type Node, type Surgeon } from '../format-editor.js';
import { isBlock, tomlBlocks, tomlKey, tomlValue } from './print.js';
import { openToml, type TomlFacts, type TomlTree } from './tree.js';

interface TomlAdded {
  /** A line `key = value`, or blocks with their headers. */
  readonly print: string;
  readonly block: boolean;
  /** The text between brackets. */
  readonly inline: () => string;
}

class TomlSurgeon implements Surgeon {
  readonly root: Node;
  readonly #eol: string;
  readonly #tablesAdded = new Set<Splice>();
  readonly #pending = new Pending<TomlAdded>({
    insertion: (container, after, added) => this.#insertion(container, after, added),
    removal: (container, nodes) => this.#removalOf(container, nodes),
  });

  constructor(
    readonly text: string,
    readonly tree: TomlTree,
  ) {
    this.root = tree.root;
    this.#eol = eolOf(text);
  }

  refusal(): undefined {
    return undefined;
  }

  insertElement(list: Node, value: JsonValue, after: After<TomlAdded>, edit: MergeEdit): Inserted<TomlAdded> {
    const { path } = this.#facts(list);
    const header = `[[${path.map(tomlKey).join('.')}]]`;
    const print = tomlBlocks(header, path, value as { readonly [key: string]: JsonValue }, edit.layout?.inline ?? [], this.#eol);
    return this.#pending.insert(list, after, { print, block: true, inline: () => tomlValue(value) });
  }

  insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined, edit: MergeEdit): Inserted<TomlAdded> {
    const { form, path } = this.#facts(object);
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
    const prefix = form === 'dotted' ? path.slice(this.#ownerOf(object).path.length) : [];
    const print = `${[...prefix, key].map(tomlKey).join('.')} = ${tomlValue(value)}`;
    // The keys of a table without a header share the one that is made.
    return this.#pending.insert(object, { item: form === 'implicit' ? undefined : after }, { print, block: false, inline });
  }

  replace(node: Node, value: JsonValue, edit: MergeEdit): Splice[] {
    const { form } = this.#facts(node);
    const key = keyOf(node);
    const isOwn = form === 'value' || form === 'inline';
    const container = node.parent?.parent;
    const becomesBlock =
      key !== undefined && container && this.#facts(container).form !== 'inline' && isBlock(key, value, edit.layout?.inline ?? []);
    if (isOwn && !becomesBlock) {
      return this.#pending.replace({ start: node.offset, end: node.offset + node.length, text: tomlValue(value) });
    }
    const [removed] = this.remove(container!, [node.parent!]);
    return parted(this.text, this.insertProperty(container!, key!, value, undefined, edit).alone(), removed!);
  }

  remove(container: Node, nodes: readonly Node[]): Splice[][] {
    return this.#pending.remove(container, nodes);
  }

  isRemarked(node: Node): boolean {
    const isBare = this.#facts(node).form === 'inline' && (node.children ?? []).length === 0;
    return /\s#/.test(this.text.slice(node.offset, lineEnd(this.text, node.offset))) || (isBare && this.#textOf(node).includes('#'));
  }

  splices(): Splice[] {
    // At one place keys come before tables, in which they would be otherwise.
    const found = this.#pending.additions().toSorted((a, b) => Number(this.#tablesAdded.has(a)) - Number(this.#tablesAdded.has(b)));
    const removals: Splice[] = [];
    for (const { container, splices } of this.#pending.removals())
      (this.#facts(container).form === 'inline' ? found : removals).push(...splices);
    return parted(this.text, found, united(this.text, removals));
  }

  #insertion(container: Node, after: Node | undefined, added: readonly TomlAdded[]): Splice[] {
    const { form } = this.#facts(container);
    if (form === 'inline') {
      const prints = added.map(({ inline }) => inline);
      const items = (container.children ?? []).map(asItem);
      if (items.length === 0 && !this.#textOf(container).includes('#')) return [this.#openUp(container, added)];
      return insertItems(this.text, asItem(container), items, after && asItem(after), prints, { unit: '  ', eol: this.#eol });
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
    const found = lines.length > 0 ? [this.#lines(container, after, lines)] : [];
    if (blocks.length === 0) return found;
    const tables = this.#blocks(container, after, blocks);
    this.#tablesAdded.add(tables);
    return [...found, tables];
  }

  #openUp(container: Node, added: readonly TomlAdded[]): Splice {
    const text = added.map(({ inline }) => inline()).join(', ');
    const end = container.offset + container.length;
    return { start: container.offset, end, text: container.type === 'array' ? `[${text}]` : `{ ${text} }` };
  }

  /** Keys with their values: behind a sibling, or the last key of the table, or its header. */
  #lines(container: Node, after: Node | undefined, lines: readonly string[]): Splice {
    const { form, header, path } = this.#facts(container);
    const own = (container.children ?? []).flatMap((property) => this.#facts(property.children![1]!).lines);
    const behind = (after ? this.#facts(after.children![1]!).lines.at(-1) : undefined) ?? own.at(-1);
    if (behind) {
      const at = lineEnd(this.text, behind.range[1]);
      const indent = indentAt(this.text, behind.range[0]);
      return { start: at, end: at, text: lines.map((line) => this.#eol + indent + line).join('') };
    }
    if (header) {
      const at = lineEnd(this.text, header.key.range[1]);
      return { start: at, end: at, text: lines.map((line) => this.#eol + line).join('') };
    }
    const text = lines.join(this.#eol);
    if (form === 'implicit') return this.#blocks(container, undefined, [`[${path.map(tomlKey).join('.')}]${this.#eol}${text}`]);
    return this.#atTop(text);
  }

  /** Before the first table, whose comments stay with it. */
  #atTop(text: string): Splice {
    const first = this.#tables()[0];
    if (!first) {
      const end = this.#end();
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

  /** All tables that have a header, from the top. */
  #tables(): AST.TOMLTable[] {
    const blocks = (this.root.children ?? []).flatMap((property) => this.#facts(property.children![1]!).blocks);
    return blocks.toSorted((a, b) => a.range[0] - b.range[0]);
  }

  /** Tables: behind those of a sibling, else behind the last of their parent, else at the end of the file. */
  #blocks(container: Node, after: Node | undefined, blocks: readonly string[]): Splice {
    const item = after && (after.type === 'property' ? after.children![1]! : after);
    const own = item && this.#facts(item).blocks.length > 0 ? this.#facts(item).blocks : this.#facts(container).blocks;
    const gap = this.#eol + this.#eol;
    if (container.type === 'array' && !after && own[0]) {
      const at = lineStart(this.text, own[0].range[0]);
      return { start: at, end: at, text: blocks.map((block) => block + gap).join('') };
    }
    if (own.length > 0) {
      const at = Math.max(...own.map((block) => this.#endOf(block)));
      return { start: at, end: at, text: blocks.map((block) => gap + block).join('') };
    }
    const text = blocks.join(gap);
    const end = this.#end();
    return { start: end, end, text: gap + text };
  }

  /** Before the line break that ends the file. */
  #end(): number {
    return this.text.endsWith('\n') ? lineEnd(this.text, lineStart(this.text, this.text.length - 1)) : this.text.length;
  }

  #endOf(block: AST.TOMLTable): number {
    return lineEnd(this.text, Math.max(block.range[1], block.key.range[1]));
  }

  #removalOf(container: Node, nodes: readonly Node[]): Splice[] {
    const items = container.children ?? [];
    const { form, header } = this.#facts(container);
    if (form === 'inline') return removeItems(this.text, asItem(container), items.map(asItem), new Set(nodes.map(({ offset }) => offset)));
    const facts = nodes.map((node) => this.#facts(node.type === 'property' ? node.children![1]! : node));
    const blocks = facts.flatMap((one) => one.blocks);
    const lines = facts.flatMap((one) => one.lines);
    const gone = new Set(lines);
    // A header that says nothing any more goes too, where there are tables in it that keep it what it is.
    const rest = header?.body.filter((line) => !gone.has(line)) ?? [];
    const stays = items.some((item) => !nodes.includes(item));
    if (header && header.body.length > 0 && rest.length === 0 && stays && container.parent?.type === 'property') blocks.push(header);
    const left = this.#tables().some((table) => !this.#goes(table));
    const top = form === 'root' && left && items.every((item) => this.#facts(item.children![1]!).lines.every((line) => gone.has(line)));
    const lineSplices = lines.filter((line) => !blocks.some((block) => block.body.includes(line))).map((line) => this.#line(line, top));
    return united(this.text, [...lineSplices, ...blocks.map((block) => this.#block(block, blocks))]);
  }

  /** Whether a table is among all that is taken out. */
  #goes(table: AST.TOMLTable): boolean {
    return this.#pending.removed().some((node) => this.#facts(node.type === 'property' ? node.children![1]! : node).blocks.includes(table));
  }

  /** @param top whether no key is left before the first table: the empty line that parts them goes too */
  #line(line: AST.TOMLKeyValue, top: boolean): Splice {
    const start = lineStart(this.text, line.range[0]);
    const end = lineEnd(this.text, line.range[1]);
    if (top || start === 0) {
      const next = nextLine(this.text, end);
      const after = nextLine(this.text, next);
      const isEmpty = top && next < this.text.length && this.text.slice(next, after).trim() === '';
      return { start, end: isEmpty ? after : next, text: '' };
    }
    return { start: this.#backOverLineBreak(start), end, text: '' };
  }

  /** A table goes with the line break and the empty line before it; at the start of a file, with those behind it. */
  #block(block: AST.TOMLTable, all: readonly AST.TOMLTable[]): Splice {
    const start = lineStart(this.text, block.range[0]);
    const end = this.#endOf(block);
    const last = all.every((other) => other.range[0] <= block.range[0]);
    if (start === 0 && !last) return { start, end, text: '' };
    if (start === 0) {
      const next = nextLine(this.text, end);
      const isEmpty = next < this.text.length && this.text.slice(next, nextLine(this.text, next)).trim() === '';
      return { start, end: isEmpty ? nextLine(this.text, next) : next, text: '' };
    }
    let from = this.#backOverLineBreak(start);
    if (from > 0 && this.text[from - 1] === '\n') from = this.#backOverLineBreak(from);
    return { start: from, end, text: '' };
  }

  #backOverLineBreak(offset: number): number {
    return offset - (this.text[offset - 2] === '\r' ? 2 : 1);
  }

  /** The table in whose body the keys with dots stand that make an object. */
  #ownerOf(object: Node): TomlFacts {
    let at = object;
    while (this.#facts(at).form === 'dotted') at = at.parent!.parent!;
    return this.#facts(at);
  }

  #textOf({ offset, length }: Node): string {
    return this.text.slice(offset, offset + length);
  }

  #facts(node: Node): TomlFacts {
    return this.tree.facts.get(node)!;
  }
}

function asItem(node: Node): Item {
  return { start: node.offset, end: node.offset + node.length };
}

export const toml: Format = {
  open(text) {
    const { tree, problem } = openToml(text);
    return tree ? { surgeon: new TomlSurgeon(text, tree) } : { problem };
  },
  problem: (text) => openToml(text).problem,
};
