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
    return mergeList(session, node, { values: value as readonly JsonValue[], ids, idKey }, path);
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

/** The wanted elements of a list of objects, with the id of each. */
interface WantedElements {
  readonly values: readonly JsonValue[];
  readonly ids: readonly string[];
  readonly idKey: string;
}

/** Makes a list have the wanted ids, each with its value. Existing elements keep their order. */
function mergeList(session: EditSession, list: Node, wanted: WantedElements, path: ValuePath): void {
  const { values, ids, idKey } = wanted;
  const elements = session.state.index.elementsById(list, idKey);
  const extra = extraElements(list, wanted);
  if (extra.length > 0) {
    const isMissing = (id: string): boolean => !elements.has(id);
    return removeExtra(
      session,
      list,
      path,
      extra.map((element) => extraElement(element, wanted, isMissing, path)),
    );
  }
  const end = session.edit.options?.newElements?.[path.pattern];
  let previous: Node | undefined;
  for (const [index, id] of ids.entries()) {
    const element = elements.get(id)?.[0];
    const inner = elementPath(path, id, index);
    if (element) mergeValue(session, element, values[index]!, inner);
    else {
      const item = end === undefined ? previous : end === 'last' ? list.children?.at(-1) : undefined;
      const missing = { message: `\`${path.label}\` has no ${quote(id)}`, path: inner, offset: (item ?? list).offset };
      session.insertElement(list, values[index]!, { item }, idKey, missing);
    }
    previous = element ?? previous;
  }
}

/** The elements of a list that are not wanted, or whose id occurs before. */
function extraElements(list: Node, { ids, idKey }: WantedElements): Node[] {
  const wanted = new Set(ids);
  const seen = new Set<string>();
  return (list.children ?? []).filter((element) => {
    const id = elementId(element, idKey)!;
    const isRepeated = seen.has(id);
    seen.add(id);
    return isRepeated || !wanted.has(id);
  });
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

function extraElement(
  node: Node,
  { values, ids, idKey }: WantedElements,
  isMissing: (id: string) => boolean,
  parent: ValuePath,
): ExtraNode {
  const name = elementId(node, idKey)!;
  const extra = { node, name, kind: 'extra', path: elementPath(parent, name) } as const;
  if (ids.includes(name)) return { ...extra, message: `\`${parent.label}\` has ${quote(name)} twice` };
  const actual = getNodeValue(node) as JsonValue;
  const renamed = ids.findIndex((id, index) => isMissing(id) && looksRenamed(actual, values[index]!));
  if (renamed === -1) return { ...extra, message: `\`${parent.label}\` has ${quote(name)}, which is not in the spec` };
  const message = `\`${parent.label}\` has ${quote(name)}, which the spec calls ${quote(ids[renamed])}`;
  return { node, name, kind: 'renamed', path: elementPath(parent, name, renamed), message };
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
