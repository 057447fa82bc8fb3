// Whether an existing value belongs to the provider of an edit.
import { findNodeAtLocation, getNodeValue } from 'jsonc-parser';
import type { JsonValue, MergeEdit } from '../../core/edits.js';
import { sameValue } from '../../core/json-values.js';
import { quote } from '../../core/text.js';
import type { Node } from '../node.js';
import { placeName, wholeValue } from './value-path.js';
import { memberAt } from './values.js';

/** A value that belongs to another provider. */
export interface ForeignValue {
  readonly node: Node;
  readonly message: string;
  readonly hint: string;
}

export function findForeignValue(root: Node, node: Node, edit: MergeEdit): ForeignValue | undefined {
  if (edit.ownership?.kind === 'identity') return findForeignEntry(node, edit, edit.ownership.members);
  if (!isKey(edit) || isPlaceholder(node)) return undefined;
  const decision = otherDecision(root, edit);
  if (decision === undefined) return undefined;
  const { at, value } = decidingSetting(edit)!;
  const message = `the existing key ${placeName(edit, wholeValue)} belongs to another host and would be sent to ${quote(value)}: \`${at.join('.')}\` ${decision}`;
  return { node, message, hint: 'remove the key from the file first' };
}

function findForeignEntry(node: Node, edit: MergeEdit, members: readonly string[]): ForeignValue | undefined {
  for (const path of members) {
    const member = findNodeAtLocation(node, path.split('.'));
    const difference = differenceFrom(memberAt(edit.value, path)!, member);
    if (difference === undefined) continue;
    const message = `${placeName(edit, wholeValue)} belongs to another provider: \`${path}\` ${difference}`;
    return { node: member ?? node, message, hint: 'remove it first if you no longer need it' };
  }
  return undefined;
}

export function isChoice({ ownership }: MergeEdit): boolean {
  return ownership?.kind === 'choice';
}

/** Whether an existing choice is that of the edit. Any key is, if it is sent to our host. */
export function isOurChoice(root: Node, node: Node, edit: MergeEdit): boolean {
  if (otherDecision(root, edit) !== undefined) return false;
  return isKey(edit) || sameValue(getNodeValue(node) as JsonValue, edit.value);
}

/** Whether a value is one that the user has not yet replaced: `<ACME_API_KEY>`. */
export function isPlaceholder(node: Node): boolean {
  return typeof node.value === 'string' && /^<[A-Z][A-Z0-9_]*>$/.test(node.value);
}

function isKey(edit: MergeEdit): boolean {
  return decidingSetting(edit) !== undefined && edit.options?.placeholders?.includes('') === true;
}

function decidingSetting({ ownership }: MergeEdit): { readonly at: readonly string[]; readonly value: JsonValue } | undefined {
  return ownership?.kind === 'choice' ? ownership.decidedBy : undefined;
}

/** In what way the setting that decides about a choice does not have the value of the edit. */
function otherDecision(root: Node, edit: MergeEdit): string | undefined {
  const setting = decidingSetting(edit);
  return setting && differenceFrom(setting.value, findNodeAtLocation(root, [...setting.at]));
}

function differenceFrom(wanted: JsonValue, node: Node | undefined): string | undefined {
  const value = node && (getNodeValue(node) as JsonValue);
  if (value !== undefined && sameValue(value, wanted)) return undefined;
  return value === undefined ? 'is missing' : `is ${quote(value)}, not ${quote(wanted)}`;
}
