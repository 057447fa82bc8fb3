import { getNodeValue } from 'jsonc-parser';
import type { JsonValue } from '../../core/edits.js';
import { isObject, sameSet, sameValue } from '../../core/json-values.js';
import { quote } from '../../core/text.js';
import { propertyKey, type Node } from '../node.js';
import type { EditSession } from './edit-session.js';
import { elementPath, memberPath, placeName, type ValuePath } from './value-path.js';
import { elementId, looksRenamed, uniqueIds } from './values.js';

type JsonMembers = { readonly [key: string]: JsonValue };

/** Gives a node the value of an edit: objects member by member, lists of objects with ids element by element, all else as a whole. */
export function mergeValue(session: EditSession, node: Node, value: JsonValue, path: ValuePath): void {
  if (isObject(value) && node.type === 'object') return mergeObject(session, node, value, path);
  const idKey = session.edit.options?.idKeys?.[path.pattern] ?? 'id';
  const ids = Array.isArray(value) ? uniqueIds(value as readonly JsonValue[], idKey) : undefined;
  if (ids && node.type === 'array' && (node.children ?? []).every((element) => elementId(element, idKey) !== undefined))
    return mergeList(session, {
      list: node,
      path,
      name: placeName(session.edit, path),
      existing: session.state.index.elementsById(node, idKey),
      idKey,
      ids,
      values: value as readonly JsonValue[],
    });
  replaceValue(session, node, value, path);
}

function replaceValue(session: EditSession, node: Node, value: JsonValue, path: ValuePath): void {
  const { edit, state } = session;
  const actual = getNodeValue(node) as JsonValue;
  const isUnordered = edit.options?.unordered?.includes(propertyKey(node) ?? '') ?? false;
  if (sameValue(actual, value) || (isUnordered && sameSet(actual, value))) return;
  if (session.refuses(node)) return;
  const splices = state.editor.replace(node, value, edit);
  const message = `${placeName(edit, path)} is ${quote(actual)}, not ${quote(value)}`;
  session.reportDifference('differs', node.offset, message, path, () => splices);
}

function mergeObject(session: EditSession, node: Node, value: JsonMembers, path: ValuePath): void {
  const { edit, state } = session;
  const owned = edit.options?.ownedKeys?.[path.pattern] ?? [];
  const extra = (node.children ?? []).filter((property) => {
    const key = keyOf(property);
    return !Object.hasOwn(value, key) && (owned === 'all' || owned.includes(key));
  });
  removeExtra(
    session,
    node,
    path,
    extra.map((property) => extraMember(property, path)),
  );
  let previous: Node | undefined;
  for (const [key, member] of Object.entries(value)) {
    const [child, second] = state.index.children(node, key)!;
    const inner = memberPath(path, key);
    if (second) session.reportDuplicate(second, `\`${inner.label}\``);
    else if (child) {
      if (!edit.options?.placeholders?.includes(inner.pattern)) mergeValue(session, child, member, inner);
      previous = child.parent;
    } else if (extra.length === 0)
      session.insertProperty(node, key, member, previous, { message: `\`${inner.label}\` is missing`, path: inner, offset: node.offset });
  }
}

/** A list of objects with ids, and the elements it should have. */
interface ListMerge {
  readonly list: Node;
  readonly path: ValuePath;
  /** The list, for messages. */
  readonly name: string;
  readonly existing: ReadonlyMap<string, readonly Node[]>;
  readonly idKey: string;
  readonly ids: readonly string[];
  readonly values: readonly JsonValue[];
}

/** Makes a list have the wanted ids, each with its value. Existing elements keep their order. */
function mergeList(session: EditSession, merge: ListMerge): void {
  const { list, path, name, existing, idKey, ids, values } = merge;
  const extra = extraElements(merge);
  if (extra.length > 0) return removeExtra(session, list, path, extra);
  const end = session.edit.options?.newElements?.[path.pattern];
  let previous: Node | undefined;
  for (const [index, id] of ids.entries()) {
    const element = existing.get(id)?.[0];
    const inner = elementPath(path, id, index);
    if (element) mergeValue(session, element, values[index]!, inner);
    else {
      const item = end === undefined ? previous : end === 'last' ? list.children?.at(-1) : undefined;
      const missing = { message: `${name} has no ${quote(id)}`, path: inner, offset: (item ?? list).offset };
      session.insertElement(list, values[index]!, { item }, idKey, missing);
    }
    previous = element ?? previous;
  }
}

/** A node that the spec does not have, with the message of the difference it is. */
interface ExtraNode {
  readonly node: Node;
  readonly name: string;
  readonly kind: 'extra' | 'renamed';
  readonly message: string;
  readonly path: ValuePath;
}

function extraMember(node: Node, parent: ValuePath): ExtraNode {
  const name = keyOf(node);
  const path = memberPath(parent, name);
  return { node, name, kind: 'extra', path, message: `\`${path.label}\` is not in the spec` };
}

/** The elements of a list that are not wanted, or whose id occurs before. */
function extraElements(merge: ListMerge): ExtraNode[] {
  const wanted = new Set(merge.ids);
  const seen = new Set<string>();
  return (merge.list.children ?? []).flatMap((node) => {
    const id = elementId(node, merge.idKey)!;
    if (wanted.has(id) && !seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [wanted.has(id) ? repeatedElement(node, id, merge) : unwantedElement(node, id, merge)];
  });
}

function repeatedElement(node: Node, id: string, { name, path }: ListMerge): ExtraNode {
  return { node, name: id, kind: 'extra', path: elementPath(path, id), message: `${name} has ${quote(id)} twice` };
}

/** An element that is not in the spec, or that the spec has under another id. */
function unwantedElement(node: Node, id: string, { name, path, existing, ids, values }: ListMerge): ExtraNode {
  const actual = getNodeValue(node) as JsonValue;
  const index = ids.findIndex((wanted, at) => !existing.has(wanted) && looksRenamed(actual, values[at]!));
  if (index === -1)
    return { node, name: id, kind: 'extra', path: elementPath(path, id), message: `${name} has ${quote(id)}, which is not in the spec` };
  const message = `${name} has ${quote(id)}, which the spec calls ${quote(ids[index])}`;
  return { node, name: id, kind: 'renamed', path: elementPath(path, id, index), message };
}

/** Removes nodes before anything is inserted beside them: the commas of new items depend on what is left. */
function removeExtra(session: EditSession, container: Node, path: ValuePath, extra: readonly ExtraNode[]): void {
  if (extra.length === 0 || session.refuses(container)) return;
  const fixes = session.state.editor.remove(
    container,
    extra.map(({ node }) => node),
  );
  for (const [index, { node, kind, message, path: inner }] of extra.entries())
    session.reportDifference(kind, node.offset, message, inner, () => fixes[index]!);
  const shown = extra.slice(0, 3).map(({ name }) => quote(name));
  const names = extra.length > 3 ? `${shown.join(', ')} and ${extra.length - 3} more` : shown.join(', ');
  const [are, them] = extra.length === 1 ? ['is', 'it'] : ['are', 'them'];
  const message = `${names} ${are} removed from ${placeName(session.edit, path)}: the spec does not list ${them}`;
  session.reportProblem('edit/takes-out', extra[0]!.node, message, `add ${them} to the spec to keep ${them}`);
  session.requestAnotherPass();
}

function keyOf(property: Node): string {
  return property.children![0]!.value as string;
}
