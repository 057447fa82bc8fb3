import runtime from 'handlebars/runtime.js';
import { templates } from '../../generated/templates.js';
import type Handlebars from 'handlebars';
import type { JsonValue } from '../../core/edits.js';
import { commentText } from '../literals/escape.js';
import { luaLiteral } from '../literals/lua.js';
import { pythonLiteral } from '../literals/python.js';
import { letString, rustCall, rustFind, rustVec } from '../rust/layout.js';
import { rustString } from '../literals/rust.js';
import { shellWord } from '../literals/shell.js';
import { tsLiteral } from '../literals/typescript.js';

// The types of the runtime lack the functions of a Handlebars instance.
type Instance = Pick<typeof Handlebars, 'create' | 'registerHelper' | 'template'>;
const handlebars = (runtime as unknown as Instance).create();
handlebars.registerHelper({
  rustString,
  rustCall: rustCall as Handlebars.HelperDelegate,
  rustFind,
  rustVec,
  letString,
  concat: (...parts: unknown[]) => parts.slice(0, -1).join(''),
  ts: literal(tsLiteral),
  py: literal(pythonLiteral),
  lua: literal(luaLiteral),
  sh: (value: boolean | number | string) => (typeof value === 'string' ? shellWord(value) : String(value)),
  comment: commentText,
  include: (name: string, data: object) => render(name, data),
  code: markdownCode,
  md: markdownText,
  html: htmlText,
});

const compiled = new Map<string, (data: object) => string>();

/** Renders `templates/<name>.hbs` without its final line break. */
export function render(name: string, data: object): string {
  let template = compiled.get(name);
  if (!template) {
    template = handlebars.template(templates[name]!);
    compiled.set(name, template);
  }
  return template(data).replace(/\n$/, '');
}

/** Renders a whole file, with its final line break. */
export function renderFile(name: string, data: object): string {
  return `${render(name, data)}\n`;
}

/** A helper that prints a value as code; its option `depth` is the indentation level of the line. */
function literal(print: (value: JsonValue, depth?: number) => string) {
  return (value: JsonValue, { hash }: Handlebars.HelperOptions): string => print(value, hash['depth'] as number | undefined);
}

/** Inline code for any text (CommonMark 6.1): the fence is longer than any run of backticks in it. */
function markdownCode(text: unknown): string {
  const value = oneLine(String(text));
  const longest = Math.max(0, ...[...value.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = value.startsWith('`') || value.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${value}${pad}${fence}`;
}

/**
 * Text whose only markup is `code`: all other characters that could be markup are escaped (CommonMark 2.4),
 * including those that start a list item, a heading or an entity.
 */
function markdownText(text: unknown): string {
  return oneLine(String(text))
    .trim()
    .replaceAll(/(`[^`]+`)|[\\`*[\]<>|#~&]|(?<!\w)_|_(?!\w)/g, (character, code: string | undefined) => code ?? `\\${character}`)
    .replace(/^(\d*)([-+.)])(?=\s|$)/, String.raw`$1\$2`);
}

function htmlText(text: unknown): string {
  return oneLine(String(text)).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu, ' ');
}
