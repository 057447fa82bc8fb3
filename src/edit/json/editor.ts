import type { JsonValue, MergeEdit } from '../../core/edits.js';
import { insertItems, removeItems, type ItemStyle, type PrintItem, type Span } from '../bracket-items.js';
import type { Format, FormatEditor, Insertion, InsertionPoint } from '../format-editor.js';
import { eolOf, indentAt, lineStart } from '../lines.js';
import { PendingChanges } from '../merge/pending-changes.js';
import { nodeSpan, propertyKey, type Node } from '../node.js';
import type { Splice } from '../splice.js';
import { jsonProblem, openJson, type JsonDocument } from './document.js';
import { onOneLine, printJson, printProperty, withIndent, type PrintOptions } from './print.js';

interface JsonItem {
  readonly print: PrintItem;
}

class JsonEditor implements FormatEditor {
  readonly root: Node;
  readonly #text: string;
  readonly #style: ItemStyle;
  readonly #pending = new PendingChanges<JsonItem>({
    insertion: (container, after, added) => this.#insertion(container, after, added),
    removal: (container, nodes) => removalSplices(this.#text, container, nodes),
  });

  constructor({ root, text }: JsonDocument) {
    this.root = root;
    this.#text = text;
    this.#style = { unit: indentUnit(root, text), eol: eolOf(text) };
  }

  refusalReason(): undefined {
    return undefined;
  }

  insertElement(list: Node, value: JsonValue, after: InsertionPoint<JsonItem>, edit: MergeEdit): Insertion<JsonItem> {
    const sibling = ('item' in after ? after.item : undefined) ?? list.children?.[0];
    // If the objects of the list are on one line, the new one is too.
    const onLine = sibling?.type === 'object' && !this.#text.slice(sibling.offset, sibling.offset + sibling.length).includes('\n');
    const options = this.#options(edit);
    const print: PrintItem = onLine
      ? () => onOneLine(value)
      : (indent, followed) => printJson(value, { ...withIndent(options, indent), column: (indent ?? '').length, followed });
    return this.#pending.insert(list, after, { print });
  }

  insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined, edit: MergeEdit): Insertion<JsonItem> {
    const options = this.#options(edit);
    const print: PrintItem = (indent, followed) => printProperty(key, value, { ...withIndent(options, indent), followed });
    return this.#pending.insert(object, { item: after }, { print });
  }

  replace(node: Node, value: JsonValue, edit: MergeEdit): Splice[] {
    const indent = indentAt(this.#text, node.offset);
    const column = node.offset - lineStart(this.#text, node.offset);
    const end = node.offset + node.length;
    const followed = /^\s*,/.test(this.#text.slice(end, end + 200));
    const text = printJson(value, { ...this.#options(edit), indent, column, followed }, propertyKey(node));
    return this.#pending.replace({ start: node.offset, end, text });
  }

  remove(container: Node, nodes: readonly Node[]): Splice[][] {
    return this.#pending.remove(container, nodes);
  }

  hasComment({ offset, length, children }: Node): boolean {
    return (children ?? []).length === 0 && /\/[/*]/.test(this.#text.slice(offset, offset + length));
  }

  splices(): Splice[] {
    return [...this.#pending.additions(), ...this.#pending.removals().flatMap(({ splices }) => splices)];
  }

  #insertion(container: Node, after: Node | undefined, added: readonly JsonItem[]): Splice[] {
    const prints = added.map(({ print }) => print);
    return insertItems(this.#text, nodeSpan(container), jsonChildSpans(container), after && nodeSpan(after), prints, this.#style);
  }

  #options(edit: MergeEdit): Omit<PrintOptions, 'indent' | 'column' | 'followed'> {
    return { ...this.#style, inline: edit.layout?.inline ?? [] };
  }
}

export const json: Format = {
  open(text) {
    const { document, problems } = openJson(text);
    return document ? { editor: new JsonEditor(document) } : { problem: problems[0]! };
  },
  syntaxProblem: jsonProblem,
};

/** One step of indentation, as in the first line inside the root. */
function indentUnit(root: Node, text: string): string {
  const child = root.children?.[0];
  const unit = child ? indentAt(text, child.offset) : '';
  return unit === '' ? '  ' : unit;
}

/** Removes elements of a list, or properties of an object, with their commas. */
export function removalSplices(text: string, container: Node, nodes: readonly Node[]): Splice[] {
  return removeItems(text, nodeSpan(container), jsonChildSpans(container), new Set(nodes.map((node) => node.offset)));
}

function jsonChildSpans(container: Node): Span[] {
  return (container.children ?? []).map(nodeSpan);
}
