// Removes the values of a source that are not valid in a spec, and reports each of them.
import { validateFacts, validateModel } from '../../generated/validators-sources.js';
import { follow, fromPointer, type Path } from '../../core/pointer.js';
import type { Model } from '../../spec/provider.js';
import { findSecret } from '../../core/secrets.js';
import type { ProviderFacts } from './source.js';
import { findContradictions } from '../../spec/rules/models.js';
import { characterName } from '../../spec/rules/text.js';
import { deceptiveCharacter, pathName, quote } from '../../core/text.js';

type Validate = typeof validateModel;
type Members = Record<string, unknown>;

interface InvalidValue {
  readonly path: Path;
  readonly reason: string;
}

export interface PrunedModel {
  readonly model: Model;
  /** The removed values, one line each. */
  readonly leftOut: readonly string[];
}

/**
 * Removes what the schema refuses, deceptive text, what looks like a key, and what contradicts other values. A list with one invalid value
 * is removed as a whole. Changes the argument.
 * @returns undefined if no spec can have the id
 */
export function pruneModel(model: Members): PrunedModel | undefined {
  if (forbiddenTextReason(model['id']) !== undefined || !validateModel({ id: model['id'] })) return undefined;
  const leftOut = pruneInvalid(quote(model['id']), model, validateModel, (valid) => findContradictions(valid as unknown as Model)[0]);
  return { model: model as unknown as Model, leftOut };
}

/** The same for the facts of the provider. */
export function pruneFacts(facts: Members): { readonly facts: ProviderFacts; readonly leftOut: readonly string[] } {
  const leftOut = pruneInvalid('the provider', facts, validateFacts, () => undefined);
  return { facts, leftOut };
}

function pruneInvalid(
  subject: string,
  value: Members,
  validate: Validate,
  findContradiction: (valid: Members) => { path: Path; message: string } | undefined,
): string[] {
  const leftOut: string[] = [];
  for (;;) {
    const invalid = findForbiddenText(value, []) ?? (validate(value) ? undefined : firstViolation(value, validate));
    const contradiction = invalid ? undefined : findContradiction(value);
    if (!invalid && !contradiction) return leftOut;
    leftOut.push(invalid ? `${subject}: \`${pathName(invalid.path)}\` ${invalid.reason}` : contradiction!.message);
    removeAt(value, invalid?.path ?? contradiction!.path);
  }
}

/** The first error of the schema. */
function firstViolation(value: Members, validate: Validate): InvalidValue {
  const { instancePath, keyword, params } = validate.errors![0]!;
  const path = fromPointer(instancePath);
  if (keyword === 'required') return { path, reason: `has no \`${String(params['missingProperty'])}\`` };
  if (keyword === 'additionalProperties')
    return { path: [...path, String(params['additionalProperty'])], reason: 'is not a field of a spec' };
  return { path, reason: `cannot be ${quote(follow(value, instancePath))}` };
}

/** No value in a model of a spec is nested deeper. */
const maxDepth = 20;

/** The first text that is not allowed in a spec (`spec/text`, `spec/secret`). */
function findForbiddenText(value: unknown, path: Path): InvalidValue | undefined {
  if (typeof value === 'string') {
    const reason = forbiddenTextReason(value);
    return reason === undefined ? undefined : { path, reason };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.length > maxDepth) return { path, reason: 'is nested too deep' };
  for (const key of Object.keys(value)) {
    const found = findForbiddenText((value as Members)[key], [...path, key]);
    if (found) return found;
  }
  return undefined;
}

function forbiddenTextReason(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const character = deceptiveCharacter(value);
  if (character !== undefined) return `has ${characterName(character)}`;
  return findSecret(value) === undefined ? undefined : 'looks like a key or token';
}

/** Removes the value at a path, and the objects that are then empty. Nested objects are copied, since they may belong to a response. */
function removeAt(value: Members, path: Path): void {
  const owners: [Members, string][] = [];
  let owner = value;
  for (const step of path.map(String)) {
    owners.push([owner, step]);
    const inner = owner[step];
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) break;
    owner = owner[step] = { ...inner };
  }
  for (const [from, key] of owners.reverse()) {
    delete from[key];
    if (Object.keys(from).length > 0) return;
  }
}
