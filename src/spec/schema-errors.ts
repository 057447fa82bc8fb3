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

/** The violations of a schema (by default that of specs), each once and at its token. */
export function schemaDiagnostics(document: ParsedDocument, validate: ValidateFunction = validateProvider): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  validate(document.value);
  for (const error of withoutOtherForms(validate.errors ?? [])) {
    const diagnostic = reportViolation(error, document);
    if (!diagnostic) continue;
    const key = `${diagnostic.at?.line}:${diagnostic.at?.column}:${diagnostic.code}:${error.keyword === 'required' ? error.params['missingProperty'] : ''}`;
    if (!found.has(key)) found.set(key, diagnostic);
  }
  return [...found.values()];
}

/**
 * Where a value can have one of several types, ajv reports every type that the value does not have.
 * That is an error only when it has none of them, and then one error names them all.
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

/** An error of ajv, and what its report needs. */
interface Violation {
  readonly error: ErrorObject;
  readonly document: ParsedDocument;
  readonly path: readonly string[];
  /** The path for people. */
  readonly name: string;
  readonly value: unknown;
  readonly schema: Schema;
  /** The description in the schema. */
  readonly description: string | undefined;
}

function reportViolation(error: ErrorObject, document: ParsedDocument): Diagnostic | undefined {
  // Below propertyNames ajv repeats the reason with the key as the value: the key is reported on its own.
  if (error.propertyName !== undefined) return undefined;
  const path = fromPointer(error.instancePath);
  const schema = error.parentSchema as Schema;
  const violation: Violation = {
    error,
    document,
    path,
    name: path.length === 0 ? 'the file' : `\`${pathName(path)}\``,
    value: follow(document.value, error.instancePath),
    schema,
    description: describeSchema(schema),
  };
  const report = reports[error.keyword];
  return report ? report(violation) : reportValue(violation, error.message ?? 'is not valid');
}

/** By keyword of JSON Schema, the report of a violation. Where one returns nothing, other errors say more. */
const reports: Readonly<Record<string, (violation: Violation) => Diagnostic | undefined>> = {
  additionalProperties: reportUnknownKey,
  required: reportMissingKey,
  propertyNames: reportInvalidKey,
  uniqueItems: reportRepeatedItem,
  enum: reportOtherChoice,
  pattern: reportPattern,
  // The tag has an enum of its own, and each branch its errors.
  discriminator: () => undefined,
  if: () => undefined,
  const: (violation) => reportValue(violation, `is ${quote(violation.value)}, not ${quote(violation.error.params['allowedValue'])}`),
  type: (violation) => reportValue(violation, `is ${describeValue(violation.value)}, not ${describeTypes(violation.error)}`),
  'false schema': (violation) => reportValue({ ...violation, description: undefined }, 'is not allowed here'),
  minLength: (violation) => reportTooFew(violation, 'characters'),
  minItems: (violation) => reportTooFew(violation, 'entries'),
  minProperties: (violation) => reportTooFew(violation, 'keys'),
  maxLength: (violation) => reportValue(violation, `has more than ${limitOf(violation)} characters`),
  minimum: (violation) => reportValue(violation, `is ${quote(violation.value)}, less than ${limitOf(violation)}`),
  maximum: (violation) => reportValue(violation, `is ${quote(violation.value)}, more than ${limitOf(violation)}`),
};

/** @param hint by default the description in the schema */
function reportValue(violation: Violation, message: string, hint = violation.description): Diagnostic {
  const { error, document, path, name } = violation;
  return diagnose('spec/value', `${name} ${message}`, {
    at: document.locate(path),
    field: error.instancePath,
    ...(hint !== undefined && { hint }),
  });
}

function reportUnknownKey({ error, document, path, name, schema }: Violation): Diagnostic {
  const key = String(error.params['additionalProperty']);
  const keys = Object.keys(schema.properties ?? {});
  const near = didYouMean(key, keys);
  return diagnose('spec/unknown-key', `${quote(key)} is not a key of ${name}`, {
    at: document.locate([...path, key], 'key'),
    field: toPointer([...path, key]),
    hint: near ? `did you mean \`${near}\`?` : `allowed here: ${list(keys)}`,
  });
}

function reportMissingKey({ error, document, path, name, schema }: Violation): Diagnostic {
  const key = String(error.params['missingProperty']);
  const hint = describeSchema(schema.properties?.[key]);
  const at = document.locate(path);
  return diagnose('spec/missing-key', `${name} has no \`${key}\``, { at, field: error.instancePath, ...(hint !== undefined && { hint }) });
}

function reportInvalidKey({ error, document, path, name, description }: Violation): Diagnostic {
  const key = String(error.params['propertyName']);
  const schema: unknown = error.schema;
  const pattern = typeof schema === 'object' && schema !== null && 'pattern' in schema ? String(schema.pattern) : undefined;
  const reason = pattern === undefined ? '' : `: expected ${describePattern(pattern)}`;
  return diagnose('spec/value', `${quote(key)} cannot be a key of ${name}${reason}`, {
    at: document.locate([...path, key], 'key'),
    field: toPointer([...path, key]),
    ...(description !== undefined && { hint: description }),
  });
}

