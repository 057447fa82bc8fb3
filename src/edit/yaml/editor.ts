// YAML by splicing.
import type { JsonValue, MergeEdit } from '../../core/edits.js';
import type { Format } from '../format-editor.js';
import { insertItems, removeItems, type Item } from '../bracket-items.js';
import { eolOf, lineEnd, lineStart, nextLine } from '../lines.js';
import { united, type Splice } from '../outcome.js';
import { Pending } from '../merge/pending.js';
import { keyOf, type After, type Inserted, type Node, type Surgeon } from '../format-editor.js';
import { flowText, inQuotes, itemText, memberText, valueText, yamlScalar, type YamlStyle } from './print.js';
import { openYaml, type YamlFacts, type YamlTree } from './tree.js';

interface YamlAdded {
  /** The text for lines of an indentation, in spaces: an item with its dash, or a key with its value. */
  readonly print: (indent: number) => string;
  /** The text between brackets. */
  readonly flow: () => string;
}

class YamlSurgeon implements Surgeon {
  readonly root: Node;
  readonly #style: Omit<YamlStyle, 'inline' | 'dates'>;
  readonly #pending = new Pending<YamlAdded>({
    insertion: (container, after, added) => this.#insertion(container, after, added),
    removal: (container, nodes) => this.#removalOf(container, nodes),
  });

  constructor(
    readonly text: string,
    readonly tree: YamlTree,
  ) {
    this.root = tree.root;
    this.#style = { ...this.#lay(), eol: eolOf(text) };
  }

  refusal(node: Node): string | undefined {
    for (let at: Node | undefined = node; at; at = at.parent)
      if (this.tree.facts.get(at)?.isShared) return 'this is in an anchor, and what its aliases stand for would change with it';
    return this.tree.facts.get(node)?.refusal;
  }

  insertElement(list: Node, value: JsonValue, after: After<YamlAdded>, edit: MergeEdit): Inserted<YamlAdded> {
    const style = this.#styleOf(edit);
    return this.#pending.insert(list, after, {
      print: (indent) => `- ${itemText(value, indent, style)}`,
      flow: () => flowText(value, true, style.dates),
    });
  }

  insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined, edit: MergeEdit): Inserted<YamlAdded> {
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

  isRemarked({ offset }: Node): boolean {
    return /\s#/.test(this.text.slice(offset, lineEnd(this.text, offset)));
  }

  splices(): Splice[] {
    return [...this.#pending.additions(), ...this.#pending.removals().flatMap(({ splices }) => splices)];
  }

  #insertion(container: Node, after: Node | undefined, added: readonly YamlAdded[]): Splice[] {
    const { kind } = this.#facts(container);
    const items = container.children ?? [];
    if (kind === 'nothing') return [this.#atEnd(added)];
    if (kind === 'flow' && items.length === 0) return [this.#openUp(container, added)];
    if (kind === 'flow') {
      const prints = added.map(({ flow }) => flow);
      return insertItems(this.text, asItem(container), items.map(asItem), after && asItem(after), prints, {
        unit: '',
        eol: this.#style.eol,
      });
    }
    const first = items[0]!;
    const indent = this.#startOf(first) - lineStart(this.text, this.#startOf(first));
    const texts = added.map(({ print }) => print(indent));
    const margin = this.#style.eol + ' '.repeat(indent);
    if (after) {
      const at = lineEnd(this.text, this.#facts(after).end);
      return [{ start: at, end: at, text: texts.map((text) => margin + text).join('') }];
    }
    const at = this.#startOf(first);
    return [{ start: at, end: at, text: texts.map((text) => text + margin).join('') }];
  }

  /** Into a file that says nothing yet. */
  #atEnd(added: readonly YamlAdded[]): Splice {
    const { eol } = this.#style;
    const texts = added.map(({ print }) => print(0)).join(eol);
    const end = this.text.length;
    return this.text === '' || this.text.endsWith('\n')
      ? { start: end, end, text: this.text === '' ? texts + eol : texts + eol }
      : { start: end, end, text: eol + texts };
  }

  /** In place of `[]` or `{}`: what people write over several lines. */
  #openUp(container: Node, added: readonly YamlAdded[]): Splice {
    const start = container.offset;
    const end = start + container.length;
    const { eol } = this.#style;
    if (container.parent && (container.parent.type !== 'property' || this.#inBrackets(container))) {
      const text = added.map(({ flow }) => flow()).join(', ');
      return { start, end, text: container.type === 'array' ? `[${text}]` : `{${text}}` };
    }
    // A comment behind the brackets stays on its line, and the space before them goes.
    const to = lineEnd(this.text, end);
    const behind = this.text.slice(end, to);
    if (!container.parent) {
      const text = added.map(({ print }) => print(0)).join(eol);
      const isAlone = this.text.slice(lineStart(this.text, start), start).trim() === '' && behind.trim() === '';
      return { start, end: to, text: isAlone ? text + behind : behind.trimStart() + eol + text };
    }
    const key = container.parent.offset;
    const indent = key - lineStart(this.text, key) + (container.type === 'array' ? this.#style.dash : this.#style.unit);
    const texts = added.map(({ print }) => eol + ' '.repeat(indent) + print(indent)).join('');
    return { start: start - (this.text[start - 1] === ' ' ? 1 : 0), end: to, text: behind + texts };
  }

  #inBrackets(node: Node): boolean {
    for (let at = node.parent; at; at = at.parent) if (this.tree.facts.get(at)?.kind === 'flow') return true;
    return false;
  }

  #replacement(node: Node, value: JsonValue, style: YamlStyle): Splice {
    const { kind, end, quote } = this.#facts(node);
    if (kind === 'scalar' && (typeof value !== 'object' || value === null))
      return { start: node.offset, end, text: inQuotes(value, quote, this.#inBrackets(node), style.dates) };
    const key = keyOf(node);
    if (key === undefined || this.#inBrackets(node)) return { start: node.offset, end, text: flowText(value, true, style.dates) };
    const property = node.parent!;
    const indent = property.offset - lineStart(this.text, property.offset);
    const colon = this.text.indexOf(':', property.offset + property.children![0]!.length) + 1;
    const text = valueText(key, value, indent, style);
    const isBelow = kind === 'nothing' || kind === 'block';
    const from = isBelow ? colon : end;
    const behind = this.text.slice(from, lineEnd(this.text, from));
    const start = isBelow ? colon : node.offset - (this.text[node.offset - 1] === ' ' ? 1 : 0);
    const to = Math.max(end, from + behind.length);
    // A comment behind the key stays on its line, and an anchor stays before the value.
    if (text.startsWith(style.eol)) return { start, end: to, text: behind + text };
    const marks = isBelow ? /^(?:[ \t]+[&!]\S*)*/.exec(behind)![0] : '';
    return { start, end: to, text: marks + text + behind.slice(marks.length) };
  }

  #removalOf(container: Node, nodes: readonly Node[]): Splice[] {
    const items = container.children ?? [];
    if (this.#facts(container).kind === 'flow')
      return removeItems(this.text, asItem(container), items.map(asItem), new Set(nodes.map(({ offset }) => offset)));
    const gone = new Set(nodes);
    const lines = items.flatMap((item, index) => {
      if (!gone.has(item)) return [];
      const splice = this.#line(item, items[index + 1]);
      const stays = items.slice(0, index).findLast((other) => !gone.has(other));
      return [{ ...splice, end: this.#overComments(splice.end, stays) }];
    });
    const splices = united(this.text, lines);
    // A list that is the whole file is still a list when nothing is left of it.
    const first = splices[0];
    if (first && !container.parent && container.type === 'array' && items.every((item) => gone.has(item)))
      splices[0] = { ...first, text: first.start === 0 ? `[]${this.#style.eol}` : `${this.#style.eol}[]` };
    return splices;
  }

  /** Comments at the end of what goes go too where they would be lines of the text that is then before them. */
  #overComments(end: number, before: Node | undefined): number {
    let leaf = before;
    while (leaf?.children?.length) leaf = leaf.children.at(-1);
    const indent = leaf && this.#facts(leaf).lines;
    if (indent === undefined) return end;
    const comments = new RegExp(`^(?:(?:[ \\t]*\\r?\\n)+ {${indent}}[ \\t]*#[^\\r\\n]*)+`).exec(this.text.slice(end));
    return end + (comments?.[0].length ?? 0);
  }

  /** An item with its lines, and the line break before them. */
  #line(item: Node, next: Node | undefined): Splice {
    const start = this.#startOf(item);
    const from = lineStart(this.text, start);
    const end = lineEnd(this.text, this.#facts(item).end);
    if (this.text.slice(from, start).trim() !== '') {
      // It begins behind a dash, where the next one goes, or the comments before that.
      const value = this.#facts(item).end;
      const to = next && !this.text.slice(value, this.#startOf(next)).includes('#') ? this.#startOf(next) : value;
      return { start, end: next ? to : end, text: '' };
    }
    if (from === 0) return { start: 0, end: nextLine(this.text, end), text: '' };
    return { start: from - (this.text[from - 2] === '\r' ? 2 : 1), end, text: '' };
  }

  #startOf(item: Node): number {
    return this.tree.facts.get(item)?.dash ?? item.offset;
  }

  #facts(node: Node): YamlFacts {
    return this.tree.facts.get(node)!;
  }

  #styleOf({ layout }: MergeEdit): YamlStyle {
    return { ...this.#style, inline: layout?.inline ?? [], dates: layout?.plainDates ? 'plain' : 'quoted' };
  }

  /** How the first nested object and the first list of the file are indented. */
  #lay(): { unit: number; dash: number } {
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

function asItem(node: Node): Item {
  return { start: node.offset, end: node.offset + node.length };
}

export const yaml: Format = {
  open(text, kind) {
    const { tree, problem } = openYaml(text, kind);
    return tree ? { surgeon: new YamlSurgeon(text, tree) } : { problem };
  },
  problem(text) {
    return openYaml(text, 'object').problem;
  },
};
