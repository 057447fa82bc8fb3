import type { MergeEdit, PathStep } from '../../core/edits.js';
import { quote } from '../../core/text.js';
import { emptyResult, type Direction, type EditResult } from '../edit-result.js';
import type { FormatEditor } from '../format-editor.js';
import type { Node } from '../node.js';
import { orderByPredecessor } from '../order.js';
import { EditSession, type MergeState, type MissingValue } from './edit-session.js';
import { mergeValue } from './merge-value.js';
import { NodeIndex, outermostEmpty, stepId, stepIdKey } from './node-index.js';
import { findForeignValue, isChoice, isOurChoice, isPlaceholder } from './ownership.js';
import { describeStep, placeName, wholeValue, wrapInSteps } from './value-path.js';
import { elementId } from './values.js';

/**
 * Gives places in a document the values of the edits, or removes the places. Only what differs is spliced.
 * @param isLaterPass whether this is the text that results from an earlier pass with the same edits
 */
export function merge(editor: FormatEditor, edits: readonly MergeEdit[], direction: Direction, isLaterPass = false): EditResult {
  const state: MergeState = {
    editor,
    direction,
    isLaterPass,
    result: emptyResult(),
    index: new NodeIndex(),
    addedElements: new Map(),
    namedElements: new Map(),
    removedNodes: new Set(),
  };
  const ordered = orderByPredecessor(
    edits,
    ({ at }) => stepId(at.at(-1)),
    ({ after }) => after ?? undefined,
  );
  for (const edit of ordered) makeEdit(new EditSession(state, edit));
  state.result.splices.push(...editor.splices());
  state.result.untracked.push(...findUntracked(state));
  return state.result;
}

/** Follows the steps of an edit and merges or removes the value at their end. */
function makeEdit(session: EditSession): void {
  const { edit, state } = session;
  let node = state.editor.root;
  for (const [index, step] of edit.at.entries()) {
    const children = state.index.children(node, step);
    if (!children) return reportWrongType(session, node, step);
    const [next, second] = children;
    if (second) return session.reportDuplicate(second, describeStep(step));
    if (typeof step !== 'string') state.namedElements.set(node, new Set([...(state.namedElements.get(node) ?? []), ...children]));
    const rest = edit.at.slice(index + 1);
    if (!next) return state.direction === 'apply' ? insertAt(session, node, [step, ...rest]) : removeNothing(session, node, step);
    if (next.type === 'null' && rest.length > 0)
      return state.direction === 'apply' ? fillNull(session, next, rest) : removeNothing(session, next, rest[0]!);
    node = next;
  }
  editExisting(session, node);
}

function editExisting(session: EditSession, node: Node): void {
  const { edit, state } = session;
  const foreign = findForeignValue(state.editor.root, node, edit);
  if (state.direction === 'apply') {
    if (foreign) session.reportProblem('edit/conflict', foreign.node, foreign.message, foreign.hint);
    else if (!edit.options?.placeholders?.includes('') || isPlaceholder(node)) mergeValue(session, node, edit.value, wholeValue);
  } else if (foreign) session.reportAbsent(node, foreign.message);
  else if (!isChoice(edit) || isOurChoice(state.editor.root, node, edit)) removeNode(session, node);
}

/** Inserts the value of an edit, with the objects and lists around it that do not exist. */
function insertAt(session: EditSession, parent: Node, [step, ...rest]: readonly PathStep[]): void {
  const { edit, state } = session;
  if (!state.index.claimStep(parent, step!)) return session.requestAnotherPass();
  const value = wrapInSteps(edit.value, rest);
  const missing = { message: `${describeStep(step!)} is missing`, path: wholeValue, offset: parent.offset };
  if (typeof step === 'string') return session.insertProperty(parent, step, value, parent.children?.at(-1), missing);
  const idKey = stepIdKey(step!);
  const renamed = state.index.findRenamed(parent, value);
  session.insertElement(parent, value, session.insertionPoint(parent, idKey), idKey, renamed ? looksLike(renamed, missing) : missing);
}

function looksLike(renamed: Node, missing: MissingValue): MissingValue {
  const message = `${missing.message}; ${quote(elementId(renamed))} looks like the same entry under another id`;
  return { ...missing, kind: 'renamed', message, offset: renamed.offset };
}

/** Replaces the null of a key that has no value yet. */
function fillNull(session: EditSession, node: Node, rest: readonly PathStep[]): void {
  const { edit, state } = session;
  if (session.refuses(node)) return;
  if (!state.index.claimStep(node, '')) return session.requestAnotherPass();
  const splices = state.editor.replace(node, wrapInSteps(edit.value, rest), edit);
  session.reportDifference('missing', node.offset, `${describeStep(rest[0]!)} is missing`, wholeValue, () => splices);
}

/** Reports a value that does not exist, or removes what an earlier pass left empty around it. */
function removeNothing(session: EditSession, deepest: Node, missing: PathStep): void {
  if (session.state.isLaterPass) removeEmpty(session, deepest);
  else if (!isChoice(session.edit)) session.reportAbsent(deepest, `${describeStep(missing)} does not exist`);
}

/** Removes a value. The root is never one: an edit of it removes the file. */
function removeNode(session: EditSession, node: Node): void {
  const item = node.parent?.type === 'property' ? node.parent : node;
  const container = item.parent!;
  if (session.refuses(container)) return;
  const [fix] = session.state.editor.remove(container, [item]);
  session.reportDifference('extra', item.offset, `${placeName(session.edit, wholeValue)} exists`, wholeValue, () => fix!);
  if (session.edit.at.length > 1) session.requestAnotherPass();
}

/** Removes the containers that `apply` would have inserted with the value, if nothing is left in them. */
function removeEmpty(session: EditSession, deepest: Node): void {
  const { editor, removedNodes } = session.state;
  const item = outermostEmpty(deepest, (node) => editor.hasComment(node));
  if (item === deepest || removedNodes.has(item)) return;
  removedNodes.add(item);
  if (session.refuses(item.parent!)) return;
  editor.remove(item.parent!, [item]);
  session.requestAnotherPass();
}

function reportWrongType(session: EditSession, node: Node, step: PathStep): void {
  const expected = typeof step === 'string' ? 'an object' : 'a list';
  const found = { object: 'an object', array: 'a list', null: 'null', property: 'a property' }[node.type as string] ?? `a ${node.type}`;
  session.reportProblem('edit/anchor', node, `expected ${expected} to look for ${describeStep(step)} in, but found ${found}`);
}

function findUntracked({ namedElements }: MergeState): EditResult['untracked'] {
  return [...namedElements].flatMap(([list, named]) =>
    (list.children ?? []).flatMap((element) => {
      const id = elementId(element);
      return id === undefined || named.has(element) ? [] : [{ offset: element.offset, id }];
    }),
  );
}
