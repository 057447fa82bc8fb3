import type { JsonValue } from '../../core/edits.js';

export interface PrintOptions {
  /** The indentation of the line that the value starts on. */
  readonly indent: string;
  /** One step of indentation. */
  readonly unit: string;
  readonly eol: string;
  /** The number of columns before the value on its line, including the indentation. */
  readonly column: number;
  /** Whether a comma follows the value. */
  readonly followed: boolean;
  /** Keys whose lists hold small objects that stay on one line where they fit. */
  readonly inline: readonly string[];
}

/** The width at which Prettier breaks lines. */
const width = 80;

/**
 * Prints JSON as Prettier does at width 80 if every object starts with a line break: objects with one key per line,
 * lists of scalars on one line where they fit. Objects in the list of an `inline` key stay on one line, which Prettier keeps.
 */
export function printJson(value: JsonValue, options: PrintOptions, key?: string): string {
  const { indent, column, followed } = options;
  return print(value, options, indent, column, followed, key);
}

type Style = Pick<PrintOptions, 'unit' | 'eol' | 'inline'>;

function print(value: JsonValue, style: Style, indent: string, column: number, followed: boolean, key?: string): string {
  if (Array.isArray(value)) return printList(value as readonly JsonValue[], style, indent, column, followed, key);
  if (typeof value === 'object' && value !== null) return printObject(value as { readonly [key: string]: JsonValue }, style, indent);
  return jsonString(value);
}

function printList(
  values: readonly JsonValue[],
  style: Style,
  outer: string,
  column: number,
  followed: boolean,
  key: string | undefined,
): string {
  if (values.length === 0) return '[]';
  const inline = key !== undefined && style.inline.includes(key);
  const flat = values.every((value) => isScalar(value) || (inline && isSmall(value)));
  // Prettier breaks a list of more than one object of more than one key, however short.
  const manyObjects = values.length > 1 && values.every((value) => !isScalar(value) && Object.keys(value as object).length > 1);
  if (flat && !manyObjects) {
    const line = onOneLine(values);
    if (column + visibleWidth(line) + Number(followed) <= width) return line;
  }
  const indent = outer + style.unit;
  const items = values.map((value, index) => {
    const comma = index < values.length - 1;
    const line = inline && isSmall(value) ? onOneLine(value) : undefined;
    const fits = line !== undefined && indent.length + visibleWidth(line) + Number(comma) <= width;
    return indent + (fits ? line : print(value, style, indent, indent.length, comma));
  });
  return `[${style.eol}${items.join(`,${style.eol}`)}${style.eol}${outer}]`;
}

function printObject(value: { readonly [key: string]: JsonValue }, style: Style, outer: string): string {
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const indent = outer + style.unit;
  const items = entries.map(([key, member], index) => indent + printMember(key, member, style, indent, index < entries.length - 1));
  return `{${style.eol}${items.join(`,${style.eol}`)}${style.eol}${outer}}`;
}

/** A key with its value, for a line with the given indentation. */
export function printProperty(key: string, value: JsonValue, options: Omit<PrintOptions, 'column'>): string {
  return printMember(key, value, options, options.indent, options.followed);
}

function printMember(key: string, value: JsonValue, style: Style, indent: string, followed: boolean): string {
  const head = `${jsonString(key)}: `;
  // Only lists depend on the room on their line.
  const column = Array.isArray(value) ? indent.length + visibleWidth(head) : 0;
  return head + print(value, style, indent, column, followed, key);
}

/** The value without a line break: `{ "a": 1 }`, `["x", "y"]`. */
export function onOneLine(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return jsonString(value);
  const entries = Object.entries(value).map(([key, member]) => `${jsonString(key)}: ${onOneLine(member)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A scalar as JSON. Characters that would make the line look different from what it is are escaped. */
export function jsonString(value: null | boolean | number | string): string {
  if (typeof value !== 'string') return String(value);
  // Printable ASCII without quotation marks and backslashes needs no escapes.
  if (/^[ !#-[\]-~]*$/.test(value)) return `"${value}"`;
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isScalar(value: JsonValue): boolean {
  return typeof value !== 'object' || value === null;
}

function isSmall(value: JsonValue): boolean {
  return (
    !Array.isArray(value) &&
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((member) => isScalar(member) || (Array.isArray(member) && member.every(isScalar)))
  );
}

/** Columns as Prettier counts them: wide East Asian characters and emoji take two. */
function visibleWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) {
    if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)) continue;
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return columns;
}

/** Options for lines with an indentation, or for a single line without one. */
export function withIndent<Options extends Pick<PrintOptions, 'eol' | 'unit'>>(
  options: Options,
  indent: string | undefined,
): Options & { indent: string } {
  return indent === undefined ? { ...options, indent: '', eol: ' ', unit: '' } : { ...options, indent };
}
