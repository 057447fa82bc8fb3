import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import type { JsonValue, MergeEdit, PathStep } from '../core/edits.js';
import { quote } from '../core/text.js';
import type { JsonDocument } from './json-document.js';
import { idStep, JsonIndex } from './json-index.js';
import { JsonChanges, type Added, type After } from './json-changes.js';
import type { Print } from './json-items.js';
import { describe, elementOf, fieldOf, memberOf, wholeValue, type Place } from './json-place.js';
import { layout, onOneLine, printJson, printProperty, type PrintOptions } from './json-print.js';
import { idOf, isObject, listIds, looksRenamed, sameSet, sameValue } from './json-values.js';
import { eolOf, indentAt, lineStart } from './lines.js';
import { emptyOutcome, inOrder, type Difference, type Direction, type Outcome, type Problem, type Splice } from './outcome.js';

/** Gives places of the document the values of the edits, or takes the places away. Only what differs is spliced. */
export function editJson(document: JsonDocument, edits: readonly MergeEdit[], direction: Direction): Outcome {
  return new JsonEditor(document, direction).run(edits);
}

class JsonEditor {
  readonly #outcome = emptyOutcome();
  readonly #text: string;
  readonly #style: Omit<PrintOptions, 'indent' | 'column' | 'followed' | 'inline'>;
  readonly #changes: JsonChanges;
  readonly #index = new JsonIndex();
  /** The elements that are going to be in a list, by their ids. */
  readonly #addedElements = new Map<Node, Map<string, Added>>();
  /** The elements that some edit names, by list. */
  readonly #named = new Map<Node, Set<Node>>();
  #edit!: MergeEdit;

  constructor(
    readonly document: JsonDocument,
    readonly direction: Direction,
  ) {
    this.#text = document.text;
    this.#style = { unit: this.#indentUnit(), eol: eolOf(document.text) };
    this.#changes = new JsonChanges(document.text, this.#style);
  }

  run(edits: readonly MergeEdit[]): Outcome {
    const entryOf = ({ at }: MergeEdit): string | undefined => idStep(at.at(-1));
    for (const edit of inOrder(edits, entryOf, ({ after }) => after ?? undefined)) {
      this.#edit = edit;
      this.#find();
    }
    this.#outcome.splices.push(...this.#changes.splices());
    this.#findUntracked();
    return this.#outcome;
  }

