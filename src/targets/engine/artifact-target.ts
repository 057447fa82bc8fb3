// A target whose files stand alone and are ours as a whole: a table of lenses gives the values, a template makes a file of them.
import { diagnose, hasErrors, type Diagnostic } from '../../core/diagnostics.js';
import type { JsonValue } from '../../core/edits.js';
import type { Field, FieldSupport } from '../../spec/fields.js';
import type { Protocol, Provider } from '../../spec/provider.js';
import type { Rule } from '../../core/rules/rule.js';
import type { Plan, PlanOptions, Target } from './target.js';
import { fieldSupportFrom, mappingsIn } from './field-support.js';
import { assumptionDiagnostics } from './assumptions.js';
import { supportedLogins, resolveAgentView, type AgentView, type AgentDefinition } from './agent-view.js';
import { writeMappings, type MappingTable } from './field-mapping.js';

/** What a template is given: the rows, each null where there is nothing, and `endpoints` with a row set each. */
export type Values = { readonly id: string } & { readonly [row: string]: JsonValue };

export interface ArtifactDefinition extends AgentDefinition {
  readonly homepage: string;
  /** The values of the provider. A name may have no dots: templates look it up. */
  readonly rows: MappingTable;
  /** The values of each endpoint that is taken. Without it, only the first is. */
  readonly endpoints?: MappingTable;
  /** The names of the files, for people: `{id}` is the id of the provider. */
  readonly paths: readonly string[];
  /** The texts of the files by their names. All that they say comes from the values, so the lenses tell what is held. */
  readonly files: (values: Values) => Readonly<Record<string, string>>;
  /** Why a provider cannot be taken, for reasons of this host alone. */
  readonly refuses?: (host: AgentView) => string | undefined;
  /** What the host fills in by itself, and what it drops for another reason than that it has no place. */
  readonly notes?: Readonly<Partial<Record<Field, FieldSupport>>>;
  readonly rules?: Readonly<Record<string, Rule>>;
  /** Whether the files have their place in the home of a user. */
  readonly inHome?: true;
  /** What a user must know of it, as Markdown, a paragraph each. */
  readonly remarks?: readonly string[];
  /** The commands by which one sees that the agent is installed. */
  readonly commands?: readonly string[];
  /** Another target of the same agent. */
  readonly variantOf?: string;
}

export interface ArtifactTarget extends Target {
  readonly definition: ArtifactDefinition;
}

export function artifactTarget(definition: ArtifactDefinition): ArtifactTarget {
  const { id, title, homepage, paths, rules = {}, inHome, commands, variantOf, rows, endpoints = {} } = definition;
  return {
    definition,
    id,
    title,
    homepage,
    kind: 'artifact',
    files: paths,
    projectFiles: paths,
    accepts: { protocols: Object.keys(definition.wires) as Protocol[], auth: supportedLogins(definition) },
    rules,
    ...(inHome && { inHome }),
    ...(commands && { commands }),
    ...(variantOf !== undefined && { variantOf }),
    fieldSupport: fieldSupportFrom([...mappingsIn(rows), ...mappingsIn(endpoints)], ['id'], definition),
    plan: (provider, options) => plan(definition, provider, options),
    artifacts: (provider, options) => plan(definition, provider, options),
  };
}

function plan(definition: ArtifactDefinition, provider: Provider, options: PlanOptions): Plan {
  const { hosts, diagnostics } = hostsOf(definition, provider, options);
  const [host] = hosts;
  if (!host) return { edits: [], diagnostics };
  const refusal = definition.refuses?.(host);
  if (refusal !== undefined) return { edits: [], diagnostics: [diagnose('target/not-accepted', refusal, { field: '/endpoints' })] };
  const values: Values = { id: host.id, ...valuesOf(definition.rows, host) };
  const { endpoints } = definition;
  const files = definition.files(endpoints ? { ...values, endpoints: hosts.map((one) => valuesOf(endpoints, one)) } : values);
  return {
    edits: Object.entries(files).map(([path, content]) => ({ kind: 'write', path, content })),
    diagnostics: [...diagnostics, ...hosts.flatMap((one) => assumptionDiagnostics(one.assumed, one.provider, definition.title))],
  };
}

/** The templates are strict: a name that is not there is a mistake in them. */
function valuesOf(rows: MappingTable, host: AgentView): { [row: string]: JsonValue } {
  return { ...Object.fromEntries(Object.keys(rows).map((row) => [row, null])), ...writeMappings(rows, host) };
}

/** The endpoints that the host can use; of several, one that it cannot use is passed over. */
function hostsOf(
  definition: ArtifactDefinition,
  provider: Provider,
  options: PlanOptions,
): { hosts: AgentView[]; diagnostics: Diagnostic[] } {
  const own = provider.targets[definition.id] ?? {};
  const known = provider.endpoints.map(({ protocol }) => protocol).filter((protocol) => definition.wires[protocol] !== undefined);
  if (!definition.endpoints || known.length < 2 || ('protocol' in own && own.protocol !== undefined)) {
    const { host, diagnostics } = resolveAgentView(provider, definition, options);
    return { hosts: host ? [host] : [], diagnostics };
  }
  const seen = [...new Set(known)].map((protocol) => {
    const targets = { ...provider.targets, [definition.id]: { ...own, protocol } };
    return { protocol, ...resolveAgentView({ ...provider, targets }, definition, options) };
  });
  const hosts = seen.flatMap(({ host }) => host ?? []);
  const told = new Map<string, Diagnostic>();
  for (const { protocol, diagnostics } of seen)
    for (const one of hosts.length > 0 && hasErrors(diagnostics) ? diagnostics.map((found) => passedOver(found, protocol)) : diagnostics)
      told.set(JSON.stringify([one.code, one.message]), one);
  return { hosts, diagnostics: [...told.values()] };
}

function passedOver({ message, ...details }: Diagnostic, protocol: Protocol): Diagnostic {
  return { ...details, ...diagnose('target/skipped', `${protocol} is left out: ${message}`) };
}
