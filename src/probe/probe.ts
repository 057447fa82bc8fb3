// A probe from its start to its end, without any input or output: it gives what to send, and is given what came back.
import type { JsonValue } from '../core/edits.js';
import type { Asking } from './asker.js';
import { askIds, askImages, askKeys, askReasoning, askStreaming, askTools, askUnknownModel, fact, tellLimit } from './details.js';
import { baseUrl, claimedList, isSpoken, spokenProtocols, type ProbeInput } from './places.js';
import { findList, findProtocol, readClaimedList, type ListSearch, type Search } from './search.js';
import { isAboutModel, isPassing } from './reading.js';
import { Session, type Found } from './session.js';
import { questions, unknownModel, type FieldFact, type Finding, type ProbeEvidence, type QuestionId } from './types.js';
import { wires, type Spoken } from './wires.js';

export interface ProbeOutcome {
  /** One for each question, in the order of `questions`. */
  readonly findings: readonly Finding[];
  /** The ids of the list of models. */
  readonly listed: readonly string[];
  /** What keeps the probe from saying more, if anything. */
  readonly stopped?: { readonly why: 'refused' | 'no-model' | 'unreachable' | 'nothing'; readonly seen: string };
}

/** The searches by protocol. */
type Searches = Map<Spoken, Search>;

export function* probe(input: ProbeInput): Asking<ProbeOutcome> {
  const session = new Session(input);
  const findings: Finding[] = [];
  const lists = yield* searchLists(session);
  const { list } = lists.usable;
  const searches: Searches = new Map();
  const main = yield* findMain(session, lists.usable, searches);
  if (main) findings.push(...(yield* askDetails(session, main)));
  if (main) yield* findOthers(session, main, lists.usable, searches);
  findings.push(...placeFindings(input, searches, main), listFinding(input, lists));
  const order = Object.keys(questions) as QuestionId[];
  const complete = order.map(
    (question): Finding =>
      findings.find((finding) => finding.question === question) ?? {
        question,
        answer: undefined,
        confidence: 'low',
        evidence: [],
        fields: [],
      },
  );
  const stopped = main ? undefined : whyStopped(session, lists.usable, searches);
  return { findings: complete, listed: list?.ids ?? [], ...(stopped && { stopped }) };
}

interface Lists {
  /** The one that the spec names. */
  readonly claimed: ListSearch | undefined;
  /** The one that ids come from. */
  readonly usable: ListSearch;
}

function* searchLists(session: Session): Asking<Lists> {
  const named = claimedList(session.input);
  const claimed = named ? yield* readClaimedList(session, named) : undefined;
  return { claimed, usable: claimed?.list ? claimed : yield* findList(session) };
}

/** The first protocol that answers, those of the spec before others. */
function* findMain(session: Session, { list }: ListSearch, searches: Searches): Asking<Found | undefined> {
  for (const protocol of protocolOrder(session.input, list?.shape)) {
    const search = yield* findProtocol(session, protocol, { list, known: list?.form, near: list?.prefix, widely: true });
    searches.set(protocol, search);
    if (search.found) return search.found;
    // The key, the plan or the model stands in the way, and would elsewhere.
    if (search.stopped && (!session.input.guessed || isPassing(search.stopped) || isAboutModel(search.stopped, unknownModel)))
      return undefined;
  }
  return undefined;
}

function protocolOrder(input: ProbeInput, shape: string | undefined): Spoken[] {
  const claimed = input.guessed ? [] : input.provider.endpoints.map(({ protocol }) => protocol).filter(isSpoken);
  const hinted: readonly Spoken[] = shape === 'anthropic' ? ['anthropic-messages'] : shape === 'google' ? ['google-generative-ai'] : [];
  return [...new Set([...claimed, ...hinted, ...spokenProtocols])];
}

function isClaimed({ provider, guessed }: ProbeInput, protocol: Spoken): boolean {
  return !guessed && provider.endpoints.some((endpoint) => endpoint.protocol === protocol);
}

function* askDetails(session: Session, main: Found): Asking<Finding[]> {
  const streaming = yield* askStreaming(session, main);
  const ids = yield* askIds(session, main);
  const unknown = yield* askUnknownModel(session, main);
  const keys = session.hasKey ? yield* askKeys(session, main) : [noKey('key_header'), noKey('wrong_key')];
  const tools = yield* askTools(session, main);
  const images = yield* askImages(session, main);
  const attempts = [...streaming.attempts, tools.attempt];
  const reasoning = yield* askReasoning(session, main, attempts);
  return [...streaming.findings, ids, unknown, ...keys, tools.finding, images, reasoning, tellLimit(session, main, attempts)];
}

function noKey(question: QuestionId): Finding {
  return { question, answer: 'no key is needed', confidence: 'medium', evidence: [], fields: [] };
}

/** The other protocols, where one that is near the first would be; those of the spec first. */
function* findOthers(session: Session, main: Found, { list }: ListSearch, searches: Searches): Asking<void> {
  for (const protocol of protocolOrder(session.input, undefined)) {
    if (searches.has(protocol)) continue;
    const widely = isClaimed(session.input, protocol);
    const search = yield* findProtocol(session, protocol, { list, known: main.form, near: main.place.prefix, widely });
    if (session.asker.end === undefined || search.evidence.length > 0) searches.set(protocol, search);
  }
}

