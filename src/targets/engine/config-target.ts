// A target whose files are tables of lenses: one definition gives its plan, its import and what it holds.
import { diagnose } from '../../core/diagnostics.js';
import type { MergeEdit, MergeOptions, PathStep } from '../../core/edits.js';
import type { Model, Provider } from '../../spec/provider.js';
import type { ConfigDefinition, Part } from './config-definition.js';
import type { Plan, PlanOptions, Target } from './target.js';
import type { Field, FieldSupport } from '../../spec/fields.js';
import { fieldSupportFrom, mappingsIn } from './field-support.js';
import { assumptionDiagnostics } from './assumptions.js';
import { supportedLogins, resolveAgentView, type AgentView } from './agent-view.js';
import { mappingsWithPaths, modelProfileName, writeMappings } from './field-mapping.js';

export interface ConfigTarget extends Target {
  readonly definition: ConfigDefinition;
}

/** For an agent that is told of one provider alone: that is a choice, and nothing is written unless it is made. */
export function oneProvider(title: string): Pick<ConfigDefinition, 'refuses'> {
  return {
    refuses: ({ options }) =>
      options.setDefault ? undefined : `${title} uses one provider at a time; \`--set-default\` makes it this one`,
  };
}

export function configTarget(definition: ConfigDefinition): ConfigTarget {
  const { id, title, homepage, files, rules = {} } = definition;
  return {
    definition,
    id,
    title,
    homepage,
    kind: 'config',
    files: Object.values(files).map(({ user }) => user),
    otherFiles: Object.values(files).flatMap(({ elsewhere }) => elsewhere?.user ?? []),
    accepts: { protocols: Object.keys(definition.wires) as Target['accepts']['protocols'], auth: supportedLogins(definition) },
    rules,
    ...(definition.inHome !== false && { inHome: true }),
    ...(definition.commands && { commands: definition.commands }),
    ...(definition.variantOf !== undefined && { variantOf: definition.variantOf }),
    fieldSupport: heldOf(definition),
    projectFiles: Object.values(files).flatMap(({ project }) => project ?? []),
    plan: (provider, options) => plan(definition, provider, options),
    artifacts: (provider, options) => plan(definition, provider, options, false),
    import: async (tree) => (await import('./import/import-config.js')).importConfig(definition, tree),
  };
}

/** @param told whether somebody asks where in the spec a value comes from: not of a file that is only made */
function plan(definition: ConfigDefinition, provider: Provider, options: PlanOptions, told = true): Plan {
  const { host, diagnostics } = resolveAgentView(provider, definition, options);
  if (!host) return { edits: [], diagnostics };
  const refusal = definition.refuses?.(host);
  if (refusal !== undefined) return { edits: [], diagnostics: [diagnose('target/not-accepted', refusal, { field: '/endpoints' })] };
  const edits = definition.parts
    .filter((part) => (part.choice !== true || options.setDefault) && (part.when?.(host) ?? true))
    .flatMap((part) => {
      const shape = shapeOf(part, host);
      return (part.each ? host.models : [undefined]).flatMap((model, index) => {
        const edit = editOf(definition, part, shape, host, model);
        if (!edit) return [];
        return told ? { ...edit, fields: fieldsOf(part, host, part.each && index) } : edit;
      });
    });
  return { edits, diagnostics: [...diagnostics, ...assumptionDiagnostics(host.assumed, host.provider, definition.title)] };
}

function editOf(
  { files }: ConfigDefinition,
  part: Part,
  shape: MergeOptions,
  host: AgentView,
  model: Model | undefined,
): MergeEdit | undefined {
  const { scope } = host.options;
  const file = files[part.file ?? Object.keys(files)[0]!]!;
  const path = file[scope];
  const value = part.rows ? (writeMappings(part.rows, host, model) ?? {}) : part.value!.write(host, model);
  if (path === undefined || value === undefined) return undefined;
  const elsewhere = file.elsewhere?.[scope];
  return {
    kind: 'merge',
    path: filledText(path, host, model),
    format: file.format,
    at: part.at.map((step) => filled(step, host, model)),
    value,
    newFile: { content: file.create, ...(elsewhere && { otherPaths: elsewhere.map((other) => filledText(other, host, model)) }) },
    ...(part.inline && { layout: { inline: part.inline } }),
    ...(Object.keys(shape).length > 0 && { options: shape }),
    ...ownershipOf(part, host, model),
  };
}