function reportRepeatedItem({ error, document, path, name, value }: Violation): Diagnostic {
  const [i, j] = [Number(error.params['i']), Number(error.params['j'])];
  return diagnose('spec/value', `${name} contains ${quote(follow(value, `/${i}`))} twice`, {
    at: document.locate([...path, Math.max(i, j)]),
    field: error.instancePath,
    hint: 'remove one of them',
  });
}

function reportOtherChoice(violation: Violation): Diagnostic {
  const { error, value } = violation;
  const allowed = (error.params['allowedValues'] as unknown[]).map(String);
  const near = typeof value === 'string' ? didYouMean(value, allowed) : undefined;
  const hint = `${near ? `did you mean \`${near}\`? ` : ''}allowed: ${list(allowed)}`;
  return reportValue(violation, `is ${quote(value)}, which is not allowed`, hint);
}

function reportPattern(violation: Violation): Diagnostic {
  const { error, value } = violation;
  // A value in place of the name of a variable can be the key itself.
  if (isVariable(error.instancePath)) return reportValue(violation, 'is not the name of a variable');
  return reportValue(violation, `is ${quote(value)}; expected ${describePattern(String(error.params['pattern']))}`);
}

function reportTooFew(violation: Violation, unit: string): Diagnostic {
  const limit = limitOf(violation);
  return reportValue(violation, limit === 1 ? 'is empty' : `has fewer than ${limit} ${unit}`);
}

function limitOf({ error }: Violation): number {
  return Number(error.params['limit']);
}

/** The description in a schema, with an example that fits on a line. */
function describeSchema(schema: Schema | undefined): string | undefined {
  if (schema?.description === undefined) return undefined;
  const example = schema.examples?.[0];
  const fits = typeof example === 'string' || typeof example === 'number' || typeof example === 'boolean';
  return fits ? `${schema.description} Example: \`${example}\`.` : schema.description;
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: '`true` or `false`',
  integer: 'a whole number',
  number: 'a number',
  object: 'a mapping',
  string: 'a string',
};

function describeTypes({ params }: ErrorObject): string {
  const types = [params['type'] as string | readonly string[]].flat();
  return types.map((type) => typeNames[type] ?? type).join(' or ');
}

function describeValue(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return `the string ${quote(value)}`;
  if (typeof value === 'number') return Number.isFinite(value) ? `the number ${value}` : String(value);
  return typeof value === 'boolean' ? String(value) : typeof value;
}

const url = 'an http or https URL without spaces, quotes, backslashes or angle brackets';

/** The patterns of the schemas, in words. */
export const patternWords: Readonly<Record<string, string>> = {
  [String.raw`^[a-z0-9][a-z0-9._-]{0,39}$`]: 'at most 40 lower case letters, digits, `.`, `_` or `-`',
  [String.raw`^[a-z0-9][a-z0-9-]*$`]: 'the id of a target: lower case letters, digits and `-`',
  [String.raw`^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$`]: 'at most 40 letters, digits, `.`, `_` or `-`',
  [String.raw`^[A-Z][A-Z0-9_]{0,39}$`]: 'at most 40 upper case letters, digits or `_`, starting with a letter',
  [String.raw`^[A-Z][A-Z0-9_]*$`]: 'upper case letters, digits and `_`, starting with a letter',
  [String.raw`^[A-Za-z_][A-Za-z0-9_]*$`]: 'the name of an environment variable',
  [String.raw`^[A-Za-z0-9_-]*$`]: 'letters, digits, `_` and `-`',
  [String.raw`^\S(.*\S)?$`]: 'a line of text without spaces around it',
  [String.raw`^[^\s{}]+$`]: 'text without spaces and braces',
  [String.raw`^[\x21-\x7e]*$`]: 'printable ASCII characters without spaces',
  [String.raw`^[\t\x20-\x7e\u0080-\u00ff]*$`]: 'text that an HTTP header can hold',
  [String.raw`^[!#$%&'*+.^_` + '`' + String.raw`|~0-9A-Za-z-]+$`]: 'the name of an HTTP header',
  [String.raw`^(https?|\{[A-Z][A-Z0-9_]*\})://[^\s<>"|\\^` + '`]*$']: url,
  [String.raw`^((https?|\{[A-Z][A-Z0-9_]*\})://|\{[A-Z][A-Z0-9_]*\}(/|$))[^\s<>"|\\^` + '`]*$']:
    `${url}, or a parameter such as \`{NAME}\``,
  [String.raw`^/[^\s\\]*$`]: 'a path that starts with `/`, without spaces and backslashes',
  [String.raw`^/`]: 'a path that starts with `/`',
  [String.raw`^(/([^~/]|~[01])*)*$`]: 'a JSON Pointer',
  [String.raw`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`]: 'a date, YYYY-MM-DD',
  [String.raw`^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$`]: 'a date, YYYY-MM-DD or YYYY-MM',
  [String.raw`^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*(/[A-Za-z0-9._~-]+)*$`]: 'the name of an npm package',
  [String.raw`^(list|live|none|https?://.+|\{\{.+)$`]: '`list`, `live`, `none`, a URL or a template',
};

function describePattern(pattern: string): string {
  return patternWords[pattern] ?? 'the form that the schema requires';
}
