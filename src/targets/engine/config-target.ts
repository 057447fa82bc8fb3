// A target whose files are mapping tables: one definition gives its plan, its import and its field support.
import type { MergeEdit, MergeOptions, PathStep } from '../../core/edits.js';
import type { Field, FieldSupport } from '../../spec/fields.js';
import type { Model, Provider } from '../../spec/provider.js';
import { acceptedBy } from './acceptance.js';
import type { AgentView } from './agent-definition.js';
import { resolveAgentView } from './agent-view.js';
import { assumptionDiagnostics, type Assumption } from './assumptions.js';
import { holePattern, isChoice, isEntry, type ConfigDefinition, type Hole, type Part } from './config-definition.js';
import { assumptionsOf, mappingsWithPaths, writeMappings } from './field-mapping.js';
import { fieldSupportFrom, mappingsIn } from './field-support.js';
import { modelProfileName } from './model-mappings.js';
import type { Plan, PlanOptions, Target } from './target.js';

export interface ConfigTarget extends Target {
  readonly definition: ConfigDefinition;
}

export function configTarget(definition: ConfigDefinition): ConfigTarget {
  const { id, title, homepage, commands, variantOf } = definition;
  const files = Object.values(definition.files);
  return {
    definition,
    id,
    title,
    homepage,
    kind: 'config',
    files: files.map(({ user }) => user),
    otherFiles: files.flatMap(({ elsewhere }) => elsewhere?.user ?? []),
    projectFiles: files.flatMap(({ project }) => project ?? []),
    accepts: acceptedBy(definition),
    rules: {},
    ...(definition.inHome !== false && { inHome: true }),
    ...(commands && { commands }),
    ...(variantOf !== undefined && { variantOf }),
    fieldSupport: configFieldSupport(definition),
    plan: (provider, options) => planConfig(definition, provider, options, true),
    artifacts: (provider, options) => planConfig(definition, provider, options, false),
    import: async (tree) => (await import('./import/import-config.js')).importConfig(definition, tree),
  };
}

/** @param withFields whether to record the spec field of each value, for a comparison with a file that exists */
function planConfig(definition: ConfigDefinition, provider: Provider, options: PlanOptions, withFields: boolean): Plan {
  const { agent, diagnostics } = resolveAgentView(provider, definition, options);
  if (!agent) return { edits: [], diagnostics };
  const edits: MergeEdit[] = [];
  const assumed: Assumption[] = [];
  for (const part of definition.parts) {
    if ((isChoice(part) && !options.setDefault) || part.when?.(agent) === false) continue;
    for (const [index, model] of (part.each ? agent.models : [undefined]).entries()) {
      const edit = mergeEditFor(definition, part, agent, model);
      if (!edit) continue;
      edits.push({ ...edit, ...(withFields && { fields: specPointers(part, agent, part.each && index) }) });
      assumed.push(...partAssumptions(part, agent, model));
    }
  }
  return { edits, diagnostics: [...diagnostics, ...assumptionDiagnostics(assumed, provider, definition.title)] };
}

function mergeEditFor({ files }: ConfigDefinition, part: Part, agent: AgentView, model: Model | undefined): MergeEdit | undefined {
  const { scope } = agent.options;
  const file = files[part.file ?? Object.keys(files)[0]!]!;
  const path = file[scope];
  const value = isEntry(part) ? (writeMappings(part.mappings, agent, model) ?? {}) : part.value.write(agent, model);
  if (path === undefined || value === undefined) return undefined;
  const elsewhere = file.elsewhere?.[scope];
  const options = mergeOptions(part, agent);
  return {
    kind: 'merge',
    path: fillHoles(path, agent, model),
    format: file.format,
    at: part.at.map((step) => fillStep(step, agent, model)),
    value,
    newFile: { content: file.create, ...(elsewhere && { otherPaths: elsewhere.map((other) => fillHoles(other, agent, model)) }) },
    ...(isEntry(part) && part.inline && { layout: { inline: part.inline } }),
    ...(Object.keys(options).length > 0 && { options }),
    ...ownershipOf(part, agent, model),
  };
}

function ownershipOf(part: Part, agent: AgentView, model: Model | undefined): Pick<MergeEdit, 'ownership'> {
  if (isEntry(part)) return part.identity ? { ownership: { kind: 'identity', members: part.identity } } : {};
  if (!isChoice(part)) return {};
  if (!part.chosenBy) return { ownership: { kind: 'choice' } };
  const at = part.chosenBy.at.map((step) => fillHoles(step, agent, model));
  return { ownership: { kind: 'choice', decidedBy: { at, value: part.chosenBy.value.write(agent, model)! } } };
}

