// Whether what is in a place is ours to change.
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import type { JsonValue, MergeEdit } from '../../core/edits.js';
import { list, quote } from '../../core/text.js';
import { nameOf } from './value-path.js';
import { sameValue } from '../../core/json-values.js';
import { memberAt } from './values.js';

export interface Stranger {
  readonly node: Node;
  readonly message: string;
  readonly hint: string;
}

/** Says why what is in the place of an edit is somebody else's, if it is. */
export function strangerAt(root: Node, node: Node, edit: MergeEdit): Stranger | undefined {
  for (const path of edit.ownership?.kind === 'identity' ? edit.ownership.members : []) {
    const wanted = memberAt(edit.value, path)!;
    const other = otherThan(findNodeAtLocation(node, path.split('.')), wanted);
    if (other === undefined) continue;
    const message = `${nameOf(edit)} is somebody else's: \`${path}\` ${other}`;
    return { node: findNodeAtLocation(node, path.split('.')) ?? node, message, hint: 'take it out first, where it is not needed' };
  }
  if (!isKey(edit) || isStandIn(node)) return undefined;
  const other = otherChooser(root, edit);
  if (other === undefined) return undefined;
  const { at, value } = deciderOf(edit)!;
  const message = `${nameOf(edit)} is a key for another host, and would go to ${quote(value)}: ${list(at)} ${other}`;
  return { node, message, hint: 'take the key out of the file first' };
}

/** Whether a choice that is there is that of the edit. A key is, whatever it is, where it goes to our host. */
export function isChosen(root: Node, node: Node, edit: MergeEdit): boolean {
  if (otherChooser(root, edit) !== undefined) return false;
  return isKey(edit) || sameValue(getNodeValue(node) as JsonValue, edit.value);
}

/** Whether a text stands for a key that nobody has put there yet. */
export function isStandIn(node: Node): boolean {
  return typeof node.value === 'string' && /^<[A-Z][A-Z0-9_]*>$/.test(node.value);
}

export function isChoice({ ownership }: MergeEdit): boolean {
  return ownership?.kind === 'choice';
}

function isKey(edit: MergeEdit): boolean {
  return deciderOf(edit) !== undefined && edit.options?.placeholders?.includes('') === true;
}

function otherChooser(root: Node, edit: MergeEdit): string | undefined {
  const decider = deciderOf(edit);
  return decider && otherThan(findNodeAtLocation(root, [...decider.at]), decider.value);
}

function deciderOf({ ownership }: MergeEdit): { readonly at: readonly string[]; readonly value: JsonValue } | undefined {
  return ownership?.kind === 'choice' ? ownership.decidedBy : undefined;
}

function otherThan(node: Node | undefined, wanted: JsonValue): string | undefined {
  const value = node && (getNodeValue(node) as JsonValue);
  if (value !== undefined && sameValue(value, wanted)) return undefined;
  return value === undefined ? 'is not there' : `is ${quote(value)}, not ${quote(wanted)}`;
}
