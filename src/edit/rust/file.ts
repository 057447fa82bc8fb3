import type { Grammars, PatchEdit } from '../../core/edits.js';
import type { RustItem, RustSource } from '../../core/tree.js';
import type { Direction, EditResult } from '../edit-result.js';
import type { Splice } from '../splice.js';
import { errorCount, openRust, reopenRust, type RustDocument } from './document.js';
import { editRust } from './editor.js';
import { findLists, stringsIn, type ListItem } from './tree.js';

/** Opens a Rust file for reading. Items are looked up on demand; `free` releases the syntax tree. */
export async function readRust(text: string, grammars: Grammars): Promise<RustSource & { free(): void }> {
  const document = await openRust(text, grammars);
  return {
    errors: errorCount(document),
    items(query) {
      const lists = findLists(document.tree.rootNode, query);
      return lists.length === 0 ? undefined : lists.flatMap(({ items }) => items.map(toRustItem));
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

function toRustItem({ start, end, keys, node }: ListItem): RustItem {
  const value = node.type === 'match_arm' ? node.childForFieldName('value')?.text : undefined;
  return { start, end, keys, text: node.text, strings: stringsIn(node), ...(value !== undefined && { value }) };
}

/** An open Rust file that is edited. */
export class RustSession {
  #document: RustDocument;
  readonly #errors: number;

  private constructor(document: RustDocument) {
    this.#document = document;
    this.#errors = errorCount(document);
  }

  static async open(text: string, grammars: Grammars): Promise<RustSession> {
    return new RustSession(await openRust(text, grammars));
  }

  edit(edits: readonly PatchEdit[], direction: Direction): EditResult {
    return editRust(this.#document, edits, direction);
  }

  /** Parses the text that results from splices. @returns whether it has more syntax errors than the file had when it was opened */
  breaks(text: string, splices: readonly Splice[]): boolean {
    this.#document = reopenRust(this.#document, text, splices);
    return errorCount(this.#document) > this.#errors;
  }

  close(): void {
    this.#document.tree.delete();
  }
}
