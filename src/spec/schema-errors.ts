import type { ErrorObject, ValidateFunction } from 'ajv';
import { validateProvider } from '../generated/validators-verbose.js';
import { diagnose, type Diagnostic } from '../core/diagnostics.js';
import type { ParsedDocument } from './parse-document.js';
import { follow, fromPointer, toPointer } from '../core/pointer.js';
import { isVariable } from '../core/secrets.js';
import { didYouMean, list, pathName, quote } from '../core/text.js';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

/** What a schema has against a file, that of specs by default: findings at the right token, one for each thing that is wrong. */
export function schemaDiagnostics(document: ParsedDocument, validate: ValidateFunction = validateProvider): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  validate(document.value);
  for (const error of withoutOtherForms(validate.errors ?? [])) {
    const diagnostic = translate(error, document);
    if (!diagnostic) continue;
    const key = `${diagnostic.at?.line}:${diagnostic.at?.column}:${diagnostic.code}:${error.keyword === 'required' ? error.params['missingProperty'] : ''}`;
    if (!found.has(key)) found.set(key, diagnostic);
  }
  return [...found.values()];
}

/**
 * Where a value can have one of several types, ajv says of each type but one that the value has not got it.
 * That means something only when it has none of them, and then all of them are to be named.
 */
function withoutOtherForms(errors: readonly ErrorObject[]): ErrorObject[] {
  const result: ErrorObject[] = [];
  const forms = errors.filter((error) => error.keyword === 'oneOf' && error.params['passingSchemas'] === null);
  for (const error of errors) {
    const form = forms.find((one) => one.instancePath === error.instancePath && error.schemaPath.startsWith(`${one.schemaPath}/`));
    const oneOf = forms.includes(error);
    if (!form && !oneOf) result.push(error);
    else if (oneOf) {
      const types = errors.filter((other) => other.keyword === 'type' && other.schemaPath.startsWith(`${error.schemaPath}/`));
      const branches = (error.schema as readonly unknown[]).length;
      if (types.length < branches) continue;
      result.push({ ...error, keyword: 'type', params: { type: types.map((other) => String(other.params['type'])) } });
    } else if (error.keyword !== 'type') result.push(error);
  }
  return result;
}

function translate(error: ErrorObject, document: ParsedDocument): Diagnostic | undefined {
  // Below propertyNames ajv repeats the reason with the key as the value: the key is reported on its own.
  if (error.propertyName !== undefined) return undefined;
  const path = fromPointer(error.instancePath);
  const field = error.instancePath;
  const value = follow(document.value, field);
  const schema = error.parentSchema as Schema;
  const name = path.length === 0 ? 'the file' : `\`${pathName(path)}\``;
  const at = document.locate(path);
  const say = (message: string, hint?: string): Diagnostic =>
    diagnose('spec/value', `${name} ${message}`, { at, field, ...(hint !== undefined && { hint }) });
  const about = describe(schema);
  const limit = Number(error.params['limit']);

  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      const keys = Object.keys(schema.properties ?? {});
      const near = didYouMean(key, keys);
      return diagnose('spec/unknown-key', `${quote(key)} is not a key of ${name}`, {
        at: document.locate([...path, key], 'key'),
        field: toPointer([...path, key]),
        hint: near ? `did you mean \`${near}\`?` : `allowed here: ${list(keys)}`,
      });
    }
    case 'required': {
      const key = String(error.params['missingProperty']);
      const hint = describe(schema.properties?.[key]);
      return diagnose('spec/missing-key', `${name} has no \`${key}\``, { at, field, ...(hint !== undefined && { hint }) });
    }
    case 'const':
      return say(`is ${quote(value)}, not ${quote(error.params['allowedValue'])}`, about);
    case 'enum': {
      const allowed = (error.params['allowedValues'] as unknown[]).map(String);
      const near = typeof value === 'string' ? didYouMean(value, allowed) : undefined;
      return say(`is ${quote(value)}, which is not allowed`, `${near ? `did you mean \`${near}\`? ` : ''}allowed: ${list(allowed)}`);
    }
    case 'discriminator':
    case 'if':
      // The tag has an enum of its own, and each branch its errors, which say more.
      return undefined;
    case 'false schema':
      return say('does not belong there');
    case 'type': {
      const types = [error.params['type'] as string | readonly string[]].flat();
      return say(`is ${kindOf(value)}, not ${types.map((type) => kinds[type] ?? type).join(' or ')}`, about);
    }
    case 'pattern':
      // What stands in the place of the name may be the key itself.
      if (isVariable(field)) return say('is not the name of a variable', about);
      return say(`is ${quote(value)}, which does not match ${String(error.params['pattern'])}`, about);
    case 'propertyNames':
      return diagnose('spec/value', `${quote(error.params['propertyName'])} cannot be a key of ${name}${patternOf(error.schema)}`, {
        at: document.locate([...path, String(error.params['propertyName'])], 'key'),
        field: toPointer([...path, String(error.params['propertyName'])]),
        ...(about !== undefined && { hint: about }),
      });
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return say(limit === 1 ? 'is empty' : `has fewer than ${limit} ${parts[error.keyword]}`, about);
    case 'maxLength':
      return say(`has more than ${limit} ${parts.maxLength}`, about);
    case 'minimum':
      return say(`is ${quote(value)}, less than ${limit}`, about);
    case 'maximum':
      return say(`is ${quote(value)}, more than ${limit}`, about);
    case 'uniqueItems':
      return diagnose('spec/value', `${name} has ${quote(follow(value, `/${error.params['i']}`))} twice`, {
        at: document.locate([...path, Math.max(Number(error.params['i']), Number(error.params['j']))]),
        field,
        hint: 'remove one of them',
      });
    default:
      return say(error.message ?? 'is not valid', about);
  }
}

/** What belongs there, with an example where it fits a line. */
function describe(schema: Schema | undefined): string | undefined {
  if (schema?.description === undefined) return undefined;
  const example = schema.examples?.[0];
  const fits = typeof example === 'string' || typeof example === 'number' || typeof example === 'boolean';
  return fits ? `${schema.description} Such as \`${example}\`.` : schema.description;
}

function patternOf(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null || !('pattern' in schema)) return '';
  return `: it does not match ${String(schema.pattern)}`;
}

const parts = { minLength: 'characters', minItems: 'entries', minProperties: 'keys', maxLength: 'characters' };

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: '`true` or `false`',
  integer: 'a whole number',
  number: 'a number',
  object: 'a mapping',
  string: 'a text',
};

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return `the text ${quote(value)}`;
  if (typeof value === 'number') return Number.isFinite(value) ? `the number ${value}` : String(value);
  return typeof value === 'boolean' ? String(value) : typeof value;
}
