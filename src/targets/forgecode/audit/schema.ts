// Checks provider.json as serde reads it: ProviderConfig in provider_repo.rs, Model in model.rs, AuthMethod and OAuthConfig in auth/.
import { didYouMean, quote, type Diagnostic, type JsonNode } from '../api.js';
import { valueDiagnostic } from './diagnostics.js';
import { entryName, type Facts } from './facts.js';
import { textOf } from './json-nodes.js';
import { auth, provider, type Shape } from './schema-types.js';

/** Keys of other formats of forgecode, with the key of provider.json that they stand for. */
const otherSpellings: Readonly<Record<string, string>> = { api_key_var: 'api_key_vars', models_url: 'models' };

export function checkSchema(facts: Facts): Diagnostic[] {
  const checker = new SchemaChecker(facts);
  for (const node of facts.strays) checker.reportWrongType(node, 'the list', node === facts.root ? 'a list' : 'an object');
  for (const entry of facts.entries) checker.check(entry.node, provider, entryName(entry));
  return checker.diagnostics;
}

class SchemaChecker {
  readonly diagnostics: Diagnostic[] = [];

  constructor(readonly facts: Facts) {}

  check(node: JsonNode, shape: Shape, subject: string): void {
    switch (shape.is) {
      case 'text':
        if (node.type !== 'string') this.reportWrongType(node, subject, 'a string');
        return;
      case 'flag':
        if (node.type !== 'boolean') this.reportWrongType(node, subject, 'a boolean');
        return;
      case 'count':
        this.#checkCount(node, subject);
        return;
      case 'url':
        if (node.type !== 'string') this.reportWrongType(node, subject, 'a string');
        else if (!URL.canParse(node.value as string))
          this.#report('invalid-url', node, subject, `${quote(node.value as string)} is not a URL with a scheme and a host`);
        return;
      case 'word':
        if (node.type !== 'string') this.reportWrongType(node, subject, 'a string');
        else if (!shape.words.includes(node.value as string)) this.#reportUnknownValue(node, subject, shape.words);
        return;
      case 'list':
        if (node.type !== 'array') this.reportWrongType(node, subject, 'a list');
        else for (const element of node.children ?? []) this.check(element, shape.of, labelOfElement(subject, element, shape.of));
        return;
      case 'map':
        if (node.type !== 'object') this.reportWrongType(node, subject, 'an object');
        else
          for (const property of node.children ?? [])
            this.check(property.children![1]!, { is: 'text' }, subjectOfProperty(subject, property));
        return;
      case 'either':
        this.check(node, node.type === 'string' ? { is: 'text' } : shape.other, subject);
        return;
      case 'login':
        this.#checkLogin(node, subject);
        return;
      case 'object':
        this.#checkObject(node, shape, subject);
    }
  }

