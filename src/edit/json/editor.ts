// JSON by splicing: what goes into the lists and objects of a document and what goes out, collected over all edits.
import type { Node } from 'jsonc-parser';
import type { JsonValue, MergeEdit } from '../../core/edits.js';
import type { Format } from '../format-editor.js';
import { jsonProblem, openJson, type JsonDocument } from './document.js';
import { insertItems, removeItems, type Item, type ItemStyle, type Print } from '../bracket-items.js';
import { layout, onOneLine, printJson, printProperty, type PrintOptions } from './print.js';
import { eolOf, indentAt, lineStart } from '../lines.js';
import type { Splice } from '../outcome.js';
import { Pending } from '../merge/pending.js';
import { keyOf, type After, type Inserted, type Surgeon } from '../format-editor.js';

interface JsonAdded {
  readonly print: Print;
}

class JsonSurgeon implements Surgeon {
  readonly root: Node;
  readonly #text: string;
  readonly #style: ItemStyle;
  readonly #pending = new Pending<JsonAdded>({
    insertion: (container, after, added) => this.#insertion(container, after, added),
    removal: (container, nodes) => removalOf(this.#text, container, nodes),
  });

  constructor({ root, text }: JsonDocument) {
    this.root = root;
    this.#text = text;
    this.#style = { unit: indentUnit(root, text), eol: eolOf(text) };
  }

  refusal(): undefined {
    return undefined;
  }

  insertElement(list: Node, value: JsonValue, after: After<JsonAdded>, edit: MergeEdit): Inserted<JsonAdded> {
    const sibling = ('item' in after ? after.item : undefined) ?? list.children?.[0];
    // Where people write objects on one line, so does this.
    const onLine = sibling?.type === 'object' && !this.#text.slice(sibling.offset, sibling.offset + sibling.length).includes('\n');
    const options = this.#options(edit);
    const print: Print = onLine
      ? () => onOneLine(value)
      : (indent, followed) => printJson(value, { ...layout(options, indent), column: (indent ?? '').length, followed });
    return this.#pending.insert(list, after, { print });
  }

  insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined, edit: MergeEdit): Inserted<JsonAdded> {
    const options = this.#options(edit);
    const print: Print = (indent, followed) => printProperty(key, value, { ...layout(options, indent), followed });
    return this.#pending.insert(object, { item: after }, { print });
  }

  replace(node: Node, value: JsonValue, edit: MergeEdit): Splice[] {
    const indent = indentAt(this.#text, node.offset);
    const column = node.offset - lineStart(this.#text, node.offset);
    const end = node.offset + node.length;
    const followed = /^\s*,/.test(this.#text.slice(end, end + 200));
    const text = printJson(value, { ...this.#options(edit), indent, column, followed }, keyOf(node));
    return this.#pending.replace({ start: node.offset, end, text });
  }

  remove(container: Node, nodes: readonly Node[]): Splice[][] {
    return this.#pending.remove(container, nodes);
  }

  isRemarked({ offset, length, children }: Node): boolean {
    return (children ?? []).length === 0 && /\/[/*]/.test(this.#text.slice(offset, offset + length));
  }

  splices(): Splice[] {
    return [...this.#pending.additions(), ...this.#pending.removals().flatMap(({ splices }) => splices)];
  }

  #insertion(container: Node, after: Node | undefined, added: readonly JsonAdded[]): Splice[] {
    const prints = added.map(({ print }) => print);
    return insertItems(this.#text, asItem(container), itemsOf(container), after && asItem(after), prints, this.#style);
  }

  #options(edit: MergeEdit): Omit<PrintOptions, 'indent' | 'column' | 'followed'> {
    return { ...this.#style, inline: edit.layout?.inline ?? [] };
  }
}

export const json: Format = {
  open(text) {
    const { document, problems } = openJson(text);
    return document ? { surgeon: new JsonSurgeon(document) } : { problem: problems[0]! };
  },
  problem: jsonProblem,
};

/** One step of indentation, as the first line inside has it. */
function indentUnit(root: Node, text: string): string {
  const child = root.children?.[0];
  const unit = child ? indentAt(text, child.offset) : '';
  return unit === '' ? '  ' : unit;
}

/** The splices that take elements out of a list, or properties out of an object, with the commas that came with them. */
export function removalOf(text: string, container: Node, nodes: readonly Node[]): Splice[] {
  return removeItems(text, asItem(container), itemsOf(container), new Set(nodes.map((node) => node.offset)));
}

function itemsOf(container: Node): Item[] {
  return (container.children ?? []).map(asItem);
}

function asItem(node: Node): Item {
  return { start: node.offset, end: node.offset + node.length };
}
