import { diagnose, type Diagnostic } from '../../core/diagnostics.js';
import { isUnusualId } from '../../core/model-ids.js';
import type { ParsedDocument } from '../parse-document.js';
import { follow, toPointer, type Path } from '../../core/pointer.js';
import type { ProviderSpec } from '../provider.js';
import { findSecret, isKeyForName, isVariable } from '../../core/secrets.js';
import { deceptiveCharacter, pathName, quote } from '../../core/text.js';

/** Headers whose value is always a credential. */
const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'cookie']);

/** Checks every string of the spec, keys included, for secrets and deceptive characters. */
export function textRules(document: ParsedDocument): Diagnostic[] {
  const found: Diagnostic[] = [];
  walk(document.value, [], (path, text, part) => {
    // Positions are slow to find, and a spec has hundreds of strings.
    const report = (code: 'spec/secret' | 'spec/text' | 'spec/unusual-id', message: string, inner?: string, hint?: string): void => {
      const details = { at: document.locate(path, part, inner), field: toPointer(path) };
      found.push(diagnose(code, message, hint === undefined ? details : { ...details, hint }));
    };
    const secret = findSecret(text);
    if (secret !== undefined || (part === 'value' && (isCredentialHeader(path) || (isVariable(toPointer(path)) && isKeyForName(text))))) {
      report(
        'spec/secret',
        `\`${pathName(path)}\` contains what looks like a key or token`,
        secret,
        'name its environment variable instead (`auth[].env`), and revoke the key if it is real',
      );
    }
    const bad = deceptiveCharacter(text);
    if (bad !== undefined) {
      const breaks = lineBreak.test(bad);
      report(
        'spec/text',
        `\`${pathName(path)}\` contains ${characterName(bad)}`,
        // The first line break of the document is rarely the one of the value.
        breaks ? undefined : bad,
        breaks ? 'write the text on one line; `>-` folds several lines into one' : 'remove the character',
      );
    } else if (part === 'value' && isModelId(path) && isUnusualId(text))
      report('spec/unusual-id', `the model id ${quote(text)} has unusual characters`);
  });
  return found;
}

function isCredentialHeader(path: Path): boolean {
  return path.at(-2) === 'headers' && credentialHeaders.has(String(path.at(-1)).toLowerCase());
}

function isModelId(path: Path): boolean {
  return path.length === 3 && path[0] === 'models' && path[2] === 'id';
}

const lineBreak = /[\n\r\u2028\u2029]/;

/** The name of a deceptive character, for messages. */
export function characterName(character: string): string {
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  if (lineBreak.test(character)) return `a line break (${code})`;
  if (/\p{Cc}/u.test(character)) return `a control character (${code})`;
  return /\p{Cf}/u.test(character) ? `a bidirectional mark (${code})` : `half of a surrogate pair (${code})`;
}

function walk(value: unknown, path: Path, visit: (path: Path, text: string, part: 'key' | 'value') => void): void {
  if (typeof value === 'string') visit(path, value, 'value');
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      const next = [...path, Array.isArray(value) ? Number(key) : key];
      if (!Array.isArray(value)) visit(next, key, 'key');
      walk(member, next, visit);
    }
  }
}

/** Questions and evidence must refer to fields that exist. */
export function pointerRules(spec: ProviderSpec, document: ParsedDocument): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const key of ['questions', 'evidence'] as const) {
    for (const [index, entry] of (spec[key] ?? []).entries()) {
      if (entry.field !== '' && follow(spec, entry.field) !== undefined) continue;
      const path = [key, index, 'field'];
      found.push(
        diagnose('spec/pointer', `\`${path.join('.')}\` is ${quote(entry.field)}, but the spec has no such field`, {
          at: document.locate(path),
          field: toPointer(path),
          hint: 'a JSON Pointer starts at the root, and counts from 0: `/endpoints/0/base_url`',
        }),
      );
    }
  }
  return found;
}

/** The questions of a draft, as warnings at their fields. */
export function openQuestions(spec: ProviderSpec, document: ParsedDocument): Diagnostic[] {
  const known = (spec.questions ?? []).filter((entry) => follow(spec, entry.field) !== undefined);
  return known.map((entry) =>
    diagnose('draft/open-question', `${entry.question} Assumed: ${quote(follow(spec, entry.field))}. ${entry.assumption}`, {
      at: document.locate(entry.field),
      field: entry.field,
    }),
  );
}
