import { getNodeValue } from 'jsonc-parser';
import type { JsonValue, MergeEdit, PathStep } from '../../core/edits.js';
import { quote } from '../../core/text.js';
import { idStep, NodeIndex, outermostEmpty, whereKey } from './node-index.js';
import { emptyOutcome, inOrder, type Difference, type Direction, type Outcome, type Problem, type Splice } from '../outcome.js';
import { isChoice, isChosen, isStandIn, strangerAt } from './owner.js';
import { describe, elementOf, fieldOf, memberOf, nameOf, wholeValue, wrapped, type Missing, type Place } from './value-path.js';
import { keyOf, type Added, type After, type Inserted, type Node, type Surgeon } from '../format-editor.js';
import { isObject, sameSet, sameValue } from '../../core/json-values.js';
import { idOf, listIds, looksRenamed } from './values.js';

/**
 * Gives places of a document the values of the edits, or takes the places away. Only what differs is spliced.
 * @param again whether a pass went before: what took things out now puts things in, or takes away what it left empty
 */
export function merge(surgeon: Surgeon, edits: readonly MergeEdit[], direction: Direction, again = false): Outcome {
  return new Merger(surgeon, direction, again).run(edits);
}

class Merger {
  readonly #outcome = emptyOutcome();
  readonly #index = new NodeIndex();
  /** The elements that are going to be in a list, by their ids. */
  readonly #addedElements = new Map<Node, Map<string, Added>>();
  /** The elements that some edit names, by list. */
  readonly #named = new Map<Node, Set<Node>>();
  readonly #removed = new Set<Node>();
  #edit!: MergeEdit;

  constructor(
    readonly surgeon: Surgeon,
    readonly direction: Direction,
    readonly again: boolean,
  ) {}

  run(edits: readonly MergeEdit[]): Outcome {
    const entryOf = ({ at }: MergeEdit): string | undefined => idStep(at.at(-1));
    for (const edit of inOrder(edits, entryOf, ({ after }) => after ?? undefined)) {
      this.#edit = edit;
      this.#find();
    }
    this.#outcome.splices.push(...this.surgeon.splices());
    this.#findUntracked();
    return this.#outcome;
  }