  reportWrongType(node: JsonNode, subject: string, wanted: string): void {
    this.#report(
      'wrong-type',
      node,
      subject,
      `expected ${wanted}, but found ${node.type === 'null' ? 'null' : `a value of type ${node.type}`}`,
    );
  }

  #report(rule: Parameters<typeof valueDiagnostic>[1], node: JsonNode, subject: string, message: string, hint?: string): void {
    this.diagnostics.push(valueDiagnostic(this.facts, rule, node, subject, message, hint === undefined ? {} : { hint }));
  }

  #reportUnknownValue(node: JsonNode, subject: string, words: readonly string[]): void {
    const value = node.value as string;
    const near = didYouMean(value, words);
    this.#report(
      'unknown-value',
      node,
      subject,
      `unknown value ${quote(value)}, expected one of ${words.map(quote).join(', ')}`,
      near && `did you mean ${quote(near)}?`,
    );
  }

  #checkCount(node: JsonNode, subject: string): void {
    if (node.type !== 'number') {
      this.reportWrongType(node, subject, 'an integer');
      return;
    }
    const written = this.facts.json.slice(node.offset, node.offset + node.length);
    if (/^\d{1,20}$/.test(written) && BigInt(written) < 2n ** 64n) return;
    this.#report(
      'invalid-count',
      node,
      subject,
      `${written} is not an integer that fits a u64`,
      'write digits only, without a sign, a decimal point or an exponent',
    );
  }

  #checkLogin(node: JsonNode, subject: string): void {
    if (node.type === 'string') {
      if (!auth.words.includes(node.value as string)) this.#reportUnknownValue(node, subject, auth.words);
      return;
    }
    const [property, second] = node.type === 'object' ? (node.children ?? []) : [];
    const [key, value] = property?.children ?? [];
    if (!key || !value || second) {
      this.reportWrongType(node, subject, 'the name of a login, or an object with one key');
      return;
    }
    if (auth.objects.includes(key.value as string)) this.check(value, auth.config, `${subject}/${key.value as string}`);
    else if (!auth.words.includes(key.value as string)) this.#reportUnknownValue(key, subject, auth.objects);
  }

  #checkObject(node: JsonNode, shape: Extract<Shape, { is: 'object' }>, subject: string): void {
    if (node.type !== 'object') {
      this.reportWrongType(node, subject, 'an object');
      return;
    }
    const seen = new Map<string, JsonNode>();
    for (const property of node.children ?? []) {
      const [keyNode, value] = property.children ?? [];
      const key = keyNode!.value as string;
      const field = Object.hasOwn(shape.keys, key) ? shape.keys[key]! : undefined;
      const below = subjectOfProperty(subject, property);
      const first = seen.get(key);
      seen.set(key, keyNode!);
      if (!field) continue;
      if (first) {
        const related = [[first, 'the first one']] as const;
        this.diagnostics.push(
          valueDiagnostic(this.facts, 'duplicate-key', keyNode!, below, `duplicate key ${quote(key)}`, { related, hint: 'remove one' }),
        );
      }
      if (!(field.nullable && value!.type === 'null')) this.check(value!, field.shape, below);
    }
    for (const [key, field] of Object.entries(shape.keys)) {
      if (field.required && !seen.has(key)) this.#report('missing-key', node, `${subject}/${key}`, `missing key ${quote(key)}`);
    }
    for (const [key, keyNode] of seen)
      if (!Object.hasOwn(shape.keys, key)) this.#reportUnknownKey(keyNode, key, seen, Object.keys(shape.keys), subject);
  }

  #reportUnknownKey(node: JsonNode, key: string, seen: ReadonlyMap<string, JsonNode>, keys: readonly string[], subject: string): void {
    const other = keys.includes(otherSpellings[key] ?? '') ? otherSpellings[key] : undefined;
    const near = other ?? didYouMean(key, keys);
    const { offset: start, length } = node;
    const rename = other !== undefined && !seen.has(other) && textOf(node.parent?.children?.[1]) !== undefined;
    this.diagnostics.push(
      valueDiagnostic(this.facts, 'unknown-key', node, `${subject}/${key}`, `unknown key ${quote(key)}, which serde ignores`, {
        hint:
          near === undefined
            ? 'remove it'
            : seen.has(near)
              ? `remove it: the entry already has ${quote(near)}`
              : `did you mean ${quote(near)}?`,
        ...(rename && { fix: [{ kind: 'splice', path: this.facts.path, start, end: start + length, text: JSON.stringify(other) }] }),
      }),
    );
  }
}

function subjectOfProperty(subject: string, property: JsonNode): string {
  return `${subject}/${property.children?.[0]?.value as string}`;
}

/** The subject of an element: the id of a model, the name of a parameter, otherwise the list that contains it. */
function labelOfElement(subject: string, element: JsonNode, shape: Shape): string {
  if (shape.is !== 'object' || shape.label === undefined) return subject;
  const name = element.children?.find((property) => property.children?.[0]?.value === shape.label)?.children?.[1];
  return `${subject.slice(0, subject.lastIndexOf('/'))}/${textOf(name) ?? '?'}`;
}
