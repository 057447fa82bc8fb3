import { Language, Parser, type Node, type Tree } from 'web-tree-sitter';
import type { Grammars } from '../../core/edits.js';

let rust: Promise<Parser> | undefined;

/** The Rust parser, created once per process. */
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
  if (!tree) throw new Error('the parser was cancelled although no limit is set');
  return tree;
}

/** The number of syntax errors in a tree, including missing tokens, and the offset of the first. */
export function syntaxErrors(tree: Tree): { count: number; first: number } {
  const found: number[] = [];
  const visit = (node: Node): void => {
    if (node.isError || node.isMissing) found.push(node.startIndex);
    else if (node.hasError) for (const child of node.children) visit(child);
  };
  visit(tree.rootNode);
  return { count: found.length, first: found[0] ?? -1 };
}
