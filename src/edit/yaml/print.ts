// Prints values as YAML that parsers of versions 1.1 and 1.2 read alike.
import type { JsonValue } from '../../core/edits.js';
import { jsonString } from '../json/print.js';
import { isObject } from '../../core/json-values.js';

export interface YamlStyle {
  /** One step of indentation, in spaces. */
  readonly unit: number;
  /** The indentation of the dashes of a list, relative to its key. */
  readonly dash: number;
  readonly eol: string;
  /** Keys whose lists and objects stay on one line. */
  readonly inline: readonly string[];
  /** How dates are written. In YAML 1.1, an unquoted date is not a string. */
  readonly dates: Dates;
}

export type Dates = 'plain' | 'quoted';

/** The longest list of scalars that is written on one line. */
const longestLine = 80;

/** The lines of an object or of a list, each indented by `indent` spaces, without a line break before the first. */
export function blockLines(value: JsonValue, indent: number, style: YamlStyle): string {
  const lines = Array.isArray(value)
    ? value.map((item: JsonValue) => `- ${itemText(item, indent, style)}`)
    : Object.entries(value as object).map(([key, member]) => memberText(key, member as JsonValue, indent, style));
  return lines.map((line) => ' '.repeat(indent) + line).join(style.eol);
}

/** `key: value`, for a line of an indentation. */
export function memberText(key: string, value: JsonValue, indent: number, style: YamlStyle): string {
  return `${yamlScalar(key, false, 'quoted')}:${valueText(key, value, indent, style)}`;
}

/** The text after the colon of a key, on its line or the lines below. */
export function valueText(key: string, value: JsonValue, indent: number, style: YamlStyle): string {
  if (!isBlock(value) || style.inline.includes(key)) {
    const flow = flowText(value, false, style.dates);
    const isShort = !Array.isArray(value) || value.length === 0 || indent + key.length + flow.length < longestLine;
    if (isShort || style.inline.includes(key)) return ` ${flow}`;
  }
  return style.eol + blockLines(value, indent + (Array.isArray(value) ? style.dash : style.unit), style);
}

/** The text after a dash. An object starts on the line of the dash. */
export function itemText(item: JsonValue, indent: number, style: YamlStyle): string {
  if (!isObject(item) || Object.keys(item).length === 0) return flowText(item, false, style.dates);
  return blockLines(item, indent + 2, style).slice(indent + 2);
}

/** Whether a value has lines of its own, however short it is. */
function isBlock(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some((item) => typeof item === 'object' && item !== null);
  return isObject(value) && Object.keys(value).length > 0;
}

/**
 * On one line: `[a, b]`, `{a: 1}`.
 * @param inside whether the value is inside brackets
 */
export function flowText(value: JsonValue, inside: boolean, dates: Dates): string {
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => flowText(item, true, dates)).join(', ')}]`;
  if (!isObject(value)) return yamlScalar(value as string, inside, dates);
  return `{${Object.entries(value)
    .map(([key, member]) => `${yamlScalar(key, true, 'quoted')}: ${flowText(member, true, dates)}`)
    .join(', ')}}`;
}

/** Words that are not strings in YAML 1.1 or 1.2. */
const words = /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
/** Text that is a string everywhere: it starts with a letter, and no character in it can be an indicator. */
const plain = /^[A-Za-z/][A-Za-z0-9_./@+$-]*(([ ]|:(?=[A-Za-z0-9/_]))[A-Za-z0-9_./@+$()-]+)*$/;

/** @param inside whether the scalar is inside brackets */
export function yamlScalar(value: null | boolean | number | string, inside: boolean, dates: Dates): string {
  if (typeof value === 'number') {
    const text = JSON.stringify(value);
    // YAML 1.1 accepts an exponent only after a decimal point.
    return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text;
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  if (dates === 'plain' && /^\d{4}-\d\d(-\d\d)?$/.test(value)) return value;
  const variable = !inside && /^\$\{[\w{ .}]+\}$/.test(value);
  return variable || (plain.test(value) && !words.test(value)) ? value : jsonString(value);
}

/** A scalar in the quotes it already has, if they can hold it. */
export function requote(value: JsonValue, quote: '"' | "'" | undefined, inside: boolean, dates: Dates): string {
  if (typeof value !== 'string' || quote === undefined) return flowText(value, inside, dates);
  return quote === "'" && /^[ -~]*$/.test(value) ? `'${value.replaceAll("'", "''")}'` : jsonString(value);
}
