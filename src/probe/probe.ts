// A probe from start to end. It is a generator without input or output: it yields each request and gets its response.
import { askImages, askReasoning, askStreaming, askTools, limitAnswer, noAnswer } from './ask-capabilities.js';
import { askKeys, askModelIds, askUnknownModel } from './ask-identity.js';
import { claimedModelList, isProbed, probedProtocols } from './candidates.js';
import { isInconclusive, isModelError } from './classify-response.js';
import { endpointAnswer, modelListAnswer, protocolsAnswer, type ModelListSearches, type ProtocolSearches } from './endpoint-answers.js';
import { findModelList, readClaimedModelList, type FoundModelList } from './find-model-list.js';
import { findProtocol } from './find-protocol.js';
import type { ProbedProtocol } from './protocol-probes.js';
import type { ProbeStep } from './request-budget.js';
import { ProbeSession, type FoundEndpoint } from './session.js';
import { questions, unknownModel, type ProbeAnswer, type QuestionId, type ProbeInput } from './types.js';

export interface ProbeOutcome {
  /** One for each question, in the order of `questions`. */
  readonly answers: readonly ProbeAnswer[];
  /** The ids in the list of models. */
  readonly listed: readonly string[];
  /** Why no endpoint answered, if none did. */
  readonly stopped?: { readonly why: 'refused' | 'no-model' | 'unreachable' | 'nothing'; readonly summary: string };
}

export function* probe(input: ProbeInput): ProbeStep<ProbeOutcome> {
  const session = new ProbeSession(input);
  const lists = yield* searchModelLists(session);
  const { list } = lists.usable;
  const searches: ProtocolSearches = new Map();
  const answers: ProbeAnswer[] = [];
  const main = yield* findMainEndpoint(session, list, searches);
  if (main) {
    answers.push(...(yield* askAboutEndpoint(session, main)));
    yield* findOtherProtocols(session, main, list, searches);
  }
  answers.push(endpointAnswer(input, searches, main), protocolsAnswer(input, searches, main), modelListAnswer(input, lists));
  const inOrder = (Object.keys(questions) as QuestionId[]).map(
    (question) => answers.find((answer) => answer.question === question) ?? noAnswer(question),
  );
  const stopped = main ? undefined : whyStopped(session, lists, searches);
  return { answers: inOrder, listed: list?.ids ?? [], ...(stopped && { stopped }) };
}

function* searchModelLists(session: ProbeSession): ProbeStep<ModelListSearches> {
  const named = claimedModelList(session.input);
  const claimed = named ? yield* readClaimedModelList(session, named) : undefined;
  return { claimed, usable: claimed?.list ? claimed : yield* findModelList(session) };
}

/** The endpoint of the first protocol that answers; the protocols of the spec come first. */
function* findMainEndpoint(
  session: ProbeSession,
  list: FoundModelList | undefined,
  searches: ProtocolSearches,
): ProbeStep<FoundEndpoint | undefined> {
  for (const protocol of protocolOrder(session.input, list)) {
    const search = yield* findProtocol(session, protocol, { list, knownKeyForm: list?.keyForm, near: list?.prefix, tryAll: true });
    searches.set(protocol, search);
    if (search.found) return search.found;
    const { stopped } = search;
    // Another protocol would fail for the same reason: the key, the account or the model.
    if (stopped && (!session.input.guessed || isInconclusive(stopped) || isModelError(stopped, unknownModel))) return undefined;
  }
  return undefined;
}

/** @param list its shape hints at a protocol */
function protocolOrder({ provider, guessed }: ProbeInput, list?: FoundModelList): ProbedProtocol[] {
  const claimed = guessed ? [] : provider.endpoints.map(({ protocol }) => protocol).filter(isProbed);
  const hints: Readonly<Record<string, ProbedProtocol>> = { anthropic: 'anthropic-messages', google: 'google-generative-ai' };
  const hinted = list && hints[list.shape];
  return [...new Set([...claimed, ...(hinted ? [hinted] : []), ...probedProtocols])];
}

function* askAboutEndpoint(session: ProbeSession, main: FoundEndpoint): ProbeStep<ProbeAnswer[]> {
  const streaming = yield* askStreaming(session, main);
  const ids = yield* askModelIds(session, main);
  const unknown = yield* askUnknownModel(session, main);
  const keys = session.hasKey ? yield* askKeys(session, main) : [noKeyNeeded('key_header'), noKeyNeeded('wrong_key')];
  const tools = yield* askTools(session, main);
  const images = yield* askImages(session, main);
  const attempts = [...streaming.attempts, tools.attempt];
  const reasoning = yield* askReasoning(session, main, attempts);
  return [...streaming.answers, ids, unknown, ...keys, tools.answer, images, reasoning, limitAnswer(session, main, attempts)];
}

function noKeyNeeded(question: QuestionId): ProbeAnswer {
  return { question, answer: 'no key is needed', confidence: 'medium', evidence: [], fields: [] };
}

/** Looks for the other protocols near the main endpoint, and everywhere for those of the spec. */
function* findOtherProtocols(
  session: ProbeSession,
  main: FoundEndpoint,
  list: FoundModelList | undefined,
  searches: ProtocolSearches,
): ProbeStep<void> {
  const { input, budget } = session;
  for (const protocol of protocolOrder(input)) {
    if (searches.has(protocol)) continue;
    const tryAll = !input.guessed && input.provider.endpoints.some((endpoint) => endpoint.protocol === protocol);
    const search = yield* findProtocol(session, protocol, { list, knownKeyForm: main.keyForm, near: main.candidate.prefix, tryAll });
    if (!budget.isExhausted || search.evidence.length > 0) searches.set(protocol, search);
  }
}

function whyStopped({ budget }: ProbeSession, { usable }: ModelListSearches, searches: ProtocolSearches): ProbeOutcome['stopped'] {
  const all = [...searches.values()];
  const error = all.flatMap(({ stopped }) => (stopped ? [stopped] : [])).at(-1);
  if (error) return { why: isModelError(error, unknownModel) ? 'no-model' : 'refused', summary: error.summary };
  const last = [...usable.evidence, ...all.flatMap(({ evidence }) => evidence)].at(-1);
  if (!budget.hasResponse || budget.isServerSilent) return { why: 'unreachable', summary: last?.summary ?? 'no response' };
  return { why: 'nothing', summary: last?.summary ?? 'no response' };
}
