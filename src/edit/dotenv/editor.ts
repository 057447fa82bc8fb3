// Files of `NAME=value` lines, as dotenv, python-dotenv, docker and a shell's `source` read them.
import type { JsonValue } from '../../core/edits.js';
import type { Problem } from '../edit-result.js';
import type { Format, FormatEditor, Insertion } from '../format-editor.js';
import { eolOf, lineBreakBefore, lineEnd, lineStart, nextLine } from '../lines.js';
import type { Node } from '../node.js';
import { mergeRemovals, type Splice } from '../splice.js';

/** `export`, the name, and the value with or without quotes. A quoted value can span lines. */
const assignment =
  /^(?<before>[ \t]*(?:export[ \t]+)?)(?<name>[A-Za-z_][A-Za-z0-9_.-]*)(?<equals>[ \t]*=(?:[ \t]*(?![ \t#]))?)(?:'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|(?<bare>[^\r\n]*?)(?=[ \t]*(?:[ \t]#[^\r\n]*)?(?:\r?\n|$)))/gmsu;

interface DotenvItem {
  readonly print: string;
}

class DotenvEditor implements FormatEditor {
  readonly root: Node;
  readonly #replacements: Splice[] = [];
  readonly #removals: Splice[] = [];
  readonly #added: string[] = [];
  readonly #eol: string;

  constructor(readonly text: string) {
    this.#eol = eolOf(text);
    this.root = parseAssignments(text);
  }

  refusalReason(): undefined {
    return undefined;
  }

  insertElement(): never {
    throw new Error('a dotenv file has no lists');
  }

  insertProperty(_: Node, key: string, value: JsonValue): Insertion<DotenvItem> {
    const print = `${key}=${dotenvValue(value)}`;
    this.#added.push(print);
    return { added: { print }, standaloneFix: () => [this.#appendLines([print])] };
  }

  replace(node: Node, value: JsonValue): Splice[] {
    const splice = { start: node.offset, end: node.offset + node.length, text: dotenvValue(value) };
    this.#replacements.push(splice);
    return [splice];
  }

  remove(_: Node, nodes: readonly Node[]): Splice[][] {
    const removed = nodes.map((node) => [this.#removeLine(node)]);
    this.#removals.push(...removed.flat());
    return removed;
  }

  hasComment(): boolean {
    return false;
  }

  splices(): Splice[] {
    const added = this.#added.length === 0 ? [] : [this.#appendLines(this.#added)];
    return [...this.#replacements, ...mergeRemovals(this.text, this.#removals), ...added];
  }

  /** After the last line that is not empty. */
  #appendLines(lines: readonly string[]): Splice {
    const text = lines.join(this.#eol);
    const end = this.text.trimEnd().length;
    if (end === 0) return { start: 0, end: 0, text: text + this.#eol };
    const at = lineEnd(this.text, end);
    return { start: at, end: at, text: this.#eol + text };
  }

  #removeLine(node: Node): Splice {
    const start = lineStart(this.text, node.offset);
    const end = lineEnd(this.text, node.offset + node.length);
    if (start === 0) return { start, end: nextLine(this.text, end), text: '' };
    return { start: lineBreakBefore(this.text, start), end, text: '' };
  }
}

function parseAssignments(text: string): Node {
  const children: Node[] = [];
  const root: Node = { type: 'object', offset: 0, length: text.length, children };
  for (const match of text.matchAll(assignment)) {
    const { before, name, equals, single, double, bare } = match.groups as Record<string, string | undefined>;
    const start = match.index + before!.length;
    const at = start + name!.length + equals!.length;
    const end = match.index + match[0].length;
    const parts: Node[] = [];
    const property: Node = { type: 'property', offset: start, length: end - start, parent: root, children: parts };
    const value = single ?? double?.replaceAll(/\\(.)/gs, (_, c: string) => (c === 'n' ? '\n' : c)) ?? bare;
    parts.push({ type: 'string', offset: start, length: name!.length, value: name, parent: property });
    parts.push({ type: 'string', offset: at, length: end - at, value, parent: property });
    children.push(property);
  }
  return root;
}

/** Without quotes where every reader accepts that; in single quotes, which expand nothing; in double quotes if the value contains a single one. */
function dotenvValue(value: JsonValue): string {
  const text = value as string;
  if (/^[A-Za-z0-9_./:@%+,-]*$/.test(text)) return text;
  if (!/['\r\n]/.test(text)) return `'${text}'`;
  return `"${text.replaceAll(/["\\$`]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`;
}

/** The first line that is neither an assignment nor a comment nor empty. */
function findSyntaxProblem(text: string): Problem | undefined {
  const rest = text.replaceAll(assignment, (match) => match.replaceAll(/[^\r\n]/g, ' '));
  const wrong = /^[ \t]*[^\s#]/m.exec(rest);
  return wrong ? { code: 'edit/syntax', offset: wrong.index, message: 'not a line of a dotenv file: expected `NAME=value`' } : undefined;
}

export const dotenv: Format = {
  open(text) {
    const problem = findSyntaxProblem(text);
    return problem ? { problem } : { editor: new DotenvEditor(text) };
  },
  syntaxProblem: findSyntaxProblem,
};
