// `[[providers]]` of .forge.toml: ProviderEntry of crates/forge_config/src/config.rs at 6ed5d37b6, whose keys differ from those of provider.json.
import {
  diagnose,
  didYouMean,
  quote,
  tomlBlocks,
  type Diagnostic,
  type ImportedProvider,
  type JsonValue,
  type MergeEdit,
  type Tree,
  type WriteEdit,
} from '../forgecode/api.js';
import { specFromEntry, withoutDisplayArm, type Entry } from '../forgecode/import/entry.js';
import { entryKeys, modelKeys, providerEntry, providerJsonEdit } from '../forgecode/provider-json.js';
import type { ForgecodeView } from '../forgecode/view.js';
import { userDiagnostic } from './rules.js';

export const tomlPath = '.forge.toml';
const providersKey = 'providers';

const typeNames: Readonly<Record<string, string>> = { string: 'a string', list: 'a list', object: 'a table' };

/** The keys of an entry with the types that serde accepts. */
const entryKeyTypes: Readonly<Record<string, readonly string[]>> = {
  id: ['string'],
  api_key_var: ['string'],
  url: ['string'],
  response_type: ['string'],
  provider_type: ['string'],
  url_param_vars: ['list'],
  custom_headers: ['object'],
  auth_methods: ['list'],
  models: ['string', 'list'],
};

/** The logins that the file supports. */
const tomlAuthMethods: readonly unknown[] = ['api_key', 'google_adc'];

/** The edit of the file; undefined when the file supports none of the logins. */
export function tomlEdit(view: ForgecodeView): { edit?: MergeEdit; diagnostics: Diagnostic[] } {
  const { api_key_vars: variable, url_param_vars: parameters, auth_methods: all, models, ...rest } = providerEntry(view);
  const known = (all as readonly JsonValue[]).filter((method) => tomlAuthMethods.includes(method));
  if (known.length === 0) {
    const hint = 'remove `targets.forgecode-user.file` to use provider.json, which supports it';
    return {
      diagnostics: [diagnose('target/not-accepted', '.forge.toml supports none of the logins', { field: '/auth', hint })],
    };
  }
  const left = (all as readonly JsonValue[]).length - known.length;
  const tables = (parameters as readonly JsonValue[]).map((parameter) => (typeof parameter === 'string' ? { name: parameter } : parameter));
  const value = {
    ...rest,
    ...(variable !== undefined && { api_key_var: variable }),
    ...(tables.length > 0 && { url_param_vars: tables }),
    // An API key is the default. Written out, it would be appended to the logins of a built-in entry.
    ...((known.length > 1 || known[0] !== 'api_key') && { auth_methods: known }),
    ...(models !== undefined && { models }),
  };
  const { after: _, at: _at, fields = {}, ...edit } = providerJsonEdit(view);
  const { api_key_vars: keyField, ...otherFields } = fields;
  return {
    edit: {
      ...edit,
      path: tomlPath,
      format: 'toml',
      at: [providersKey, { where: { id: view.id } }],
      value: sortKeys(value),
      newFile: { content: '' },
      layout: { inline: ['url_param_vars', 'custom_headers'] },
      options: {
        ...edit.options,
        ownedKeys: { ...edit.options?.ownedKeys, custom_headers: 'all', '': Object.keys(entryKeyTypes).filter((key) => key !== 'id') },
      },
      fields: { ...otherFields, ...(keyField !== undefined && { api_key_var: keyField }) },
    },
    diagnostics:
      left === 0
        ? []
        : [
            userDiagnostic('json-only', `.forge.toml does not support ${left} of the logins, which ${left === 1 ? 'is' : 'are'} omitted`, {
              field: '/auth',
              hint: 'remove `targets.forgecode-user.file` to use provider.json, which supports all of them',
            }),
          ],
  };
}

/** A file with this entry alone. */
export function tomlFile({ path, value, layout }: MergeEdit): WriteEdit {
  return {
    kind: 'write',
    path,
    content: `${tomlBlocks(`[[${providersKey}]]`, [providersKey], value as { readonly [key: string]: JsonValue }, layout?.inline ?? [], '\n')}\n`,
  };
}

function sortKeys(value: Readonly<Record<string, JsonValue>>): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(Object.keys(entryKeyTypes).flatMap((key) => (value[key] === undefined ? [] : [[key, value[key]]])));
}

