import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Problem } from '../outcome.js';

export { getNodeValue as jsonValue, type Node as JsonNode } from 'jsonc-parser';

export interface JsonDocument {
  readonly text: string;
  readonly root: Node;
}

/** Parses JSON. Comments are kept and trailing commas allowed, since some hosts allow them. */
export function openJson(text: string): { document?: JsonDocument; problems: Problem[] } {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  } catch (error) {
    // The parser calls itself for each level.
    if (!(error instanceof RangeError)) throw error;
    return { problems: [{ code: 'edit/syntax', offset: 0, message: 'the file is nested too deeply' }] };
  }
  const first = errors[0];
  if (root && !first) return { document: { text, root }, problems: [] };
  const reason = first ? printParseErrorCode(first.error) : 'the file is empty';
  return { problems: [{ code: 'edit/syntax', offset: first?.offset ?? 0, message: `not JSON: ${words(reason)}` }] };
}

/** Why a text is not JSON, if it is not. Faster than opening it, where there are no comments. */
export function jsonProblem(text: string): Problem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return openJson(text).problems[0];
  }
}

function words(code: string): string {
  return code.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
