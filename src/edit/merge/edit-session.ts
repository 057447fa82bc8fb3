import type { JsonValue, MergeEdit } from '../../core/edits.js';
import { isObject } from '../../core/json-values.js';
import { quote } from '../../core/text.js';
import type { DifferenceKind, Direction, EditResult, Problem } from '../edit-result.js';
import type { FormatEditor, Insertion, InsertionPoint, PendingItem } from '../format-editor.js';
import type { Node } from '../node.js';
import type { Splice } from '../splice.js';
import type { NodeIndex } from './node-index.js';
import { specFieldOf, type ValuePath } from './value-path.js';

/** What all edits of one document share. */
export interface MergeState {
  readonly editor: FormatEditor;
  readonly direction: Direction;
  /** Whether an earlier pass changed the document for the same edits. */
  readonly isLaterPass: boolean;
  readonly result: EditResult;
  readonly index: NodeIndex;
  /** The elements pending insertion, by list and id. */
  readonly addedElements: Map<Node, Map<string, PendingItem>>;
  /** The elements that any edit names, by list. */
  readonly namedElements: Map<Node, Set<Node>>;
  readonly removedNodes: Set<Node>;
}

/** A missing value, with the message of the difference it is. */
export interface MissingValue {
  readonly kind?: 'missing' | 'renamed';
  readonly offset: number;
  readonly message: string;
  readonly path: ValuePath;
}

/** One edit of a document: makes changes and reports them with the edit. */
export class EditSession {
  constructor(
    readonly state: MergeState,
    readonly edit: MergeEdit,
  ) {}

  insertElement(list: Node, value: JsonValue, after: InsertionPoint, idKey: string, missing: MissingValue): void {
    if (this.refuses(list)) return;
    const insertion = this.state.editor.insertElement(list, value, after, this.edit);
    this.#reportMissing(insertion, missing);
    const added = this.state.addedElements.get(list) ?? new Map<string, PendingItem>();
    this.state.addedElements.set(list, added);
    const id = isObject(value) ? value[idKey] : undefined;
    if (typeof id === 'string') added.set(id, insertion.added);
  }

  insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined, missing: MissingValue): void {
    if (this.refuses(object)) return;
    this.#reportMissing(this.state.editor.insertProperty(object, key, value, after, this.edit), missing);
  }

  /** Where a new element goes by the `after` of the edit. */
  insertionPoint(list: Node, idKey: string): InsertionPoint {
    const { after } = this.edit;
    const last = list.children?.at(-1);
    if (after === undefined) return { item: last };
    if (after === null) return { item: undefined };
    const added = this.state.addedElements.get(list)?.get(after);
    if (added) return { added };
    const existing = this.state.index.elementsById(list, idKey).get(after)?.[0];
    if (!existing) this.reportProblem('edit/placement', list, `there is no ${quote(after)} to insert the new entry after`);
    return { item: existing ?? last };
  }

  /** Asks to repeat the edit on the resulting text. */
  requestAnotherPass(): void {
    this.state.result.needsAnotherPass.add(this.edit);
  }

  /** Reports a node that the format cannot edit. */
  refuses(node: Node): boolean {
    const reason = this.state.editor.refusalReason(node);
    if (reason !== undefined) this.reportProblem('edit/conflict', node, reason);
    return reason !== undefined;
  }

  reportDuplicate(node: Node, name: string): void {
    this.reportProblem('edit/conflict', node, `${name} exists twice`, 'remove one of them first');
  }

  reportAbsent(node: Node, message: string): void {
    this.state.result.absent.push({ edit: this.edit, offset: node.offset, message });
  }

  reportDifference(kind: DifferenceKind, offset: number, message: string, path: ValuePath, fix: () => readonly Splice[]): void {
    const field = specFieldOf(this.edit, path);
    const difference = { kind, edit: this.edit, offset, message, subject: path.label, fix };
    this.state.result.differences.push({ ...difference, ...(field !== undefined && { field }) });
  }

  reportProblem(code: Problem['code'], node: Node, message: string, hint?: string): void {
    this.state.result.problems.push({ code, offset: node.offset, message, ...(hint !== undefined && { hint }) });
  }

  #reportMissing({ standaloneFix }: Insertion, { kind = 'missing', offset, message, path }: MissingValue): void {
    this.reportDifference(kind, offset, message, path, standaloneFix);
  }
}