/** The providers of the file, imported as entries of provider.json. */
export async function importToml(tree: Tree): Promise<{ providers: ImportedProvider[]; diagnostics: Diagnostic[] }> {
  const structure = await tree.structure(tomlPath, 'toml');
  if (!structure) return { providers: [], diagnostics: [] };
  if (!structure.root) {
    const { offset, message } = structure.problem;
    return { providers: [], diagnostics: [diagnose('edit/syntax', message, { at: tree.position(tomlPath, offset) })] };
  }
  const providers: ImportedProvider[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { value, offset } of structure.root.members?.get(providersKey)?.elements ?? []) {
    const at = tree.position(tomlPath, offset);
    const problem = entryProblem(value);
    if (problem !== undefined) {
      diagnostics.push(userDiagnostic('not-imported', problem, { at }));
      continue;
    }
    const entry = value as Readonly<Record<string, unknown>>;
    const id = entry['id'] as string;
    const { spec, lost } = specFromEntry(toProviderJsonEntry(entry));
    const unknown = unknownKeys(entry).map(({ key, hint }) =>
      userDiagnostic('dropped-key', `forgecode ignores the key ${quote(key)}`, {
        at,
        subject: `${id}/${key}`,
        ...(hint !== undefined && { hint }),
      }),
    );
    const losses = lost.map((place) =>
      userDiagnostic('not-held', `a spec of ${quote(id)} generates a different ${quote(place)}`, { at, subject: `${id}/${place}` }),
    );
    const unnamed = withoutDisplayArm(spec);
    providers.push({
      spec: { ...unnamed, targets: { ...unnamed.targets, 'forgecode-user': { file: 'toml' } } },
      at,
      losses: [...unknown, ...losses],
    });
  }
  return { providers, diagnostics };
}

function entryProblem(value: unknown): string | undefined {
  if (valueType(value) !== 'object') return 'an entry has to be a table';
  const entry = value as Readonly<Record<string, unknown>>;
  const missing = ['id', 'url'].find((key) => entry[key] === undefined);
  if (missing !== undefined) return `the entry has no ${quote(missing)}`;
  const wrong = Object.entries(entryKeyTypes).find(([key, types]) => entry[key] !== undefined && !types.includes(valueType(entry[key])));
  if (wrong) return `${quote(wrong[0])} has to be ${wrong[1].map((type) => typeNames[type]).join(' or ')}`;
  const nameless = ((entry['url_param_vars'] ?? []) as readonly unknown[]).some(
    (parameter) => typeof (parameter as { name?: unknown } | null)?.name !== 'string',
  );
  if (nameless) return 'each element of `url_param_vars` has to be a table with a `name`';
  const models = entry['models'];
  const isModel = (model: unknown): boolean => typeof (model as { id?: unknown } | null)?.id === 'string';
  return Array.isArray(models) && !models.every(isModel) ? 'each element of `models` has to be a table with an `id`' : undefined;
}

function valueType(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return typeof value;
}

function toProviderJsonEntry({ api_key_var: variable, auth_methods: logins, ...rest }: Readonly<Record<string, unknown>>): Entry {
  const known = Object.fromEntries(Object.entries(rest).filter(([key]) => Object.hasOwn(entryKeyTypes, key)));
  const models = known['models'];
  const only = (model: object): object => Object.fromEntries(Object.entries(model).filter(([key]) => modelKeys.includes(key)));
  const entry: Readonly<Record<string, unknown>> = {
    ...known,
    ...(variable !== undefined && { api_key_vars: variable }),
    url_param_vars: ((known['url_param_vars'] ?? []) as { name: string }[]).map((parameter) =>
      Object.keys(parameter).length === 1 ? parameter.name : parameter,
    ),
    ...(Array.isArray(models) && { models: models.map(only) }),
    auth_methods: Array.isArray(logins) && logins.length > 0 ? logins : ['api_key'],
  };
  // The order of the keys is not significant here.
  return Object.fromEntries(entryKeys.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]]]))) as object as Entry;
}

function unknownKeys(entry: Readonly<Record<string, unknown>>): { key: string; hint: string | undefined }[] {
  const models = Array.isArray(entry['models']) ? (entry['models'] as readonly object[]) : [];
  return [
    ...unknownKeysIn(entry, Object.keys(entryKeyTypes), ''),
    ...models.flatMap((model) => unknownKeysIn(model, modelKeys, 'models.')),
  ];
}

function unknownKeysIn(value: object, known: readonly string[], path: string): { key: string; hint: string | undefined }[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = didYouMean(key, known);
      return { key: path + key, hint: near === undefined ? undefined : `this file uses ${quote(near)}` };
    });
}
