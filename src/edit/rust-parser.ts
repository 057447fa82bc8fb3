import { Language, Parser, type Tree } from 'web-tree-sitter';
import type { Grammars } from '../core/edits.js';

let rust: Promise<Parser> | undefined;

/** The Rust parser, made once for the process. */
export async function rustParser(grammars: Grammars): Promise<Parser> {
  rust ??= (async () => {
    const [runtime, grammar] = await Promise.all([grammars.load('web-tree-sitter'), grammars.load('tree-sitter-rust')]);
    await Parser.init({ wasmBinary: runtime });
    return new Parser().setLanguage(await Language.load(grammar));
  })();
  return rust;
}

export function parseTree(parser: Parser, text: string, old?: Tree): Tree {
  const tree = parser.parse(text, old);
  if (!tree) throw new Error('the parser was cancelled, though no limit is set');
  return tree;
}

/** How many places of a tree are not valid, and where the first is. */
export function syntaxErrors(tree: Tree): { count: number; first: number } {
  const root = tree.rootNode;
  if (!root.hasError) return { count: 0, first: -1 };
  const errors = root.descendantsOfType('ERROR').flatMap((node) => (node ? [node.startIndex] : []));
  // A missing token is an error without a node of its own type.
  return { count: Math.max(1, errors.length), first: errors[0] ?? 0 };
}
