// A spec that is JSON, which is read several times as fast as YAML.
import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { Path } from '../core/pointer.js';

/** From one offset of a text to another, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface JsonDocument {
  readonly value: unknown;
  readonly span: (steps: Path, part: 'key' | 'value') => Span;
}

/** @returns nothing for what is no JSON or has a key twice: what is wrong with it is told by the parser of YAML, which knows both */
export function parseJson(text: string): JsonDocument | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (keysIn(value) !== keysWritten(text)) return undefined;
    return { value, span: (steps, part) => spanAt(text, steps, part) };
  } catch (error) {
    // The second is for what is nested too deeply.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** How many keys a value has: of those that are there twice, JSON.parse leaves one. */
function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const member of Object.values(value)) if (typeof member === 'object') count += keysIn(member);
  return count;
}

function keysWritten(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) count += 1;
  return count;
}

/** Walks to a place, and no further than its end. What is not there has the span of the nearest parent. */
function spanAt(text: string, steps: Path, part: 'key' | 'value'): Span {
  const walk = new Walk(text);
  for (const [index, step] of steps.entries()) {
    const { start } = walk;
    const key = walk.enter(String(step));
    if (!key) return { start, end: walk.end };
    if (key.end > key.start && part === 'key' && index === steps.length - 1) return key;
  }
  const { start } = walk;
  walk.skip();
  return { start, end: walk.end };
}

/** A token of a text that is JSON. */
class Walk {
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
   * Goes from the first token of a value to that of one of its members.
   * @returns the span of the key, which is empty for an element of a list; nothing at the end of a value that has no such member
   */
  enter(step: string): Span | undefined {
    const open = this.#sign();
    if (open !== '{' && open !== '[') return undefined;
    for (let index = 0; ; index += 1) {
      this.#scanner.scan();
      if (this.#sign() === '}' || this.#sign() === ']') return undefined;
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
      if (this.#sign() !== ',') return undefined;
    }
  }

  /** Goes from the first token of a value to its last. */
  skip(): void {
    for (let depth = 0; ; this.#scanner.scan()) {
      if (this.#sign() === '{' || this.#sign() === '[') depth += 1;
      if (this.#sign() === '}' || this.#sign() === ']') depth -= 1;
      if (depth === 0) return;
    }
  }

  /** The first character of the token: that of a text is its quotation mark. */
  #sign(): string | undefined {
    return this.text[this.start];
  }
}
