import type { JsonValue, MergeEdit } from '../../core/edits.js';
import { insertItems, removeItems } from '../bracket-items.js';
import type { Format, FormatEditor, Insertion, InsertionPoint } from '../format-editor.js';
import { eolOf, lineBreakBefore, lineEnd, lineStart, nextLine } from '../lines.js';
import { PendingChanges } from '../merge/pending-changes.js';
import { nodeSpan, propertyKey, type Node } from '../node.js';
import { mergeRemovals, type Splice } from '../splice.js';
import { flowText, itemText, memberText, requote, valueText, yamlScalar, type YamlStyle } from './print.js';
import { openYaml, type YamlFacts, type YamlTree } from './tree.js';

interface YamlItem {
  /** The text for lines indented by a number of spaces: an item with its dash, or a key with its value. */
  readonly print: (indent: number) => string;
  /** The text for inside brackets. */
  readonly flow: () => string;
}

class YamlEditor implements FormatEditor {
  readonly root: Node;
  readonly #style: Omit<YamlStyle, 'inline' | 'dates'>;
  readonly #pending = new PendingChanges<YamlItem>({
    insertion: (container, after, added) => this.#insertion(container, after, added),
    removal: (container, nodes) => this.#removal(container, nodes),
  });

  constructor(
    readonly text: string,
    readonly tree: YamlTree,
  ) {
    this.root = tree.root;
    this.#style = { ...this.#detectIndentation(), eol: eolOf(text) };
  }

  refusalReason(node: Node): string | undefined {
    for (let at: Node | undefined = node; at; at = at.parent)
      if (this.tree.facts.get(at)?.isShared) return 'this is part of an anchor, so its aliases would change too';
    return this.tree.facts.get(node)?.refusal;
  }

  insertElement(list: Node, value: JsonValue, after: InsertionPoint<YamlItem>, edit: MergeEdit): Insertion<YamlItem> {
    const style = this.#styleOf(edit);
    return this.#pending.insert(list, after, {
      print: (indent) => `- ${itemText(value, indent, style)}`,
      flow: () => flowText(value, true, style.dates),
    });
  }

  insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined, edit: MergeEdit): Insertion<YamlItem> {
    const style = this.#styleOf(edit);
    const flow = (): string => `${yamlScalar(key, true, 'quoted')}: ${flowText(value, true, style.dates)}`;
    return this.#pending.insert(object, { item: after }, { print: (indent) => memberText(key, value, indent, style), flow });
  }

  replace(node: Node, value: JsonValue, edit: MergeEdit): Splice[] {
    return this.#pending.replace(this.#replacement(node, value, this.#styleOf(edit)));
  }

  remove(container: Node, nodes: readonly Node[]): Splice[][] {
    return this.#pending.remove(container, nodes);
  }

  hasComment({ offset }: Node): boolean {
    return /\s#/.test(this.text.slice(offset, lineEnd(this.text, offset)));
  }

  splices(): Splice[] {
    return [...this.#pending.additions(), ...this.#pending.removals().flatMap(({ splices }) => splices)];
  }

  #insertion(container: Node, after: Node | undefined, added: readonly YamlItem[]): Splice[] {
    const { kind } = this.#factsOf(container);
    const items = container.children ?? [];
    if (kind === 'nothing') return [this.#appendToEmptyFile(added)];
    if (kind === 'flow' && items.length === 0) return [this.#fillEmpty(container, added)];
    if (kind === 'flow') {
      const prints = added.map(({ flow }) => flow);
      return insertItems(this.text, nodeSpan(container), items.map(nodeSpan), after && nodeSpan(after), prints, {
        unit: '',
        eol: this.#style.eol,
      });
    }
    const first = items[0]!;
    const indent = this.#startOf(first) - lineStart(this.text, this.#startOf(first));
    const texts = added.map(({ print }) => print(indent));
    const margin = this.#style.eol + ' '.repeat(indent);
    if (after) {
      const at = lineEnd(this.text, this.#factsOf(after).end);
      return [{ start: at, end: at, text: texts.map((text) => margin + text).join('') }];
    }
    const at = this.#startOf(first);
    return [{ start: at, end: at, text: texts.map((text) => text + margin).join('') }];
  }

  /** Adds items to a file without content. */
  #appendToEmptyFile(added: readonly YamlItem[]): Splice {
    const { eol } = this.#style;
    const texts = added.map(({ print }) => print(0)).join(eol);
    const end = this.text.length;
    return this.text === '' || this.text.endsWith('\n') ? { start: end, end, text: texts + eol } : { start: end, end, text: eol + texts };
  }

  /** Replaces `[]` or `{}` with items on lines of their own. */
  #fillEmpty(container: Node, added: readonly YamlItem[]): Splice {
    const start = container.offset;
    const end = start + container.length;
    const { eol } = this.#style;
    if (container.parent && (container.parent.type !== 'property' || this.#inBrackets(container))) {
      const text = added.map(({ flow }) => flow()).join(', ');
      return { start, end, text: container.type === 'array' ? `[${text}]` : `{${text}}` };
    }
    // A comment after the brackets stays on its line, and the space before them is removed.
    const to = lineEnd(this.text, end);
    const rest = this.text.slice(end, to);
    if (!container.parent) {
      const text = added.map(({ print }) => print(0)).join(eol);
      const isAlone = this.text.slice(lineStart(this.text, start), start).trim() === '' && rest.trim() === '';
      return { start, end: to, text: isAlone ? text + rest : rest.trimStart() + eol + text };
    }
    const key = container.parent.offset;
    const indent = key - lineStart(this.text, key) + (container.type === 'array' ? this.#style.dash : this.#style.unit);
    const texts = added.map(({ print }) => eol + ' '.repeat(indent) + print(indent)).join('');
    return { start: start - (this.text[start - 1] === ' ' ? 1 : 0), end: to, text: rest + texts };
  }

  #inBrackets(node: Node): boolean {
    for (let at = node.parent; at; at = at.parent) if (this.tree.facts.get(at)?.kind === 'flow') return true;
    return false;
  }

  #replacement(node: Node, value: JsonValue, style: YamlStyle): Splice {
    const { kind, end, quote } = this.#factsOf(node);
    if (kind === 'scalar' && (typeof value !== 'object' || value === null))
      return { start: node.offset, end, text: requote(value, quote, this.#inBrackets(node), style.dates) };
    const key = propertyKey(node);
    if (key === undefined || this.#inBrackets(node)) return { start: node.offset, end, text: flowText(value, true, style.dates) };
    const property = node.parent!;
    const indent = property.offset - lineStart(this.text, property.offset);
    const colon = this.text.indexOf(':', property.offset + property.children![0]!.length) + 1;
    const text = valueText(key, value, indent, style);
    const isBelow = kind === 'nothing' || kind === 'block';
    const from = isBelow ? colon : end;
    const rest = this.text.slice(from, lineEnd(this.text, from));
    const start = isBelow ? colon : node.offset - (this.text[node.offset - 1] === ' ' ? 1 : 0);
    const to = Math.max(end, from + rest.length);
    // A comment after the key stays on its line, and an anchor stays before the value.
    if (text.startsWith(style.eol)) return { start, end: to, text: rest + text };
    const marks = isBelow ? /^(?:[ \t]+[&!]\S*)*/.exec(rest)![0] : '';
    return { start, end: to, text: marks + text + rest.slice(marks.length) };
  }

  #removal(container: Node, nodes: readonly Node[]): Splice[] {
    const items = container.children ?? [];
    if (this.#factsOf(container).kind === 'flow')
      return removeItems(this.text, nodeSpan(container), items.map(nodeSpan), new Set(nodes.map(({ offset }) => offset)));
    const gone = new Set(nodes);
    const lines = items.flatMap((item, index) => {
      if (!gone.has(item)) return [];
      const splice = this.#removeItem(item, items[index + 1]);
      const stays = items.slice(0, index).findLast((other) => !gone.has(other));
      return [{ ...splice, end: this.#endWithComments(splice.end, stays) }];
    });
    const splices = mergeRemovals(this.text, lines);
    // A root list without items is written as `[]`, or it would no longer be a list.
    const first = splices[0];
    if (first && !container.parent && container.type === 'array' && items.every((item) => gone.has(item)))
      splices[0] = { ...first, text: first.start === 0 ? `[]${this.#style.eol}` : `${this.#style.eol}[]` };
    return splices;
  }

  /** Includes the comments after a removed item that would become lines of the block scalar before it. */
  #endWithComments(end: number, before: Node | undefined): number {
    let leaf = before;
    while (leaf?.children?.length) leaf = leaf.children.at(-1);
    const indent = leaf && this.#factsOf(leaf).lines;
    if (indent === undefined) return end;
    const comments = new RegExp(`^(?:(?:[ \\t]*\\r?\\n)+ {${indent}}[ \\t]*#[^\\r\\n]*)+`).exec(this.text.slice(end));
    return end + (comments?.[0].length ?? 0);
  }

  /** Removes the lines of an item, and the line break before them. */
  #removeItem(item: Node, next: Node | undefined): Splice {
    const start = this.#startOf(item);
    const from = lineStart(this.text, start);
    const end = lineEnd(this.text, this.#factsOf(item).end);
    if (this.text.slice(from, start).trim() !== '') {
      // The item starts after the dash of an outer list: the next item, or the comments before it, moves there.
      const value = this.#factsOf(item).end;
      const to = next && !this.text.slice(value, this.#startOf(next)).includes('#') ? this.#startOf(next) : value;
      return { start, end: next ? to : end, text: '' };
    }
    if (from === 0) return { start: 0, end: nextLine(this.text, end), text: '' };
    return { start: lineBreakBefore(this.text, from), end, text: '' };
  }

  #startOf(item: Node): number {
    return this.tree.facts.get(item)?.dash ?? item.offset;
  }

  #factsOf(node: Node): YamlFacts {
    return this.tree.facts.get(node)!;
  }

  #styleOf({ layout }: MergeEdit): YamlStyle {
    return { ...this.#style, inline: layout?.inline ?? [], dates: layout?.plainDates ? 'plain' : 'quoted' };
  }

  /** The indentation of the first nested object and the first list of the file. */
  #detectIndentation(): { unit: number; dash: number } {
    let unit: number | undefined;
    let dash: number | undefined;
    for (const [node, { kind }] of this.tree.facts) {
      const key = node.parent?.type === 'property' ? node.parent : undefined;
      const first = node.children?.[0];
      if (kind !== 'block' || !key || !first) continue;
      const column = (offset: number): number => offset - lineStart(this.text, offset);
      const step = column(this.#startOf(first)) - column(key.offset);
      if (node.type === 'array') dash ??= step;
      else unit ??= step;
    }
    return { unit: unit ?? 2, dash: dash ?? 2 };
  }
}

export const yaml: Format = {
  open(text, kind) {
    const { tree, problem } = openYaml(text, kind);
    return tree ? { editor: new YamlEditor(text, tree) } : { problem };
  },
  syntaxProblem(text) {
    return openYaml(text, 'object').problem;
  },
};
