/** Groups values by their keys, in the order of the values. A value can have several keys. (Node 20 has no `Map.groupBy`.) */
export function groupBy<Value, Key>(values: Iterable<Value>, keysOf: (value: Value) => readonly Key[]): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    for (const key of new Set(keysOf(value))) {
      const group = groups.get(key);
      if (group) group.push(value);
      else groups.set(key, [value]);
    }
  }
  return groups;
}
