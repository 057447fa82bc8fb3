import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { JsonValue, MergeEdit, PathStep } from '../core/edits.js';
import { quote } from '../core/text.js';
import { insertItems, removeItems, type Item, type Print } from './json-items.js';
import { eolOf, indentAt, lineStart } from './lines.js';
import { onOneLine, printJson, printProperty, type PrintOptions } from './json-print.js';
import { idOf, isObject, listIds, matches, sameSet, sameValue } from './json-values.js';
import { emptyOutcome, type Direction, type Outcome, type Problem, type Splice } from './outcome.js';

export type { Node as JsonNode } from 'jsonc-parser';

export interface JsonDocument {
  readonly text: string;
  readonly root: Node;
}

/** Parses JSON. Comments are kept and trailing commas allowed, since some hosts allow them. */
export function openJson(text: string): { document?: JsonDocument; problems: Problem[] } {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  } catch (error) {
    // The parser calls itself for each level.
    if (!(error instanceof RangeError)) throw error;
    return { problems: [{ code: 'edit/syntax', offset: 0, message: 'the file is nested too deeply' }] };
  }
  const first = errors[0];
  if (root && !first) return { document: { text, root }, problems: [] };
  const reason = first ? printParseErrorCode(first.error) : 'the file is empty';
  return { problems: [{ code: 'edit/syntax', offset: first?.offset ?? 0, message: `not JSON: ${words(reason)}` }] };
}

/** Why a text is not JSON, if it is not. Faster than opening it, where there are no comments. */
export function jsonProblem(text: string): Problem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return openJson(text).problems[0];
  }
}