  #find(): void {
    let node = this.document.root;
    for (const [index, step] of this.#edit.at.entries()) {
      const children = this.#index.children(node, step);
      if (!children) {
        const looked = `expected ${typeof step === 'string' ? 'an object' : 'a list'} here, to look for ${describe(step)}`;
        this.#problem('edit/anchor', node, `${looked}, and found ${node.type}`);
        return;
      }
      const [next, second] = children;
      if (second) {
        this.#problem('edit/conflict', second, `${describe(step)} is there twice`, 'remove one of them first');
        return;
      }
      if (typeof step !== 'string') this.#named.set(node, new Set([...(this.#named.get(node) ?? []), ...children]));
      if (!next) {
        if (this.direction === 'apply') this.#create(node, this.#edit.at.slice(index));
        else this.#outcome.absent.push({ edit: this.#edit, offset: node.offset, message: `${describe(step)} is not there` });
        return;
      }
      node = next;
    }
    if (this.direction === 'apply') this.#merge(node, this.#edit.value, wholeValue);
    else this.#remove(node);
  }

  #create(parent: Node, missing: readonly PathStep[]): void {
    let value = this.#edit.value;
    for (const step of missing.slice(1).toReversed()) value = typeof step === 'string' ? { [step]: value } : [value];
    const step = missing[0]!;
    const message = `${describe(step)} is missing`;
    if (typeof step === 'string') {
      this.#insertProperty(parent, step, value, parent.children?.at(-1), { message, place: wholeValue, offset: parent.offset });
      return;
    }
    const renamed = this.#index.twin(parent, value);
    this.#insertElement(parent, value, this.#sibling(parent), {
      message: renamed ? `${message}; the one with id ${quote(idOf(renamed))} says the same` : message,
      kind: renamed ? 'renamed' : 'missing',
      place: wholeValue,
      offset: renamed ? renamed.offset : parent.offset,
    });
  }

  /** The element behind which a new one goes. */
  #sibling(list: Node): After {
    const last = list.children?.at(-1);
    const { after } = this.#edit;
    if (after === null) return { item: undefined };
    const named = after === undefined ? undefined : this.#index.byId(list).get(after)?.[0];
    const added = after === undefined ? undefined : this.#addedElements.get(list)?.get(after);
    if (added) return { added };
    if (after !== undefined && !named) this.#problem('edit/placement', list, `there is no ${quote(after)} to put the new entry behind`);
    return { item: named ?? last };
  }

  #merge(node: Node, value: JsonValue, place: Place): void {
    if (isObject(value) && node.type === 'object') return this.#mergeObject(node, value, place);
    const ids = Array.isArray(value) ? listIds(value as readonly JsonValue[]) : undefined;
    if (ids && node.type === 'array' && (node.children ?? []).every((element) => idOf(element) !== undefined))
      return this.#mergeList(node, value as readonly JsonValue[], ids, place);
    const actual = getNodeValue(node) as JsonValue;
    const key = keyOf(node);
    if (sameValue(actual, value) || (this.#edit.unordered?.includes(key ?? '') && sameSet(actual, value))) return;
    const indent = indentAt(this.#text, node.offset);
    const column = node.offset - lineStart(this.#text, node.offset);
    const end = node.offset + node.length;
    const followed = /^\s*,/.test(this.#text.slice(end, end + 200));
    const text = printJson(value, { ...this.#print(), indent, column, followed }, key);
    const splice = { start: node.offset, end, text };
    this.#outcome.splices.push(splice);
    this.#difference('differs', node.offset, `\`${place.label}\` is ${quote(actual)}, not ${quote(value)}`, place, [splice]);
  }

  #mergeObject(node: Node, value: { readonly [key: string]: JsonValue }, place: Place): void {
    const owned = this.#edit.owned?.[place.pattern] ?? [];
    const extra = (node.children ?? []).filter((property) => {
      const key = property.children![0]!.value as string;
      return !Object.hasOwn(value, key) && (owned === 'all' || owned.includes(key));
    });
    if (extra.length > 0) {
      this.#takeOut(node, extra, place, (property) => {
        const key = property.children![0]!.value as string;
        return { message: `\`${memberOf(place, key).label}\` is there, and the spec says nothing of it`, place: memberOf(place, key) };
      });
    }
    let previous: Node | undefined;
    for (const [key, member] of Object.entries(value)) {
      const child = findNodeAtLocation(node, [key]);
      const inner = memberOf(place, key);
      if (child) {
        this.#merge(child, member, inner);
        previous = child.parent;
      } else if (extra.length === 0)
        this.#insertProperty(node, key, member, previous, { message: `\`${inner.label}\` is missing`, place: inner, offset: node.offset });
    }
  }

  /** Lists of objects with an id: the same ids, each with its values, what is there in the order it has. */
  #mergeList(list: Node, values: readonly JsonValue[], ids: readonly string[], place: Place): void {
    const elements = this.#index.byId(list);
    const wanted = new Set(ids);
    const seen = new Set<string>();
    const extra = (list.children ?? []).filter((element) => {
      const id = idOf(element)!;
      const twice = seen.has(id);
      seen.add(id);
      return twice || !wanted.has(id);
    });
    if (extra.length > 0) {
      const missing = values.filter((_, index) => !elements.has(ids[index]!));
      this.#takeOut(list, extra, place, (element) => {
        const id = idOf(element)!;
        const twin = missing.find((value) => looksRenamed(getNodeValue(element) as JsonValue, value));
        if (wanted.has(id)) return { message: `\`${place.label}\` has ${quote(id)} twice`, place: elementOf(place, id) };
        if (twin === undefined)
          return { message: `\`${place.label}\` has ${quote(id)}, which the spec has not`, place: elementOf(place, id) };
        const name = (twin as { id: string }).id;
        const message = `\`${place.label}\` has ${quote(id)}, which the spec calls ${quote(name)}`;
        return { message, place: elementOf(place, id, ids.indexOf(name)), kind: 'renamed' };
      });
      return;
    }
    const end = this.#edit.newElements?.[place.pattern];
    let previous: Node | undefined;
    for (const [index, id] of ids.entries()) {
      const element = elements.get(id)?.[0];
      const inner = elementOf(place, id, index);
      if (element) this.#merge(element, values[index]!, inner);
      else {
        const after = end === undefined ? previous : end === 'last' ? list.children?.at(-1) : undefined;
        const offset = (after ?? list).offset;
        this.#insertElement(
          list,
          values[index]!,
          { item: after },
          { message: `\`${place.label}\` has no ${quote(id)}`, place: inner, offset },
        );
      }
      previous = element ?? previous;
    }
  }

  /** What the spec has not goes first: what is put in then needs commas that depend on what is left. */
  #takeOut(
    container: Node,
    nodes: readonly Node[],
    place: Place,
    explain: (node: Node) => { message: string; place: Place; kind?: 'renamed' },
  ): void {
    for (const [index, alone] of this.#changes.remove(container, nodes).entries()) {
      const { message, place: inner, kind = 'extra' } = explain(nodes[index]!);
      this.#difference(kind, nodes[index]!.offset, message, inner, alone);
    }
    const shown = nodes.slice(0, 3).map((node) => quote(node.type === 'property' ? node.children![0]!.value : idOf(node)));
    const rest = nodes.length > 3 ? ` and ${nodes.length - 3} more` : '';
    const from = place.label === '' ? describe(this.#edit.at.at(-1)!) : `\`${place.label}\``;
    const hint = 'add them to the spec to keep them';
    this.#problem('edit/takes-out', nodes[0]!, `${from} loses ${shown.join(', ')}${rest}: the spec says nothing of that`, hint);
    this.#outcome.again.add(this.#edit);
  }

  #insertElement(list: Node, value: JsonValue, after: After, missing: Missing): void {
    const sibling = ('item' in after ? after.item : undefined) ?? list.children?.[0];
    // Where people write objects on one line, so does this.
    const onLine = sibling?.type === 'object' && !this.#text.slice(sibling.offset, sibling.offset + sibling.length).includes('\n');
    const options = this.#print();
    const print: Print = onLine
      ? () => onOneLine(value)
      : (indent, followed) => printJson(value, { ...layout(options, indent), column: (indent ?? '').length, followed });
    const added = this.#insert(list, after, print, missing);
    const id = isObject(value) ? value['id'] : undefined;
    const pending = this.#addedElements.get(list) ?? new Map<string, Added>();
    this.#addedElements.set(list, pending);
    if (typeof id === 'string') pending.set(id, added);
  }

  #insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined, missing: Missing): void {
    const options = this.#print();
    const print: Print = (indent, followed) => printProperty(key, value, { ...layout(options, indent), followed });
    this.#insert(object, { item: after }, print, missing);
  }

  #insert(container: Node, after: After, print: Print, missing: Missing): Added {
    const { added, alone } = this.#changes.insert(container, after, print);
    const { kind = 'missing', offset, message, place } = missing;
    this.#difference(kind, offset, message, place, alone);
    return added;
  }

  #remove(node: Node): void {
    const item = node.parent?.type === 'property' ? node.parent : node;
    const container = item.parent;
    if (!container) return this.#problem('edit/conflict', node, 'the whole document cannot be removed');
    const message = `${describe(this.#edit.at.at(-1)!)} is there`;
    const [alone] = this.#changes.remove(container, [item]);
    this.#difference('extra', item.offset, message, wholeValue, alone!);
  }

  #findUntracked(): void {
    for (const [list, named] of this.#named)
      for (const element of list.children ?? []) {
        const id = idOf(element);
        if (id !== undefined && !named.has(element)) this.#outcome.untracked.push({ offset: element.offset, id });
      }
  }

  #indentUnit(): string {
    const child = this.document.root.children?.[0];
    const unit = child ? indentAt(this.#text, child.offset) : '';
    return unit === '' ? '  ' : unit;
  }

  #print(): Omit<PrintOptions, 'indent' | 'column' | 'followed'> {
    return { ...this.#style, inline: this.#edit.inline ?? [] };
  }

  #difference(kind: Difference['kind'], offset: number, message: string, place: Place, fix: readonly Splice[]): void {
    const field = fieldOf(this.#edit, place);
    this.#outcome.differences.push({
      kind,
      edit: this.#edit,
      offset,
      message,
      subject: place.label,
      fix,
      ...(field !== undefined && { field }),
    });
  }

  #problem(code: Problem['code'], node: Node, message: string, hint?: string): void {
    this.#outcome.problems.push({ code, offset: node.offset, message, ...(hint !== undefined && { hint }) });
  }
}

/** What is missing, for the finding that says so. */
interface Missing {
  readonly kind?: 'missing' | 'renamed';
  readonly offset: number;
  readonly message: string;
  readonly place: Place;
}

function keyOf(node: Node): string | undefined {
  return node.parent?.type === 'property' ? (node.parent.children![0]!.value as string) : undefined;
}
