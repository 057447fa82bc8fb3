// Values as YAML that readers of YAML 1.1 and of YAML 1.2 take alike.
import type { JsonValue } from '../../core/edits.js';
import { jsonString } from '../json/print.js';
import { isObject } from '../../core/json-values.js';

export interface YamlStyle {
  /** One step of indentation, in spaces. */
  readonly unit: number;
  /** How far the dash of a list stands behind the key it belongs to. */
  readonly dash: number;
  readonly eol: string;
  /** Keys whose lists and objects stay on one line. */
  readonly inline: readonly string[];
  /** How days and months are written. YAML 1.1 takes a plain day for something else than text. */
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

/** What stands behind the colon of a key, or nothing but the lines below it. */
export function valueText(key: string, value: JsonValue, indent: number, style: YamlStyle): string {
  if (!isBlock(value) || style.inline.includes(key)) {
    const flow = flowText(value, false, style.dates);
    const isShort = !Array.isArray(value) || value.length === 0 || indent + key.length + flow.length < longestLine;
    if (isShort || style.inline.includes(key)) return ` ${flow}`;
  }
  return style.eol + blockLines(value, indent + (Array.isArray(value) ? style.dash : style.unit), style);
}

/** What stands behind a dash: an object begins on its line. */
export function itemText(item: JsonValue, indent: number, style: YamlStyle): string {
  if (!isObject(item) || Object.keys(item).length === 0) return flowText(item, false, style.dates);
  return blockLines(item, indent + 2, style).slice(indent + 2);
}

/** Whether it takes lines of its own, however short it is. */
function isBlock(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some((item) => typeof item === 'object' && item !== null);
  return isObject(value) && Object.keys(value).length > 0;
}

/**
 * On one line: `[a, b]`, `{a: 1}`.
 * @param inside whether it stands in brackets itself
 */
export function flowText(value: JsonValue, inside: boolean, dates: Dates): string {
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => flowText(item, true, dates)).join(', ')}]`;
  if (!isObject(value)) return yamlScalar(value as string, inside, dates);
  return `{${Object.entries(value)
    .map(([key, member]) => `${yamlScalar(key, true, 'quoted')}: ${flowText(member, true, dates)}`)
    .join(', ')}}`;
}

/** Words that YAML 1.1 takes for something else than text, and what YAML 1.2 does. */
const words = /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
/** Text that means itself in every place: it begins with a letter, and has no mark that another character could make a sign. */
const plain = /^[A-Za-z/][A-Za-z0-9_./@+$-]*(([ ]|:(?=[A-Za-z0-9/_]))[A-Za-z0-9_./@+$()-]+)*$/;

/** @param inside whether it stands in brackets */
export function yamlScalar(value: null | boolean | number | string, inside: boolean, dates: Dates): string {
  if (typeof value === 'number') {
    const text = JSON.stringify(value);
    // YAML 1.1 takes an exponent only behind a point.
    return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text;
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  if (dates === 'plain' && /^\d{4}-\d\d(-\d\d)?$/.test(value)) return value;
  const variable = !inside && /^\$\{[\w{ .}]+\}$/.test(value);
  return variable || (plain.test(value) && !words.test(value)) ? value : jsonString(value);
}

/** A scalar in the quotes that stand there already, where they can hold it. */
export function requote(value: JsonValue, quote: '"' | "'" | undefined, inside: boolean, dates: Dates): string {
  if (typeof value !== 'string' || quote === undefined) return flowText(value, inside, dates);
  return quote === "'" && /^[ -~]*$/.test(value) ? `'${value.replaceAll("'", "''")}'` : jsonString(value);
}