function words(code: string): string {
  return code.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** Gives a place of the document the value of the edit, or takes the place away. Only what differs is spliced. */
export function editJson(document: JsonDocument, edit: MergeEdit, direction: Direction): Outcome {
  return new JsonEditor(document, edit).run(direction);
}

class JsonEditor {
  readonly #outcome = emptyOutcome();
  readonly #insertions: { container: Node; after: Node | undefined; prints: Print[] }[] = [];
  readonly #text: string;
  readonly #style: Omit<PrintOptions, 'indent' | 'column' | 'followed'>;

  constructor(
    readonly document: JsonDocument,
    readonly edit: MergeEdit,
  ) {
    this.#text = document.text;
    this.#style = { unit: this.#indentUnit(), eol: eolOf(document.text), inline: edit.inline ?? [] };
  }

  run(direction: Direction): Outcome {
    let node = this.document.root;
    for (const [index, step] of this.edit.at.entries()) {
      const children = this.#children(node, step);
      if (!children) return this.#outcome;
      const [next, second] = children;
      if (second) {
        this.#problem('edit/conflict', second, `${describe(step)} is there twice`, 'remove one of them first');
        return this.#outcome;
      }
      if (!next) {
        if (direction === 'apply') this.#create(node, this.edit.at.slice(index));
        else this.#outcome.absent.push({ offset: node.offset, message: `${describe(step)} is not there` });
        return this.#flush();
      }
      node = next;
    }
    if (direction === 'apply') this.#merge(node, this.edit.value, undefined);
    else this.#remove(node);
    return this.#flush();
  }

  /** The nodes one step down, or undefined when this is not the kind of node that has any. */
  #children(node: Node, step: PathStep): Node[] | undefined {
    const wanted = typeof step === 'string' ? 'object' : 'array';
    if (node.type !== wanted) {
      this.#problem(
        'edit/anchor',
        node,
        `expected ${wanted === 'array' ? 'a list' : 'an object'} here, to look for ${describe(step)}, and found ${node.type}`,
      );
      return undefined;
    }
    if (typeof step === 'string')
      return (node.children ?? []).filter((property) => property.children?.[0]?.value === step).map((property) => property.children![1]!);
    return (node.children ?? []).filter((element) => matches(element, step.where));
  }

  #create(parent: Node, missing: readonly PathStep[]): void {
    let value = this.edit.value;
    for (const step of missing.slice(1).toReversed()) value = typeof step === 'string' ? { [step]: value } : [value];
    const step = missing[0]!;
    this.#difference(parent.offset, `${describe(step)} is missing`);
    if (typeof step === 'string') this.#insertProperty(parent, step, value, parent.children?.at(-1));
    else this.#insertElement(parent, value, this.#sibling(parent));
  }

  /** The element behind which a new one goes. */
  #sibling(list: Node): Node | undefined {
    const last = list.children?.at(-1);
    if (this.edit.after === undefined) return last;
    const named = list.children?.find((element) => matches(element, { id: this.edit.after! }));
    if (!named) this.#problem('edit/placement', list, `there is no ${quote(this.edit.after)} to put the new entry behind`);
    return named ?? last;
  }

  #merge(node: Node, value: JsonValue, name: string | undefined): void {
    const label = name ?? '';
    if (isObject(value) && node.type === 'object') {
      let previous: Node | undefined;
      for (const [key, member] of Object.entries(value)) {
        const child = findNodeAtLocation(node, [key]);
        const path = label === '' ? key : `${label}.${key}`;
        if (child) {
          this.#merge(child, member, path);
          previous = child.parent;
        } else {
          this.#difference(node.offset, `\`${path}\` is missing`);
          this.#insertProperty(node, key, member, previous);
        }
      }
      return;
    }
    const ids = Array.isArray(value) ? listIds(value as readonly JsonValue[]) : undefined;
    if (ids && node.type === 'array' && (node.children ?? []).every((element) => idOf(element) !== undefined)) {
      this.#mergeList(node, value as readonly JsonValue[], ids, label);
      return;
    }
    const actual = getNodeValue(node) as JsonValue;
    if (sameValue(actual, value) || (this.#isUnordered(node) && sameSet(actual, value))) return;
    this.#difference(node.offset, `\`${label}\` is ${quote(actual)}, not ${quote(value)}`);
    const indent = indentAt(this.#text, node.offset);
    const column = node.offset - lineStart(this.#text, node.offset);
    const end = node.offset + node.length;
    const followed = /^\s*,/.test(this.#text.slice(end, end + 200));
    const key = node.parent?.type === 'property' ? (node.parent.children![0]!.value as string) : undefined;
    this.#splice(node.offset, end, printJson(value, { ...this.#style, indent, column, followed }, key));
  }

  #isUnordered(node: Node): boolean {
    const key: unknown = node.parent?.type === 'property' ? node.parent.children![0]!.value : undefined;
    return typeof key === 'string' && (this.edit.unordered ?? []).includes(key);
  }

  /** Lists of objects with an id: the same ids, each with its values, what is there in the order it has. */
  #mergeList(list: Node, values: readonly JsonValue[], ids: readonly string[], label: string): void {
    const elements = new Map<string, Node>();
    const extra: Node[] = [];
    for (const element of list.children ?? []) {
      const id = idOf(element)!;
      const twice = elements.has(id);
      if (!twice) elements.set(id, element);
      if (ids.includes(id) && !twice) continue;
      extra.push(element);
      this.#difference(element.offset, `\`${label}\` has ${quote(id)}${twice ? ' twice' : ', which the spec has not'}`);
    }
    if (extra.length > 0) {
      const shown = extra.slice(0, 3).map((element) => quote(idOf(element)));
      const rest = extra.length > 3 ? ` and ${extra.length - 3} more` : '';
      this.#problem(
        'edit/takes-out',
        extra[0]!,
        `\`${label}\` loses ${shown.join(', ')}${rest}: the spec has no such entry`,
        'add them to the spec to keep them',
      );
      this.#removeFrom(list, extra);
      // What is inserted needs commas that depend on what is left.
      this.#outcome.again = true;
      return;
    }
    let previous: Node | undefined;
    for (const [index, id] of ids.entries()) {
      const element = elements.get(id);
      if (element) {
        this.#merge(element, values[index]!, `${label}[${id}]`);
        previous = element;
      } else {
        this.#difference((previous ?? list).offset, `\`${label}\` has no ${quote(id)}`);
        this.#insertElement(list, values[index]!, previous);
      }
    }
  }

  #insertElement(list: Node, value: JsonValue, after: Node | undefined): void {
    const sibling = after ?? list.children?.[0];
    // Where people write objects on one line, so does this.
    if (sibling?.type === 'object' && !this.#text.slice(sibling.offset, sibling.offset + sibling.length).includes('\n')) {
      this.#insert(list, after, () => onOneLine(value));
      return;
    }
    this.#insert(list, after, (indent, followed) => printJson(value, { ...this.#layout(indent), column: (indent ?? '').length, followed }));
  }

  #insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined): void {
    this.#insert(object, after, (indent, followed) => printProperty(key, value, { ...this.#layout(indent), followed }));
  }

  /** How to print for lines of an indentation, or for one line. */
  #layout(indent: string | undefined): Omit<PrintOptions, 'column' | 'followed'> {
    return indent === undefined ? { ...this.#style, indent: '', eol: ' ', unit: '' } : { ...this.#style, indent };
  }

  /** Items for one place are put in together, with the commas between them. */
  #insert(container: Node, after: Node | undefined, print: Print): void {
    const place = this.#insertions.find((other) => other.container === container && other.after === after);
    if (place) place.prints.push(print);
    else this.#insertions.push({ container, after, prints: [print] });
  }

  #flush(): Outcome {
    for (const { container, after, prints } of this.#insertions) {
      const items = (container.children ?? []).map(asItem);
      this.#outcome.splices.push(...insertItems(this.#text, asItem(container), items, after && asItem(after), prints, this.#style));
    }
    return this.#outcome;
  }

  #remove(node: Node): void {
    const item = node.parent?.type === 'property' ? node.parent : node;
    const container = item.parent;
    if (!container) {
      this.#problem('edit/conflict', node, 'the whole document cannot be removed');
      return;
    }
    if (this.#outcome.differences.length === 0) this.#difference(item.offset, `${describe(this.edit.at.at(-1)!)} is there`);
    this.#removeFrom(container, [item]);
  }

  #removeFrom(container: Node, nodes: readonly Node[]): void {
    const starts = new Set(nodes.map((node) => node.offset));
    this.#outcome.splices.push(...removeItems(this.#text, asItem(container), (container.children ?? []).map(asItem), starts));
  }

  #indentUnit(): string {
    const child = this.document.root.children?.[0];
    const unit = child ? indentAt(this.#text, child.offset) : '';
    return unit === '' ? '  ' : unit;
  }

  #splice(start: number, end: number, text: string): void {
    this.#outcome.splices.push({ start, end, text });
  }

  #difference(offset: number, message: string): void {
    this.#outcome.differences.push({ offset, message });
  }

  #problem(code: Problem['code'], node: Node, message: string, hint?: string): void {
    this.#outcome.problems.push({ code, offset: node.offset, message, ...(hint !== undefined && { hint }) });
  }
}

function asItem(node: Node): Item {
  return { start: node.offset, end: node.offset + node.length };
}

function describe(step: PathStep): string {
  if (typeof step === 'string') return `\`${step}\``;
  return Object.entries(step.where)
    .map(([key, value]) => `the entry with ${key} ${quote(value)}`)
    .join(' and ');
}

/** The splices that take an element out of a list, with the comma that came with it. */
export function removalOf(text: string, list: Node, element: Node): Splice[] {
  const item = ({ offset, length }: Node): Item => ({ start: offset, end: offset + length });
  return removeItems(text, item(list), (list.children ?? []).map(item), new Set([element.offset]));
}
