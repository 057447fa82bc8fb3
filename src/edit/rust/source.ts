import type { Grammars } from '../../core/edits.js';
import type { RustItem, RustSource } from '../../core/tree.js';
import { errorCount, openRust } from './document.js';
import { editRust } from './editor.js';
import { findLists, stringsIn, type ListItem } from './tree.js';

/** Reads a Rust file as the editor does. Items are looked up when they are asked for; `free` gives the tree back. */
export async function readRust(text: string, grammars: Grammars): Promise<RustSource & { free(): void }> {
  const document = await openRust(text, grammars);
  return {
    errors: errorCount(document),
    items(query) {
      const lists = findLists(document.tree.rootNode, query);
      return lists.length === 0 ? undefined : lists.flatMap(({ items }) => items.map(asItem));
    },
    edits: (path, steps, direction) =>
      editRust(document, [{ kind: 'patch', path, language: 'rust', steps }], direction).splices.map((splice) => ({
        kind: 'splice',
        path,
        ...splice,
      })),
    free: () => document.tree.delete(),
  };
}

function asItem({ start, end, keys, node }: ListItem): RustItem {
  const value = node.type === 'match_arm' ? node.childForFieldName('value')?.text : undefined;
  return { start, end, keys, text: node.text, strings: stringsIn(node), ...(value !== undefined && { value }) };
}
