import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Problem } from '../edit-result.js';

export { getNodeValue as jsonValue, type Node as JsonNode } from 'jsonc-parser';

export interface JsonDocument {
  readonly text: string;
  readonly root: Node;
}

/** Parses JSON with comments and trailing commas, which some agents allow. */
export function openJson(text: string): { document?: JsonDocument; problems: Problem[] } {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  } catch (error) {
    // The parser is recursive.
    if (!(error instanceof RangeError)) throw error;
    return { problems: [{ code: 'edit/syntax', offset: 0, message: 'the file is nested too deeply' }] };
  }
  const first = errors[0];
  if (root && !first) return { document: { text, root }, problems: [] };
  const reason = first ? printParseErrorCode(first.error) : 'the file is empty';
  return { problems: [{ code: 'edit/syntax', offset: first?.offset ?? 0, message: `not JSON: ${errorWords(reason)}` }] };
}

/** Why a text is not JSON. Faster than `openJson` for text without comments. */
export function jsonProblem(text: string): Problem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return openJson(text).problems[0];
  }
}

function errorWords(code: string): string {
  return code.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
