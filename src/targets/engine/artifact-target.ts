// A target that creates stand-alone files: a mapping table gives the values, a template renders a file.
import { diagnose, hasErrors, type Diagnostic } from '../../core/diagnostics.js';
import type { JsonValue } from '../../core/edits.js';
import type { Protocol, Provider } from '../../spec/provider.js';
import { acceptedBy } from './acceptance.js';
import type { AgentDefinition, AgentView } from './agent-definition.js';
import { resolveAgentView } from './agent-view.js';
import { assumptionDiagnostics, type Assumption } from './assumptions.js';
import { assumptionsOf, writeMappings, type MappingTable } from './field-mapping.js';
import { fieldSupportFrom, mappingsIn } from './field-support.js';
import type { Plan, PlanOptions, Target, TargetFacts } from './target.js';

/** The context of a template: each value of the table, or null, and in `endpoints` the values of each endpoint. */
export type Values = { readonly id: string } & { readonly [name: string]: JsonValue };

export interface ArtifactDefinition extends AgentDefinition, TargetFacts {
  /** The values of the provider. A name may not contain dots: templates look it up. */
  readonly mappings: MappingTable;
  /** The values of each endpoint that is used. Without this, only the first endpoint is. */
  readonly endpointMappings?: MappingTable;
  /** The names of the files, for people: `{id}` is the id of the provider. */
  readonly paths: readonly string[];
  /** The texts of the files by name. Everything in them comes from the values, so that the mappings show the field support. */
  readonly renderFiles: (values: Values) => Readonly<Record<string, string>>;
  /** Whether the files are written into the home directory. */
  readonly inHome?: true;
}

export interface ArtifactTarget extends Target {
  readonly definition: ArtifactDefinition;
}

export function artifactTarget(definition: ArtifactDefinition): ArtifactTarget {
  const { id, title, homepage, paths, inHome, commands, variantOf, mappings, endpointMappings = {} } = definition;
  return {
    definition,
    id,
    title,
    homepage,
    kind: 'artifact',
    files: paths,
    projectFiles: paths,
    accepts: acceptedBy(definition),
    rules: {},
    ...(inHome && { inHome }),
    ...(commands && { commands }),
    ...(variantOf !== undefined && { variantOf }),
    fieldSupport: fieldSupportFrom([...mappingsIn(mappings), ...mappingsIn(endpointMappings)], ['id'], definition),
    plan: (provider, options) => planArtifact(definition, provider, options),
    artifacts: (provider, options) => planArtifact(definition, provider, options),
  };
}

function planArtifact(definition: ArtifactDefinition, provider: Provider, options: PlanOptions): Plan {
  const { agents, diagnostics } = resolveEndpointViews(definition, provider, options);
  const [agent] = agents;
  if (!agent) return { edits: [], diagnostics };
  const { mappings, endpointMappings, renderFiles, title } = definition;
  const values: Values = { id: agent.id, ...templateValues(mappings, agent) };
  const files = renderFiles(
    endpointMappings ? { ...values, endpoints: agents.map((one) => templateValues(endpointMappings, one)) } : values,
  );
  const assumed: Assumption[] = [
    ...assumptionsOf(mappings, agent),
    ...(endpointMappings ? agents.flatMap((one) => assumptionsOf(endpointMappings, one)) : []),
  ];
  return {
    edits: Object.entries(files).map(([path, content]) => ({ kind: 'write', path, content })),
    diagnostics: [...diagnostics, ...assumptionDiagnostics(assumed, provider, title)],
  };
}

/** The templates are strict: a name that does not exist is a mistake in them. */
function templateValues(mappings: MappingTable, agent: AgentView): { [name: string]: JsonValue } {
  return { ...Object.fromEntries(Object.keys(mappings).map((name) => [name, null])), ...writeMappings(mappings, agent) };
}

/** A view for each endpoint that the agent can use; if it can use one of several, the others are reported as skipped. */
function resolveEndpointViews(
  definition: ArtifactDefinition,
  provider: Provider,
  options: PlanOptions,
): { agents: AgentView[]; diagnostics: Diagnostic[] } {
  const own = provider.targets[definition.id] ?? {};
  const known = provider.endpoints.map(({ protocol }) => protocol).filter((protocol) => definition.protocols[protocol] !== undefined);
  if (!definition.endpointMappings || known.length < 2 || ('protocol' in own && own.protocol !== undefined)) {
    const { agent, diagnostics } = resolveAgentView(provider, definition, options);
    return { agents: agent ? [agent] : [], diagnostics };
  }
  const views = [...new Set(known)].map((protocol) => {
    const targets = { ...provider.targets, [definition.id]: { ...own, protocol } };
    return { protocol, ...resolveAgentView({ ...provider, targets }, definition, options) };
  });
  const agents = views.flatMap(({ agent }) => agent ?? []);
  const diagnostics = views.flatMap(({ protocol, diagnostics: found }) =>
    agents.length > 0 && hasErrors(found) ? found.map((one) => skipEndpoint(one, protocol)) : found,
  );
  return { agents, diagnostics: withoutRepeats(diagnostics) };
}

function skipEndpoint({ message, ...details }: Diagnostic, protocol: Protocol): Diagnostic {
  return { ...details, ...diagnose('target/skipped', `${protocol} is skipped: ${message}`) };
}

function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify([one.code, one.message]), one])).values()];
}

/** The members with a value. */
export function presentMembers(members: { readonly [name: string]: JsonValue }): { [name: string]: JsonValue } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

/** A link by which a program on this machine adds a provider. A space is `%20`, because not all programs accept `+` for it. */
export function deepLink(target: string, parameters: { readonly [name: string]: JsonValue }): string {
  const query = Object.entries(presentMembers(parameters)).map(([name, value]) => `${name}=${encodeURIComponent(value as string)}`);
  return `${target}?${query.join('&')}`;
}
