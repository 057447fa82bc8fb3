// The answers about where a provider is: its base URL, its protocols, its list of models. They are made of the searches and send nothing.
import { baseUrl, isProbed } from './candidates.js';
import { compareField, contradictField, rejectField } from './field-check.js';
import type { FoundModelList, ModelListSearch } from './find-model-list.js';
import type { ProtocolSearch } from './find-protocol.js';
import { protocolProbes, type ProbedProtocol } from './protocol-probes.js';
import type { FoundEndpoint } from './session.js';
import type { EndpointCandidate, FieldCheck, ProbeAnswer, ProbeEvidence, ProbeInput } from './types.js';

export type ProtocolSearches = Map<ProbedProtocol, ProtocolSearch>;

export interface ModelListSearches {
  /** The search at the URL of the spec. */
  readonly claimed: ModelListSearch | undefined;
  /** The search whose ids are used. */
  readonly usable: ModelListSearch;
}

interface SpokenProtocol {
  readonly protocol: ProbedProtocol;
  readonly at: EndpointCandidate;
  /** False when it only answers with an error. */
  readonly isSure: boolean;
}

function spokenProtocols(searches: ProtocolSearches): SpokenProtocol[] {
  return [...searches].flatMap(([protocol, { found, stopped, candidate }]) => {
    const at = found?.candidate ?? (stopped && candidate);
    return at ? [{ protocol, at, isSure: found !== undefined }] : [];
  });
}

function allEvidence(searches: ProtocolSearches): ProbeEvidence[] {
  return [...searches.values()].flatMap(({ evidence }) => evidence);
}

/** Whether every request had a response, so that "none" is an answer. */
function hasOnlyResponses(evidence: readonly ProbeEvidence[]): boolean {
  return evidence.length > 0 && evidence.every(({ status }) => status !== undefined);
}

export function endpointAnswer(input: ProbeInput, searches: ProtocolSearches, main: FoundEndpoint | undefined): ProbeAnswer {
  const spoken = spokenProtocols(searches);
  const first = spoken.find(({ protocol }) => protocol === main?.candidate.protocol) ?? spoken[0];
  const fields = compareEndpoints(input, searches);
  const question = 'base_url';
  if (!first) {
    const evidence = allEvidence(searches);
    const answer = hasOnlyResponses(evidence) ? 'none of the URLs that were tried' : undefined;
    return { question, answer, confidence: 'medium', evidence, fields };
  }
  return {
    question,
    answer: `${baseUrl(first.at)}, with ${first.at.path}`,
    confidence: first.isSure ? 'high' : 'low',
    evidence: searches.get(first.protocol)!.evidence,
    fields,
  };
}

export function protocolsAnswer(input: ProbeInput, searches: ProtocolSearches, main: FoundEndpoint | undefined): ProbeAnswer {
  const evidence = allEvidence(searches);
  const names = spokenProtocols(searches).map(
    ({ protocol, isSure }) => protocolProbes[protocol].title + (isSure ? '' : ' (it answers with an error)'),
  );
  const none = hasOnlyResponses(evidence) ? 'none of those that were tried' : undefined;
  return {
    question: 'protocols',
    answer: names.length > 0 ? names.join(', ') : none,
    confidence: main ? 'high' : names.length > 0 ? 'low' : 'medium',
    evidence,
    fields: compareProtocols(input, searches),
  };
}

/** Compares the base URL of each endpoint of the spec with the one at which its protocol answered. */
function compareEndpoints({ provider, guessed }: ProbeInput, searches: ProtocolSearches): FieldCheck[] {
  if (guessed) return [];
  return provider.endpoints.flatMap((endpoint, index): FieldCheck[] => {
    const isFirst = provider.endpoints.findIndex(({ protocol }) => protocol === endpoint.protocol) === index;
    const search = isFirst && isProbed(endpoint.protocol) ? searches.get(endpoint.protocol) : undefined;
    if (!search || search.evidence.length === 0) return [];
    const field = `/endpoints/${index}/base_url`;
    if (search.found) return compareEndpoint(endpoint, search.found.candidate, index);
    // An API error neither confirms nor contradicts the URL, and without a response nothing is known.
    if (search.stopped || !hasOnlyResponses(search.evidence)) return [];
    return [contradictField(field, endpoint.base_url)];
  });
}

function compareEndpoint(
  endpoint: EndpointCandidate & { readonly base_url: string },
  found: EndpointCandidate,
  index: number,
): FieldCheck[] {
  const isSame = found.origin === endpoint.origin && found.prefix === endpoint.prefix;
  return [
    compareField(`/endpoints/${index}/base_url`, isSame ? endpoint.base_url : baseUrl(found), endpoint.base_url),
    ...(found.path === endpoint.path ? [] : [rejectField(`/endpoints/${index}/path`)]),
  ];
}

/** The protocols of the spec that answered, and those to add. */
function compareProtocols({ provider, guessed }: ProbeInput, searches: ProtocolSearches): FieldCheck[] {
  return [...searches].flatMap(([protocol, { found }]): FieldCheck[] => {
    if (!found) return [];
    const index = guessed ? -1 : provider.endpoints.findIndex((endpoint) => endpoint.protocol === protocol);
    if (index !== -1) return [compareField(`/endpoints/${index}/protocol`, protocol, protocol)];
    return [{ field: '/endpoints/-', value: { protocol, base_url: baseUrl(found.candidate) }, state: 'absent' }];
  });
}

export function modelListAnswer(input: ProbeInput, searches: ModelListSearches): ProbeAnswer {
  const { claimed, usable } = searches;
  const evidence = claimed && claimed !== usable ? [...claimed.evidence, ...usable.evidence] : usable.evidence;
  const none = hasOnlyResponses(evidence) ? 'none at the usual URLs' : undefined;
  return {
    question: 'live_models',
    answer: usable.list ? describeModelList(usable.list) : none,
    confidence: usable.list ? 'high' : 'medium',
    evidence,
    fields: compareModelList(input, searches),
  };
}

function describeModelList({ url, keyForm, shape }: FoundModelList): string {
  return `${url}, ${keyForm ? 'with the key' : 'without a key'}, in the shape \`${shape}\``;
}

function compareModelList({ provider }: ProbeInput, { claimed, usable }: ModelListSearches): FieldCheck[] {
  const named = provider.live_models;
  const { list } = usable;
  const found = list && { url: list.url, auth: list.keyForm ? ('required' as const) : ('none' as const), shape: list.shape };
  if (!named)
    return found
      ? [{ field: '/live_models', value: { ...found, ...(list.group !== undefined && { group: list.group }) }, state: 'absent' }]
      : [];
  if (found && claimed === usable)
    return (['url', 'auth', 'shape'] as const).map((key) => compareField(`/live_models/${key}`, found[key], named[key]));
  return isMissingStatus(claimed?.evidence.at(-1)?.status) ? [contradictField('/live_models/url', named.url)] : [];
}

/** Whether a status means that there is no list at the URL, and not that the server is out of order for a moment. */
function isMissingStatus(status: number | undefined): boolean {
  return status !== undefined && (status < 400 || [404, 405, 410].includes(status));
}
