// What a source says, held to the spec: one bad value is left out and named, and the rest stays.
import { validateFacts, validateModel } from '../../generated/validators-sources.js';
import { follow, fromPointer, type Path } from '../../core/pointer.js';
import type { Model } from '../../spec/provider.js';
import { findSecret } from '../../core/secrets.js';
import type { ProviderFacts } from './source.js';
import { disagreements } from '../../spec/rules/models.js';
import { nameOf } from '../../spec/rules/text.js';
import { deceptiveCharacter, pathName, quote } from '../../core/text.js';

type Validate = typeof validateModel;
type Members = Record<string, unknown>;

/** A value that a spec cannot hold, and why. */
interface Bad {
  readonly path: Path;
  readonly why: string;
}

/**
 * Takes out of a model what a spec cannot hold: what the schema refuses, text that reads differently from what it is, what looks like a
 * key, and what other values rule out. Of a list that has one such value nothing is left. Changes the model.
 * @returns why each was left out, one line each; undefined when its id is one that no spec can have
 */
export function keepValid(model: Members): { readonly model: Model; readonly leftOut: readonly string[] } | undefined {
  if (badText(model['id']) !== undefined || !validateModel({ id: model['id'] })) return undefined;
  const leftOut = prune(quote(model['id']), model, validateModel, (valid) => disagreements(valid as unknown as Model)[0]);
  return { model: model as unknown as Model, leftOut };
}

/** The same for what a source says of the provider. */
export function keepValidFacts(facts: Members): { readonly facts: ProviderFacts; readonly leftOut: readonly string[] } {
  const leftOut = prune('the provider', facts, validateFacts, () => undefined);
  return { facts, leftOut };
}

function prune(
  subject: string,
  value: Members,
  validate: Validate,
  disagreement: (valid: Members) => { path: Path; message: string } | undefined,
): string[] {
  const leftOut: string[] = [];
  for (;;) {
    const bad = badTextIn(value, []) ?? (validate(value) ? undefined : refused(value, validate));
    const apart = bad ? undefined : disagreement(value);
    if (!bad && !apart) return leftOut;
    leftOut.push(bad ? `${subject}: \`${pathName(bad.path)}\` ${bad.why}` : apart!.message);
    takeOut(value, bad?.path ?? apart!.path);
  }
}

/** What the schema refuses first. */
function refused(value: Members, validate: Validate): Bad {
  const { instancePath, keyword, params } = validate.errors![0]!;
  const path = fromPointer(instancePath);
  if (keyword === 'required') return { path, why: `has no \`${String(params['missingProperty'])}\`` };
  if (keyword === 'additionalProperties') return { path: [...path, String(params['additionalProperty'])], why: 'is not a field of a spec' };
  return { path, why: `cannot be ${quote(follow(value, instancePath))}` };
}

/** Nothing in a model of a spec is nested as deep as this. */
const deepest = 20;

/** The first text that a spec would not take (`spec/text`, `spec/secret`). */
function badTextIn(value: unknown, path: Path): Bad | undefined {
  if (typeof value === 'string') {
    const why = badText(value);
    return why === undefined ? undefined : { path, why };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.length > deepest) return { path, why: 'is nested too deep' };
  for (const key of Object.keys(value)) {
    const bad = badTextIn((value as Members)[key], [...path, key]);
    if (bad) return bad;
  }
  return undefined;
}

function badText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const character = deceptiveCharacter(value);
  if (character !== undefined) return `has ${nameOf(character)}`;
  return findSecret(value) === undefined ? undefined : 'looks like a key or token';
}

/** Takes out what is at a path, all of a list that has it, and what is empty then. What is nested can be a part of a body, and is copied. */
function takeOut(value: Members, path: Path): void {
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