/** What the rows say of the objects and lists they make: what tells the models apart, which keys are ours, and what the user replaces. */
function shapeOf({ rows = {}, value }: Part, host: AgentView): MergeOptions {
  const idKeys: Record<string, string> = {};
  const ownedKeys: Record<string, 'all'> = {};
  const unordered: string[] = [];
  const placeholders: string[] = value?.placeholder && host.placeholder ? [''] : [];
  for (const { path, lens } of mappingsWithPaths(rows)) {
    if (lens.models?.idKey !== undefined && lens.models.idKey !== 'id') idKeys[path] = lens.models.idKey;
    if (lens.models && lens.models.idKey === undefined) ownedKeys[path] = 'all';
    if (lens.anyOrder) unordered.push(path.slice(path.lastIndexOf('.') + 1));
    if (lens.once || (lens.placeholder && host.placeholder)) placeholders.push(path);
  }
  return {
    ...(Object.keys(idKeys).length > 0 && { idKeys }),
    ...(Object.keys(ownedKeys).length > 0 && { ownedKeys }),
    ...(placeholders.length > 0 && { placeholders }),
    ...(unordered.length > 0 && { unordered }),
  };
}

/** Where values come from. @param model the index of the model that it is about, if it is about one */
function fieldsOf({ rows = {}, value }: Part, host: AgentView, model: number | undefined): Readonly<Record<string, string>> {
  if (value) return { '': pointerOf(value.of[0] ?? 'id', host, '[]') };
  const fields: Record<string, string> = { '': pointerOf(model === undefined ? 'id' : 'models.id', host, model ?? '[]') };
  for (const { path, lens } of mappingsWithPaths(rows)) {
    if (lens.models) fields[path] = '/models';
    else if (lens.of[0] !== undefined && !path.includes('*')) fields[path] = pointerOf(lens.of[0], host, model ?? '[]');
  }
  return fields;
}

/** Where a field stands in the spec. @param model its index, or `[]` for that of a model in a list */
function pointerOf(field: Field, { provider, endpoint, login }: AgentView, model: number | '[]'): string {
  if (field.startsWith('models.')) return `/models/${model}/${field.slice('models.'.length).replaceAll('.', '/')}`;
  const index = provider.endpoints.indexOf(endpoint);
  if (field === 'protocol' || field === 'url') return `/endpoints/${index}/${field === 'url' ? 'base_url' : 'protocol'}`;
  if (field === 'key' || field === 'key_header') return `/auth/${provider.auth.findIndex(({ type }) => type === login)}`;
  return `/${field.replaceAll('.', '/')}`;
}

function ownershipOf({ identity, choice, chosenBy }: Part, host: AgentView, model: Model | undefined): Pick<MergeEdit, 'ownership'> {
  if (identity) return { ownership: { kind: 'identity', members: identity } };
  if (!choice) return {};
  if (!chosenBy) return { ownership: { kind: 'choice' } };
  const at = chosenBy.at.map((step) => filledText(step, host, model));
  return { ownership: { kind: 'choice', decidedBy: { at, value: chosenBy.value.write(host, model)! } } };
}

function filled(step: PathStep, host: AgentView, model: Model | undefined): PathStep {
  if (typeof step === 'string') return filledText(step, host, model);
  return { where: Object.fromEntries(Object.entries(step.where).map(([key, value]) => [key, filledText(value, host, model)])) };
}

function filledText(text: string, host: AgentView, model: Model | undefined): string {
  if (!text.includes('{')) return text;
  const profile = model && text.includes('{profile}') ? modelProfileName(host.id, model) : undefined;
  const values = { id: host.id, spec: host.provider.id, name: host.name, url: host.baseUrl, wire: host.wire.as, model: model?.id, profile };
  return text.replaceAll(/\{(id|spec|name|url|wire|model|profile)\}/g, (_, what: keyof typeof values) => values[what]!);
}

/** How each field is held, as the lenses say. */
function heldOf(definition: ConfigDefinition): Readonly<Record<Field, FieldSupport>> {
  const { parts, files, key } = definition;
  const lenses = parts.flatMap((part) => (part.value ? [part.value] : mappingsIn(part.rows ?? {})));
  return fieldSupportFrom(lenses, fieldsOfHoles(parts, files, key?.names !== undefined), definition);
}

/** The fields that are in the steps of a place or in the name of a file rather than in a value. */
function fieldsOfHoles(parts: readonly Part[], files: ConfigDefinition['files'], namedByKey: boolean): Field[] {
  const text = JSON.stringify([parts.map(({ at }) => at), files]);
  const names = {
    '{id}': namedByKey ? 'key' : 'id',
    '{spec}': 'id',
    '{name}': 'name',
    '{url}': 'url',
    '{wire}': 'protocol',
    '{model}': 'models.id',
    '{profile}': 'id',
  } as const;
  return Object.entries(names).flatMap(([hole, field]) => (text.includes(hole) ? [field] : []));
}
