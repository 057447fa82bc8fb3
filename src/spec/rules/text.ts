import { diagnose, type Diagnostic } from '../../core/diagnostics.js';
import { isUnusualId } from '../../core/model-ids.js';
import type { ParsedDocument } from '../parse-document.js';
import { follow, toPointer, type Path } from '../../core/pointer.js';
import type { ProviderSpec } from '../provider.js';
import { findSecret, isKeyForName, isVariable } from '../../core/secrets.js';
import { deceptiveCharacter, pathName, quote } from '../../core/text.js';

/** Headers whose value is a credential, whatever it looks like. */
const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'cookie']);

/** Every text of the spec, keys included: no secrets, nothing that reads differently from what it is. */
export function textRules(document: ParsedDocument): Diagnostic[] {
  const found: Diagnostic[] = [];
  walk(document.value, [], (path, text, part) => {
    // A place is looked up only for what is found: a spec has hundreds of texts.
    const report = (code: 'spec/secret' | 'spec/text' | 'spec/unusual-id', message: string, inner?: string, hint?: string): void => {
      const details = { at: document.locate(path, part, inner), field: toPointer(path) };
      found.push(diagnose(code, message, hint === undefined ? details : { ...details, hint }));
    };
    const secret = findSecret(text);
    if (secret !== undefined || (part === 'value' && (isCredentialHeader(path) || (isVariable(toPointer(path)) && isKeyForName(text))))) {
      report(
        'spec/secret',
        `\`${pathName(path)}\` holds something that looks like a key or token`,
        secret,
        'name the environment variable that holds it (`auth[].env`), and revoke a real key that has been in a file',
      );
    }
    const bad = deceptiveCharacter(text);
    if (bad !== undefined) {
      const breaks = lineBreak.test(bad);
      report(
        'spec/text',
        `\`${pathName(path)}\` has ${nameOf(bad)}`,
        // A line break of the text is seldom the first one of its document.
        breaks ? undefined : bad,
        breaks
          ? 'write the text in one line; `>-` folds several lines into one'
          : 'write text without control characters and bidirectional marks',
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

/** What a character of `deceptiveCharacter` is called. */
export function nameOf(character: string): string {
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

/** Questions and evidence point at fields that exist. */
export function pointerRules(spec: ProviderSpec, document: ParsedDocument): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const key of ['questions', 'evidence'] as const) {
    for (const [index, entry] of (spec[key] ?? []).entries()) {
      if (entry.field !== '' && follow(spec, entry.field) !== undefined) continue;
      const path = [key, index, 'field'];
      found.push(
        diagnose('spec/pointer', `\`${path.join('.')}\` is ${quote(entry.field)}, and the spec has no such field`, {
          at: document.locate(path),
          field: toPointer(path),
          hint: 'a pointer starts at the top and counts from 0: `/endpoints/0/base_url`',
        }),
      );
    }
  }
  return found;
}

/** What a draft does not know yet, as warnings at the fields in question. */
export function openQuestions(spec: ProviderSpec, document: ParsedDocument): Diagnostic[] {
  const known = (spec.questions ?? []).filter((entry) => follow(spec, entry.field) !== undefined);
  return known.map((entry) =>
    diagnose('draft/open-question', `${entry.question} Assumed: ${quote(follow(spec, entry.field))}. ${entry.assumption}`, {
      at: document.locate(entry.field),
      field: entry.field,
    }),
  );
}