function placeFindings(input: ProbeInput, searches: Searches, main: Found | undefined): Finding[] {
  const spoken = [...searches].flatMap(([protocol, { found, stopped, place }]) => {
    const at = found?.place ?? (stopped && place);
    return at ? [{ protocol, at, isSure: found !== undefined }] : [];
  });
  const evidence = [...searches.values()].flatMap((search) => search.evidence);
  const first = spoken.find(({ protocol }) => protocol === main?.place.protocol) ?? spoken[0];
  const named = spoken.map(({ protocol, isSure }) => wires[protocol].title + (isSure ? '' : ' (it answers with an error)'));
  const notFound = evidence.length > 0 && evidence.every(({ status }) => status !== undefined);
  return [
    {
      question: 'base_url',
      answer: first ? `${baseUrl(first.at)}, with ${first.at.path}` : notFound ? 'none of those that were asked' : undefined,
      confidence: first?.isSure ? 'high' : first ? 'low' : 'medium',
      evidence: evidence.slice(0, first ? searches.get(first.protocol)!.evidence.length : undefined),
      fields: endpointFacts(input, searches),
    },
    {
      question: 'protocols',
      answer: named.length > 0 ? named.join(', ') : notFound ? 'none that was asked' : undefined,
      confidence: main ? 'high' : named.length > 0 ? 'low' : 'medium',
      evidence,
      fields: protocolFacts(input, searches),
    },
  ];
}

/** What each endpoint of the spec has, next to where its protocol answered. */
function endpointFacts({ provider, guessed }: ProbeInput, searches: Searches): FieldFact[] {
  if (guessed) return [];
  return provider.endpoints.flatMap((endpoint, index): FieldFact[] => {
    const search = isSpoken(endpoint.protocol) ? searches.get(endpoint.protocol) : undefined;
    const isFirst = provider.endpoints.findIndex(({ protocol }) => protocol === endpoint.protocol) === index;
    if (!search || !isFirst || search.evidence.length === 0) return [];
    const field = `/endpoints/${index}/base_url`;
    const place = search.found?.place;
    // An error of an API is enough to leave the field alone, and too little to call it right.
    if (!place && search.stopped) return [];
    if (!place) return search.evidence.some(({ status }) => status === undefined) ? [] : [wrong(field, endpoint.base_url)];
    const isSame = place.origin === endpoint.origin && place.prefix === endpoint.prefix;
    const path = place.path === endpoint.path ? [] : [{ field: `/endpoints/${index}/path`, value: undefined, state: 'wrong' } as const];
    return [isSame ? { field, value: endpoint.base_url, state: 'confirmed' } : fact(field, baseUrl(place), endpoint.base_url), ...path];
  });
}

function wrong(field: string, value: JsonValue): FieldFact {
  return { field, value, state: 'wrong' };
}

/** The protocols of the spec that answered, and those that it has not. */
function protocolFacts(input: ProbeInput, searches: Searches): FieldFact[] {
  const facts: FieldFact[] = [];
  for (const [protocol, { found }] of searches) {
    const index = input.guessed ? -1 : input.provider.endpoints.findIndex((endpoint) => endpoint.protocol === protocol);
    if (!found) continue;
    if (index !== -1) facts.push(fact(`/endpoints/${index}/protocol`, protocol, protocol));
    else facts.push({ field: '/endpoints/-', value: { protocol, base_url: baseUrl(found.place) }, state: 'absent' });
  }
  return facts;
}

function listFinding({ provider }: ProbeInput, { claimed, usable }: Lists): Finding {
  const named = provider.live_models;
  const { list } = usable;
  const evidence = claimed && claimed !== usable ? [...claimed.evidence, ...usable.evidence] : usable.evidence;
  const isKnown = evidence.length > 0 && evidence.every(({ status }) => status !== undefined);
  const answer = list
    ? `${list.url}, ${list.auth === 'none' ? 'without a key' : 'with the key'}, in the shape \`${list.shape}\``
    : isKnown
      ? 'none where one usually is'
      : undefined;
  const own = list && { url: list.url, auth: list.auth!, shape: list.shape, ...(list.group !== undefined && { group: list.group }) };
  const fields: FieldFact[] = [];
  if (!named && own) fields.push({ field: '/live_models', value: own, state: 'absent' });
  else if (named && own && claimed === usable)
    for (const key of ['url', 'auth', 'shape'] as const) fields.push(fact(`/live_models/${key}`, own[key], named[key]));
  // A server that is out of order for a moment says nothing of where its list is.
  else if (named && isNotThere(claimed?.evidence.at(-1)?.status)) fields.push(wrong('/live_models/url', named.url));
  return { question: 'live_models', answer, confidence: list ? 'high' : 'medium', evidence, fields };
}

function isNotThere(status: number | undefined): boolean {
  return status !== undefined && (status < 400 || [404, 405, 410].includes(status));
}

function whyStopped(session: Session, lists: ListSearch, searches: Searches): ProbeOutcome['stopped'] {
  const all = [...searches.values()];
  const evidence: ProbeEvidence[] = [...lists.evidence, ...all.flatMap((search) => search.evidence)];
  const last = all.flatMap(({ stopped }) => (stopped ? [stopped] : [])).at(-1);
  if (last && isAboutModel(last, unknownModel)) return { why: 'no-model', seen: last.seen };
  if (last) return { why: 'refused', seen: last.seen };
  if (!session.asker.hasAnswer || session.asker.isGone) return { why: 'unreachable', seen: evidence.at(-1)?.seen ?? 'no answer' };
  return { why: 'nothing', seen: evidence.at(-1)?.seen ?? 'nothing answered' };
}