function partAssumptions(part: Part, agent: AgentView, model: Model | undefined): readonly Assumption[] {
  return assumptionsOf(isEntry(part) ? part.mappings : { value: part.value }, agent, model);
}

/** Which member identifies the models of a list, which keys are ours, which values the user replaces, and which lists are unordered. */
function mergeOptions(part: Part, agent: AgentView): MergeOptions {
  const idKeys: Record<string, string> = {};
  const ownedKeys: Record<string, 'all'> = {};
  const unordered: string[] = [];
  const placeholders: string[] = [];
  for (const { path, mapping } of isEntry(part) ? mappingsWithPaths(part.mappings) : [{ path: '', mapping: part.value }]) {
    if (mapping.models?.idKey !== undefined && mapping.models.idKey !== 'id') idKeys[path] = mapping.models.idKey;
    if (mapping.models && mapping.models.idKey === undefined) ownedKeys[path] = 'all';
    if (mapping.isUnordered) unordered.push(path.slice(path.lastIndexOf('.') + 1));
    if (mapping.isWrittenOnce || (mapping.isPlaceholder && agent.isKeyPlaceholder)) placeholders.push(path);
  }
  return {
    ...(Object.keys(idKeys).length > 0 && { idKeys }),
    ...(Object.keys(ownedKeys).length > 0 && { ownedKeys }),
    ...(placeholders.length > 0 && { placeholders }),
    ...(unordered.length > 0 && { unordered }),
  };
}

/** The spec field of each value. @param model the index of the model, if the part is about one */
function specPointers(part: Part, agent: AgentView, model: number | undefined): Readonly<Record<string, string>> {
  if (!isEntry(part)) return { '': specPointerOf(part.value.fields[0] ?? 'id', agent, '[]') };
  const fields: Record<string, string> = { '': specPointerOf(model === undefined ? 'id' : 'models.id', agent, model ?? '[]') };
  for (const { path, mapping } of mappingsWithPaths(part.mappings)) {
    if (mapping.models) fields[path] = '/models';
    else if (mapping.fields[0] !== undefined && !path.includes('*')) fields[path] = specPointerOf(mapping.fields[0], agent, model ?? '[]');
  }
  return fields;
}

/** @param model the index of a model, or `[]` for any model of a list */
function specPointerOf(field: Field, { provider, endpoint, login }: AgentView, model: number | '[]'): string {
  if (field.startsWith('models.')) return `/models/${model}/${field.slice('models.'.length).replaceAll('.', '/')}`;
  const index = provider.endpoints.indexOf(endpoint);
  if (field === 'protocol' || field === 'url') return `/endpoints/${index}/${field === 'url' ? 'base_url' : 'protocol'}`;
  if (field === 'key' || field === 'key_header') return `/auth/${provider.auth.findIndex(({ type }) => type === login)}`;
  return `/${field.replaceAll('.', '/')}`;
}

function fillStep(step: PathStep, agent: AgentView, model: Model | undefined): PathStep {
  if (typeof step === 'string') return fillHoles(step, agent, model);
  return { where: Object.fromEntries(Object.entries(step.where).map(([key, value]) => [key, fillHoles(value, agent, model)])) };
}

function fillHoles(text: string, agent: AgentView, model: Model | undefined): string {
  if (!text.includes('{')) return text;
  const values: Readonly<Record<Hole, string | undefined>> = {
    id: agent.id,
    spec: agent.provider.id,
    name: agent.name,
    url: agent.baseUrl,
    protocol: agent.protocolMapping.name,
    model: model?.id,
    profile: model && modelProfileName(agent.id, model),
  };
  return text.replaceAll(holePattern, (_, hole: Hole) => values[hole]!);
}

/** How each field is supported: by the mappings, and by the holes of paths and steps. */
function configFieldSupport(definition: ConfigDefinition): Readonly<Record<Field, FieldSupport>> {
  const { parts, files, key } = definition;
  const mappings = parts.flatMap((part) => (isEntry(part) ? mappingsIn(part.mappings) : [part.value]));
  const fieldOf: Readonly<Record<Hole, Field>> = {
    id: key?.entryNameFor ? 'key' : 'id',
    spec: 'id',
    name: 'name',
    url: 'url',
    protocol: 'protocol',
    model: 'models.id',
    profile: 'id',
  };
  const text = JSON.stringify([parts.map(({ at }) => at), files]);
  const inHoles = [...text.matchAll(holePattern)].map(([, hole]) => fieldOf[hole as Hole]);
  return fieldSupportFrom(mappings, inHoles, definition);
}
