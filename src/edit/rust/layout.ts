// Wraps Rust code as rustfmt does by default: 100 columns per line, 60 for the arguments of a call,
// a chain of calls and the elements of an array (https://rust-lang.github.io/rustfmt/#max_width and following).
import type { HelperOptions } from 'handlebars';
import type { PatchStep } from '../../core/edits.js';
import { rustString } from '../literals/rust.js';

const maxWidth = 100;
const heuristicWidth = 60;
/** The indentation of the items of a module, which templates write without indentation. */
const moduleIndent = 4;
const step = '    ';

/** A call as a statement: `{{rustCall "assert_eq!" a b at=4}}`, where `at` is the indentation of the statement. */
export function rustCall(name: string, ...rest: (string | HelperOptions)[]): string {
  const at = Number((rest.at(-1) as HelperOptions).hash['at']);
  const args = rest.slice(0, -1) as string[];
  const line = args.join(', ');
  const width = moduleIndent + at + name.length + line.length + '();'.length;
  if (line.length <= heuristicWidth && width <= maxWidth) return `${name}(${line});`;
  const indent = ' '.repeat(at);
  return `${name}(\n${args.map((arg) => `${indent}${step}${arg}`).join(',\n')}\n${indent});`;
}

/** `list.iter().find(…).unwrap()`, on one line where the chain is short enough. */
export function rustFind(list: string, condition: string, options: HelperOptions): string {
  const line = `${list}.iter().find(${condition}).unwrap()`;
  if (line.length <= heuristicWidth) return line;
  const indent = `\n${' '.repeat(Number(options.hash['at']))}${step}`;
  return `${list}${indent}.iter()${indent}.find(${condition})${indent}.unwrap()`;
}

/** `vec![…]` of string literals. */
export function rustVec(values: readonly string[], options: HelperOptions): string {
  const literals = values.map(rustString);
  const line = literals.join(', ');
  if (line.length <= heuristicWidth) return `vec![${line}]`;
  const indent = ' '.repeat(Number(options.hash['at']));
  return `vec![\n${literals.map((literal) => `${indent}${step}${literal},\n`).join('')}${indent}]`;
}

/** `let name = "text"suffix;`, broken after `=` unless the literal is too long for any line. */
export function letString(name: string, text: string, suffix: string, options: HelperOptions): string {
  const indent = ' '.repeat(Number(options.hash['at']));
  const value = `${rustString(text)}${suffix};`;
  const room = maxWidth - moduleIndent - indent.length;
  const line = `let ${name} = ${value}`;
  const fits = line.length <= room || step.length + value.length > room;
  return fits ? line : `let ${name} =\n${indent}${step}${value}`;
}

/** A match arm at a number of columns, without its comma; in a block if it does not fit. */
export function rustArm(pattern: string, value: string, indent: number): string {
  const fits = indent + pattern.length + ' => '.length + value.length + 1 <= maxWidth;
  return fits ? `${pattern} => ${value}` : `${pattern} => {\n${step}${value}\n}`;
}

/** A constant of an impl, broken after `=` if it does not fit. */
export function rustConst(name: string, type: string, value: string): string {
  const line = `pub const ${name}: ${type} = ${value};`;
  return moduleIndent + line.length <= maxWidth ? line : `pub const ${name}: ${type} =\n${step}${value};`;
}

/** An item with the comma before the next one; an arm with a block needs none. */
export function withComma({ item, text }: PatchStep): string {
  return item === 'element' || (item === 'arm' && !text.endsWith('}')) ? `${text},` : text;
}
