import { Edit, type Parser, type Tree } from 'web-tree-sitter';
import { LineIndex } from '../../core/diagnostics.js';
import type { Grammars } from '../../core/edits.js';
import type { Splice } from '../splice.js';
import { parseTree, rustParser, syntaxErrors } from './parser.js';

export interface RustDocument {
  readonly text: string;
  readonly tree: Tree;
  readonly parser: Parser;
}

export async function openRust(text: string, grammars: Grammars): Promise<RustDocument> {
  const parser = await rustParser(grammars);
  return { text, parser, tree: parseTree(parser, text) };
}

/** The old tree walks all siblings for each splice, so for more splices than this a new tree is faster. */
const mostSplices = 64;

/** Parses the text that results from splices, incrementally where that is faster. Frees the old tree. */
export function reopenRust(document: RustDocument, text: string, splices: readonly Splice[]): RustDocument {
  const { tree, parser } = document;
  if (splices.length > mostSplices) {
    tree.delete();
    return { text, parser, tree: parseTree(parser, text) };
  }
  const lines = new LineIndex(document.text);
  const pointAt = (offset: number): { row: number; column: number } => {
    const { line, column } = lines.position('', offset);
    return { row: line - 1, column: column - 1 };
  };
  // The last first, so that the offsets of the others stay.
  for (const splice of [...splices].sort((a, b) => b.start - a.start || b.end - a.end)) {
    const start = pointAt(splice.start);
    const added = splice.text.split('\n');
    const width = added.at(-1)!.length;
    tree.edit(
      new Edit({
        startIndex: splice.start,
        oldEndIndex: splice.end,
        newEndIndex: splice.start + splice.text.length,
        startPosition: start,
        oldEndPosition: pointAt(splice.end),
        newEndPosition: { row: start.row + added.length - 1, column: added.length === 1 ? start.column + width : width },
      }),
    );
  }
  const next = parseTree(parser, text, tree);
  tree.delete();
  return { text, parser, tree: next };
}

export function errorCount(document: RustDocument): number {
  return syntaxErrors(document.tree).count;
}
