// Reads JSON several times as fast as the YAML parser does.
import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { Path } from '../core/pointer.js';

/** Offsets in a text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface JsonDocument {
  readonly value: unknown;
  readonly span: (steps: Path, part: 'key' | 'value') => Span;
}

/** @returns undefined for invalid JSON or a repeated key, which the YAML parser reports */
export function parseJson(text: string): JsonDocument | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (countKeys(value) !== countWrittenKeys(text)) return undefined;
    return { value, span: (steps, part) => findSpan(text, steps, part) };
  } catch (error) {
    // Deep nesting throws a RangeError.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** JSON.parse keeps one of several equal keys, so fewer keys than written means a repeated key. */
function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const member of Object.values(value)) if (typeof member === 'object') count += countKeys(member);
  return count;
}

function countWrittenKeys(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) count += 1;
  return count;
}

/** Reads no more of the text than needed. */
function findSpan(text: string, steps: Path, part: 'key' | 'value'): Span {
  const cursor = new JsonCursor(text);
  for (const [index, step] of steps.entries()) {
    const { start } = cursor;
    const key = cursor.enter(String(step));
    if (!key) return { start, end: cursor.end };
    if (key.end > key.start && part === 'key' && index === steps.length - 1) return key;
  }
  const { start } = cursor;
  cursor.skip();
  return { start, end: cursor.end };
}

/** A position in a JSON text, at the start of a token. */
class JsonCursor {
  readonly #scanner: JSONScanner;

  constructor(readonly text: string) {
    this.#scanner = createScanner(text, true);
    this.#scanner.scan();
  }

  get start(): number {
    return this.#scanner.getTokenOffset();
  }

  get end(): number {
    return this.start + this.#scanner.getTokenLength();
  }

  /**
   * Moves from the first token of a value to that of a member.
   * @returns the span of the key, which is empty for an element of a list; undefined if there is no such member
   */
  enter(step: string): Span | undefined {
    const open = this.#firstCharacter();
    if (open !== '{' && open !== '[') return undefined;
    for (let index = 0; ; index += 1) {
      this.#scanner.scan();
      if (this.#firstCharacter() === '}' || this.#firstCharacter() === ']') return undefined;
      let name = String(index);
      let key: Span = { start: this.start, end: this.start };
      if (open === '{') {
        name = this.#scanner.getTokenValue();
        key = { start: this.start, end: this.end };
        this.#scanner.scan();
        this.#scanner.scan();
      }
      if (name === step) return key;
      this.skip();
      this.#scanner.scan();
      if (this.#firstCharacter() !== ',') return undefined;
    }
  }

  /** Moves from the first token of a value to its last. */
  skip(): void {
    for (let depth = 0; ; this.#scanner.scan()) {
      if (this.#firstCharacter() === '{' || this.#firstCharacter() === '[') depth += 1;
      if (this.#firstCharacter() === '}' || this.#firstCharacter() === ']') depth -= 1;
      if (depth === 0) return;
    }
  }

  /** The first character of the token. */
  #firstCharacter(): string | undefined {
    return this.text[this.start];
  }
}
