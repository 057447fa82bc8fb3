// Checks the white space of provider.json: almost all of its lines are formatted as by Prettier with 80 columns.
import type { Diagnostic, JsonNode, SpliceEdit } from '../api.js';
import { providerJsonPath } from '../provider-json.js';
import { auditDiagnostic } from './diagnostics.js';
import type { Facts } from './facts.js';

const lineWidth = 80;

/** A file with more wrong lines is in a different style, and gets one diagnostic. */
const maxLinesReported = 40;

export function checkFormatting(facts: Facts): Diagnostic[] {
  if (!facts.root) return [];
  const layout = new PrettierLayout(facts.json);
  layout.checkDocument(facts.root);
  const fixes = layout.nonJsonOffsets.length > 0 ? [] : layout.fixes;
  const syntax = layout.nonJsonOffsets.slice(0, 1).map((offset) =>
    auditDiagnostic('not-json', 'serde does not accept comments or trailing commas', {
      at: facts.tree.position(providerJsonPath, offset),
      subject: 'provider.json',
      hint: 'remove it',
    }),
  );
  return [...syntax, ...diagnoseLines(facts, fixes)];
}

function diagnoseLines(facts: Facts, fixes: readonly SpliceEdit[]): Diagnostic[] {
  const lines = new Map<number, { at: Diagnostic['at']; fix: SpliceEdit[] }>();
  for (const edit of fixes) {
    const at = facts.tree.position(providerJsonPath, firstDifference(facts.json, edit));
    const line = lines.get(at.line);
    if (line) line.fix.push(edit);
    else lines.set(at.line, { at, fix: [edit] });
  }
  const found = (at: Diagnostic['at'], fix: SpliceEdit[], message: string): Diagnostic =>
    auditDiagnostic('formatting', message, {
      ...(at && { at }),
      subject: `provider.json/${facts.json.slice(fix[0]!.end).trimStart().slice(0, 40)}`,
      fix,
    });
  if (lines.size > maxLinesReported)
    return [found([...lines.values()][0]!.at, [...fixes], `${lines.size} lines are not formatted as by Prettier`)];
  return [...lines.values()].map(({ at, fix }) => found(at, fix, 'this line is not formatted as by Prettier'));
}

/** The first offset at which the text differs from the edit. */
function firstDifference(json: string, { start, end, text }: SpliceEdit): number {
  let at = 0;
  while (start + at < end && json[start + at] === text[at] && !(json[start + at] === '\n' && start + at + 1 === end)) at += 1;
  return start + at;
}

class PrettierLayout {
  readonly fixes: SpliceEdit[] = [];
  /** The offsets of text between two values that is not JSON. */
  readonly nonJsonOffsets: number[] = [];
  readonly #widths = new Map<JsonNode, number>();
  readonly #eol: string;

  constructor(readonly json: string) {
    this.#eol = json.includes('\r\n') ? '\r\n' : '\n';
  }

  checkDocument(root: JsonNode): void {
    this.#checkGap(0, root.offset, '', '');
    this.#checkValue(root, '', 0, false);
    this.#checkGap(root.offset + root.length, this.json.length, '', this.#eol);
  }

  #checkValue(node: JsonNode, indent: string, column: number, followed: boolean): void {
    if (node.type === 'property') {
      const [key, value] = node.children!;
      this.#checkGap(key!.offset + key!.length, value!.offset, ':', ': ');
      this.#checkValue(value!, indent, column + key!.length + 2, followed);
      return;
    }
    const open = { array: '[', object: '{' }[node.type as string];
    if (open === undefined) return;
    const items = node.children ?? [];
    const end = node.offset + node.length;
    if (items.length === 0) {
      this.#checkGap(node.offset + 1, end - 1, '', '');
      return;
    }
    const broken = this.#breaksLines(node) || column + this.#flatWidth(node) + Number(followed) > lineWidth;
    const inner = `${indent}  `;
    const edge = open === '{' ? ' ' : '';
    let at = node.offset + 1;
    let here = column + 1 + edge.length;
    for (const [index, item] of items.entries()) {
      const separator = index === 0 ? '' : ',';
      const blank = index > 0 && /\n[ \t\r]*\n/.test(this.json.slice(at, item.offset)) ? this.#eol : '';
      const line = `${separator}${blank}${this.#eol}${inner}`;
      this.#checkGap(at, item.offset, separator, broken ? line : index === 0 ? edge : ', ');
      this.#checkValue(item, inner, broken ? inner.length : here, broken ? index < items.length - 1 : true);
      at = item.offset + item.length;
      here += this.#flatWidth(item) + 2;
    }
    this.#checkGap(at, end - 1, '', broken ? `${this.#eol}${indent}` : edge);
  }

  /** Whether each item gets its own line, even if all fit on one. Prettier keeps a line break after a `{`. */
  #breaksLines(node: JsonNode): boolean {
    const items = node.children ?? [];
    if (items.length === 0) return false;
    if (node.type === 'object' && this.json.slice(node.offset, items[0]!.offset).includes('\n')) return true;
    const nested = (kind: string): boolean =>
      items.length > 1 && items.every(({ type, children }) => type === kind && (children?.length ?? 0) > 1);
    if (node.type === 'array' && (nested('object') || nested('array'))) return true;
    return items.some((item) => this.#breaksLines(item.type === 'property' ? item.children![1]! : item));
  }

  /** The width of a value on one line. */
  #flatWidth(node: JsonNode): number {
    const known = this.#widths.get(node);
    if (known !== undefined) return known;
    const items = node.children ?? [];
    let columns = node.length;
    if (node.type === 'property') columns = items[0]!.length + 2 + this.#flatWidth(items[1]!);
    else if (node.type === 'array' || node.type === 'object') {
      columns = 2 + (node.type === 'object' && items.length > 0 ? 2 : 0) + 2 * Math.max(0, items.length - 1);
      for (const item of items) columns += this.#flatWidth(item);
    }
    this.#widths.set(node, columns);
    return columns;
  }

  /** Compares the text between two values with the expected one. @param sign  the separator that JSON requires there */
  #checkGap(start: number, end: number, sign: string, text: string): void {
    const actual = this.json.slice(start, end);
    if (actual === text) return;
    const separator = actual.trim();
    if (separator !== sign) this.nonJsonOffsets.push(start + actual.indexOf(separator));
    this.fixes.push({ kind: 'splice', path: providerJsonPath, start, end, text });
  }
}