  #find(): void {
    let node = this.surgeon.root;
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
        else if (this.again) this.#prune(node);
        else if (!isChoice(this.#edit))
          this.#outcome.absent.push({ edit: this.#edit, offset: node.offset, message: `${describe(step)} is not there` });
        return;
      }
      node = next;
      const rest = this.#edit.at.slice(index + 1);
      if (node.type === 'null' && rest.length > 0) return this.#fill(node, rest);
    }
    if (this.#isOthers(node)) return;
    if (this.direction === 'apply')
      return this.#edit.options?.placeholders?.includes('') && !isStandIn(node)
        ? undefined
        : this.#merge(node, this.#edit.value, wholeValue);
    if (!isChoice(this.#edit) || isChosen(this.surgeon.root, node, this.#edit)) this.#remove(node);
  }

  /** Whether what is there is somebody else's: that is told, and it stays. */
  #isOthers(node: Node): boolean {
    const stranger = strangerAt(this.surgeon.root, node, this.#edit);
    if (stranger && this.direction === 'apply') this.#problem('edit/conflict', stranger.node, stranger.message, stranger.hint);
    else if (stranger) this.#outcome.absent.push({ edit: this.#edit, offset: node.offset, message: stranger.message });
    return stranger !== undefined;
  }

  /** A key that is there and says nothing gets the rest of the way, or goes when that was taken out. */
  #fill(node: Node, rest: readonly PathStep[]): void {
    const message = `${describe(rest[0]!)} is not there`;
    if (this.direction === 'apply') {
      if (this.#refused(node)) return;
      if (!this.#index.claim(node, '')) return void this.#outcome.again.add(this.#edit);
      const splices = this.surgeon.replace(node, wrapped(this.#edit.value, rest), this.#edit);
      this.#difference('missing', node.offset, `${describe(rest[0]!)} is missing`, wholeValue, () => splices);
    } else if (this.again) this.#prune(node);
    else if (!isChoice(this.#edit)) this.#outcome.absent.push({ edit: this.#edit, offset: node.offset, message });
  }

  #create(parent: Node, missing: readonly PathStep[]): void {
    if (!this.#index.claim(parent, missing[0]!)) return void this.#outcome.again.add(this.#edit);
    const value = wrapped(this.#edit.value, missing.slice(1));
    const step = missing[0]!;
    const message = `${describe(step)} is missing`;
    if (typeof step === 'string') {
      this.#insertProperty(parent, step, value, parent.children?.at(-1), { message, place: wholeValue, offset: parent.offset });
      return;
    }
    const renamed = this.#index.twin(parent, value);
    this.#insertElement(parent, value, this.#sibling(parent, whereKey(step)), whereKey(step), {
      message: renamed ? `${message}; the one with id ${quote(idOf(renamed))} says the same` : message,
      kind: renamed ? 'renamed' : 'missing',
      place: wholeValue,
      offset: renamed ? renamed.offset : parent.offset,
    });
  }

  /** The element behind which a new one goes. */
  #sibling(list: Node, key: string): After {
    const last = list.children?.at(-1);
    const { after } = this.#edit;
    if (after === null) return { item: undefined };
    const named = after === undefined ? undefined : this.#index.byId(list, key).get(after)?.[0];
    const added = after === undefined ? undefined : this.#addedElements.get(list)?.get(after);
    if (added) return { added };
    if (after !== undefined && !named) this.#problem('edit/placement', list, `there is no ${quote(after)} to put the new entry behind`);
    return { item: named ?? last };
  }

  #merge(node: Node, value: JsonValue, place: Place): void {
    if (isObject(value) && node.type === 'object') return this.#mergeObject(node, value, place);
    const key = this.#edit.options?.idKeys?.[place.pattern] ?? 'id';
    const ids = Array.isArray(value) ? listIds(value as readonly JsonValue[], key) : undefined;
    if (ids && node.type === 'array' && (node.children ?? []).every((element) => idOf(element, key) !== undefined))
      return this.#mergeList(node, value as readonly JsonValue[], ids, key, place);
    const actual = getNodeValue(node) as JsonValue;
    if (sameValue(actual, value) || (this.#edit.options?.unordered?.includes(keyOf(node) ?? '') && sameSet(actual, value))) return;
    if (this.#refused(node)) return;
    const splices = this.surgeon.replace(node, value, this.#edit);
    const what = place.label === '' ? nameOf(this.#edit) : `\`${place.label}\``;
    this.#difference('differs', node.offset, `${what} is ${quote(actual)}, not ${quote(value)}`, place, () => splices);
  }

  #mergeObject(node: Node, value: { readonly [key: string]: JsonValue }, place: Place): void {
    const owned = this.#edit.options?.ownedKeys?.[place.pattern] ?? [];
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
      const [child, second] = this.#index.children(node, key)!;
      const inner = memberOf(place, key);
      if (second) this.#problem('edit/conflict', second, `\`${inner.label}\` is there twice`, 'remove one of them first');
      else if (child) {
        if (!this.#edit.options?.placeholders?.includes(inner.pattern)) this.#merge(child, member, inner);
        previous = child.parent;
      } else if (extra.length === 0)
        this.#insertProperty(node, key, member, previous, { message: `\`${inner.label}\` is missing`, place: inner, offset: node.offset });
    }
  }

  /** Lists of objects with an id: the same ids, each with its values, what is there in the order it has. */
  #mergeList(list: Node, values: readonly JsonValue[], ids: readonly string[], key: string, place: Place): void {
    const elements = this.#index.byId(list, key);
    const wanted = new Set(ids);
    const seen = new Set<string>();
    const extra = (list.children ?? []).filter((element) => {
      const id = idOf(element, key)!;
      const twice = seen.has(id);
      seen.add(id);
      return twice || !wanted.has(id);
    });
    if (extra.length > 0) {
      const missing = values.filter((_, index) => !elements.has(ids[index]!));
      this.#takeOut(list, extra, place, (element) => {
        const id = idOf(element, key)!;
        const twin = missing.find((value) => looksRenamed(getNodeValue(element) as JsonValue, value));
        if (wanted.has(id)) return { message: `\`${place.label}\` has ${quote(id)} twice`, place: elementOf(place, id) };
        if (twin === undefined)
          return { message: `\`${place.label}\` has ${quote(id)}, which the spec has not`, place: elementOf(place, id) };
        const name = ids[values.indexOf(twin)]!;
        const message = `\`${place.label}\` has ${quote(id)}, which the spec calls ${quote(name)}`;
        return { message, place: elementOf(place, id, ids.indexOf(name)), kind: 'renamed' };
      });
      return;
    }
    const end = this.#edit.options?.newElements?.[place.pattern];
    let previous: Node | undefined;
    for (const [index, id] of ids.entries()) {
      const element = elements.get(id)?.[0];
      const inner = elementOf(place, id, index);
      if (element) this.#merge(element, values[index]!, inner);
      else {
        const item = end === undefined ? previous : end === 'last' ? list.children?.at(-1) : undefined;
        const missing = { message: `\`${place.label}\` has no ${quote(id)}`, place: inner, offset: (item ?? list).offset };
        this.#insertElement(list, values[index]!, { item }, key, missing);
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
    if (this.#refused(container)) return;
    for (const [index, alone] of this.surgeon.remove(container, nodes).entries()) {
      const { message, place: inner, kind = 'extra' } = explain(nodes[index]!);
      this.#difference(kind, nodes[index]!.offset, message, inner, () => alone);
    }
    const shown = nodes
      .slice(0, 3)
      .map((node) => quote(explain(node).place.label.match(/\[([^[\]]*)\]$/)?.[1] ?? node.children?.[0]?.value));
    const rest = nodes.length > 3 ? ` and ${nodes.length - 3} more` : '';
    const from = place.label === '' ? nameOf(this.#edit) : `\`${place.label}\``;
    const hint = 'add them to the spec to keep them';
    this.#problem('edit/takes-out', nodes[0]!, `${from} loses ${shown.join(', ')}${rest}: the spec says nothing of that`, hint);
    this.#outcome.again.add(this.#edit);
  }

  #insertElement(list: Node, value: JsonValue, after: After, key: string, missing: Missing): void {
    if (this.#refused(list)) return;
    const added = this.#inserted(this.surgeon.insertElement(list, value, after, this.#edit), missing);
    const id = isObject(value) ? value[key] : undefined;
    const pending = this.#addedElements.get(list) ?? new Map<string, Added>();
    this.#addedElements.set(list, pending);
    if (typeof id === 'string') pending.set(id, added);
  }

  #insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined, missing: Missing): void {
    if (this.#refused(object)) return;
    this.#inserted(this.surgeon.insertProperty(object, key, value, after, this.#edit), missing);
  }

  #inserted({ added, alone }: Inserted, { kind = 'missing', offset, message, place }: Missing): Added {
    this.#difference(kind, offset, message, place, alone);
    return added;
  }

  #remove(node: Node): void {
    const item = node.parent?.type === 'property' ? node.parent : node;
    const container = item.parent;
    if (!container) return this.#problem('edit/conflict', node, 'the whole document cannot be removed');
    if (this.#refused(container)) return;
    const [alone] = this.surgeon.remove(container, [item]);
    this.#difference('extra', item.offset, `${nameOf(this.#edit)} is there`, wholeValue, () => alone!);
    if (this.#edit.at.length > 1) this.#outcome.again.add(this.#edit);
  }

  /** Takes away what the edit would have made on its way, when nothing is left in it. */
  #prune(deepest: Node): void {
    const item = outermostEmpty(deepest, (node) => this.surgeon.isRemarked(node));
    if (item === deepest || this.#removed.has(item)) return;
    this.#removed.add(item);
    if (this.#refused(item.parent!)) return;
    this.surgeon.remove(item.parent!, [item]);
    this.#outcome.again.add(this.#edit);
  }

  #findUntracked(): void {
    for (const [list, named] of this.#named)
      for (const element of list.children ?? []) {
        const id = idOf(element);
        if (id !== undefined && !named.has(element)) this.#outcome.untracked.push({ offset: element.offset, id });
      }
  }

  #refused(node: Node): boolean {
    const reason = this.surgeon.refusal(node);
    if (reason !== undefined) this.#problem('edit/conflict', node, reason);
    return reason !== undefined;
  }

  #difference(kind: Difference['kind'], offset: number, message: string, place: Place, fix: () => readonly Splice[]): void {
    const field = fieldOf(this.#edit, place);
    const difference: Difference = { kind, edit: this.#edit, offset, message, subject: place.label, fix };
    this.#outcome.differences.push({ ...difference, ...(field !== undefined && { field }) });
  }

  #problem(code: Problem['code'], node: Node, message: string, hint?: string): void {
    this.#outcome.problems.push({ code, offset: node.offset, message, ...(hint !== undefined && { hint }) });
  }
}
