// provider.json by itself: ids, keys, values.
import { quote, type Diagnostic } from '../../kit.js';
import { providerJsonPath } from '../provider-json.js';
import type { Facts } from './facts.js';
import { find } from './rules.js';

export function catalogFindings(facts: Facts): Diagnostic[] {
  return [...duplicateProviders(facts)];
}

function duplicateProviders({ entries, tree }: Facts): Diagnostic[] {
  const first = new Map<string, number>();
  return entries.flatMap(({ id, node }) => {
    if (id === undefined) return [];
    const other = first.get(id);
    if (other === undefined) {
      first.set(id, node.offset);
      return [];
    }
    return [
      find('duplicate-provider', `${quote(id)} is there already`, {
        at: tree.position(providerJsonPath, node.offset),
        subject: id,
        related: [{ at: tree.position(providerJsonPath, other), message: 'the first entry' }],
      }),
    ];
  });
}
