import type { ErrorObject } from 'ajv';
import { validateProvider } from '../generated/validators-verbose.js';
import { diagnose, type Diagnostic } from './diagnostics.js';
import type { SourceSpec } from './parse.js';
import { follow, fromPointer, toPointer } from './pointer.js';
import { didYouMean, list, quote } from './text.js';

/** What the schema has against a spec: findings at the right token, one for each thing that is wrong. */
export function schemaDiagnostics(spec: SourceSpec): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  validateProvider(spec.value);
  for (const error of validateProvider.errors ?? []) {
    const diagnostic = translate(error, spec);
    if (!diagnostic) continue;
    const key = `${diagnostic.at?.line}:${diagnostic.at?.column}:${diagnostic.code}:${error.keyword === 'required' ? error.params['missingProperty'] : ''}`;
    if (!found.has(key)) found.set(key, diagnostic);
  }
  return [...found.values()];
}

function translate(error: ErrorObject, spec: SourceSpec): Diagnostic | undefined {
  const path = fromPointer(error.instancePath);
  const field = error.instancePath;
  const value = follow(spec.value, field);
  const schema = error.parentSchema as { properties?: Record<string, { description?: string }>; description?: string };
  const name = path.length === 0 ? 'the spec' : `\`${path.join('.')}\``;
  const at = spec.locate(path);
  const say = (message: string, hint?: string): Diagnostic =>
    diagnose('spec/value', message, { at, field, ...(hint !== undefined && { hint }) });
  const about = schema.description;

  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      const keys = Object.keys(schema.properties ?? {});
      const near = didYouMean(key, keys);
      return diagnose('spec/unknown-key', `${quote(key)} is not a key of ${name}`, {
        at: spec.locate([...path, key], 'key'),
        field: toPointer([...path, key]),
        hint: near ? `did you mean \`${near}\`?` : `allowed here: ${list(keys)}`,
      });
    }
    case 'required': {
      const key = String(error.params['missingProperty']);
      const hint = schema.properties?.[key]?.description;
      return diagnose('spec/missing-key', `${name} has no \`${key}\``, { at, field, ...(hint !== undefined && { hint }) });
    }
    case 'const':
      return say(`${name} is ${quote(value)}, not ${quote(error.params['allowedValue'])}`, about);
    case 'enum': {
      const allowed = (error.params['allowedValues'] as unknown[]).map(String);
      const near = typeof value === 'string' ? didYouMean(value, allowed) : undefined;
      return say(`${name} is ${quote(value)}`, near ? `did you mean \`${near}\`?` : `allowed: ${list(allowed)}`);
    }
    case 'discriminator':
      // The tag has an enum of its own, which says more.
      return undefined;
    case 'type':
      return say(`${name} is ${typeName(value)}, not ${String(error.params['type'])}`, about);
    case 'pattern':
      return say(`${name} is ${quote(value)}, which does not match ${String(error.params['pattern'])}`, about);
    case 'format':
      return say(`${name} is ${quote(value)}, which is not a ${String(error.params['format'])}`, about);
    case 'propertyNames':
      return diagnose('spec/value', `${quote(error.params['propertyName'])} is not allowed as a key of ${name}`, {
        at: spec.locate([...path, String(error.params['propertyName'])], 'key'),
        field,
        ...(about !== undefined && { hint: about }),
      });
    case 'oneOf':
    case 'if':
      return say(`${name} is ${quote(value)}, which is none of the forms it can have`, about);
    default:
      // Below propertyNames ajv repeats the reason with the key as the value: said already.
      if (error.propertyName !== undefined) return undefined;
      return say(`${name} ${error.message ?? 'is not valid'}`, about);
  }
}

function typeName(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return `${typeof value} ${quote(value)}`;
}
