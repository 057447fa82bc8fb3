// Finds the endpoint of a protocol: the URL, the form of the key, the model and the limit with which it answers.
import { endpointCandidates, keyForms } from './candidates.js';
import { isKeyRefusal, isLimitError, isModelError, isUnknownPath } from './classify-response.js';
import type { ListedModels } from './find-model-list.js';
import { protocolProbes, type ProbedProtocol } from './protocol-probes.js';
import type { ProbeStep } from './request-budget.js';
import type { Attempt, FoundEndpoint, ProbeSession, RequestSpec } from './session.js';
import { unknownModel, type EndpointCandidate, type KeyForm, type ProbeEvidence, type Verdict } from './types.js';

export interface ProtocolSearch {
  readonly found?: FoundEndpoint;
  /** The error that ended the search, when an endpoint exists but does not answer. */
  readonly stopped?: Verdict & { readonly kind: 'error' };
  /** The candidate that returned that error. */
  readonly candidate?: EndpointCandidate;
  readonly evidence: readonly ProbeEvidence[];
}

export interface ProtocolSearchOptions {
  readonly list: ListedModels | undefined;
  /** The key form that worked for another endpoint. */
  readonly knownKeyForm: KeyForm | undefined;
  /** The base path of another endpoint that answered. */
  readonly near: string | undefined;
  /** Whether to try all candidates and key forms, not only the first. */
  readonly tryAll: boolean;
}

/** Tries the candidates of a protocol, each with the key in its possible forms. */
export function* findProtocol(
  session: ProbeSession,
  protocol: ProbedProtocol,
  { list, knownKeyForm, near, tryAll }: ProtocolSearchOptions,
): ProbeStep<ProtocolSearch> {
  const evidence: ProbeEvidence[] = [];
  const forms = session.hasKey ? keyFormsToTry(session, protocol, knownKeyForm, tryAll) : keyForms(session.input, protocol).slice(0, 1);
  const candidates = endpointCandidates(session.input, protocol, near);
  for (const candidate of tryAll ? candidates : candidates.slice(0, 1)) {
    let last: Verdict | undefined;
    for (const keyForm of forms) {
      const attempt = yield* attemptWithModels(session, { candidate: candidate as RequestSpec['candidate'], keyForm }, list);
      evidence.push(...attempt.evidence);
      const { verdict, spec } = attempt;
      if (verdict.kind === 'answer') return { found: { ...spec, answer: verdict.answer, evidence }, evidence };
      last = verdict;
      if (!isKeyRefusal(verdict)) break;
    }
    if (last?.kind === 'error' && !isUnknownPath(last, modelsToTry(session, list)[0]!)) return { stopped: last, candidate, evidence };
  }
  return { evidence };
}

function keyFormsToTry(session: ProbeSession, protocol: ProbedProtocol, known: KeyForm | undefined, tryAll: boolean): KeyForm[] {
  const usual = keyForms(session.input, protocol);
  const first = usual[0]!;
  if (!tryAll) return known && known.header !== first.header ? [first, known] : [first];
  return known ? [known, ...usual.filter(({ header }) => header !== known.header)] : usual;
}

/** Sends a request, and again with another limit member or model when the server asks for one. */
function* attemptWithModels(
  session: ProbeSession,
  { candidate, keyForm }: Pick<RequestSpec, 'candidate' | 'keyForm'>,
  list: ListedModels | undefined,
): ProbeStep<Attempt> {
  const { title } = protocolProbes[candidate.protocol];
  const [usual = '', other] = limitMembers(session, candidate.protocol);
  const evidence: ProbeEvidence[] = [];
  let limit = usual;
  let last: Attempt | undefined;
  for (const model of modelsToTry(session, list)) {
    let attempt = yield* session.attempt(title, { candidate, keyForm, model, options: { limit } });
    evidence.push(...attempt.evidence);
    if (other !== undefined && limit === usual && isLimitError(attempt.verdict)) {
      limit = other;
      attempt = yield* session.attempt(`${title}, with ${limit}`, { candidate, keyForm, model, options: { limit } });
      evidence.push(...attempt.evidence);
    }
    last = attempt;
    if (!isModelError(attempt.verdict, model)) break;
  }
  return { ...last!, evidence };
}

/** The members that may limit the output; that of the spec first. */
export function limitMembers({ input }: ProbeSession, protocol: ProbedProtocol): string[] {
  const claimed = input.provider.quirks.max_tokens_field;
  const { limits } = protocolProbes[protocol];
  return claimed !== undefined && limits.includes(claimed) ? [claimed, ...limits.filter((limit) => limit !== claimed)] : [...limits];
}

const mostModels = 3;

/** The models to ask for, the most likely first; never empty, since a server without a known model still shows whether the path exists. */
export function modelsToTry({ input }: ProbeSession, list: ListedModels | undefined): string[] {
  const { id: providerId, default_model, models } = input.provider;
  const own = input.model ?? default_model ?? models[0]?.id;
  const listed = list?.ids ?? [];
  const bare = own?.slice(own.lastIndexOf('/') + 1);
  const listedAlike = listed.find((id) => id === bare || id.endsWith(`/${bare}`));
  const otherForm = own === undefined ? undefined : own.includes('/') ? bare : `${providerId}/${own}`;
  const ids = [own, listedAlike, otherForm, firstChatModel(listed)].filter((id) => id !== undefined);
  return ids.length === 0 ? [unknownModel] : [...new Set(ids)].slice(0, mostModels);
}

/** Words that vendors put into the ids of models that do not chat. */
const notChat = /embed|whisper|tts|audio|image|dall-e|moderation|rerank|transcri|speech|video|guard|realtime/i;

/** The first model that probably chats. */
export function firstChatModel(ids: readonly string[]): string | undefined {
  return ids.find((id) => !notChat.test(id)) ?? ids[0];
}
