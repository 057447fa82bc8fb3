// Finding the places: the list of models, and where each protocol answers.
import type { LiveModels } from '../spec/provider.js';
import type { Asking } from './asker.js';
import { chatModel, listIn, type ModelList } from './lists.js';
import { isSpoken, keyForms, listUrls, placesOf } from './places.js';
import { isAboutLimit, isAboutModel, isNoPath, isRefusal, judge } from './reading.js';
import type { Aim, Attempt, Found, Session } from './session.js';
import { unknownModel, type KeyForm, type Place, type ProbeEvidence, type Verdict } from './types.js';
import { wires, type Spoken } from './wires.js';

/** A list of models that answered. */
export interface FoundList extends ModelList {
  readonly url: string;
  /** The path of the base URL that it is below, where it is in its usual place. */
  readonly prefix: string | undefined;
  /** How the key was sent for it; undefined when it was read without one. */
  readonly form: KeyForm | undefined;
  readonly auth: LiveModels['auth'];
  readonly evidence: readonly ProbeEvidence[];
}

export interface ListSearch {
  readonly list?: FoundList;
  /** All that was asked, also in vain. */
  readonly evidence: readonly ProbeEvidence[];
}

/** Reads the list that the spec names. */
export function* readClaimedList(session: Session, claimed: LiveModels): Asking<ListSearch> {
  return yield* readList(session, claimed.url, firstForms(session).slice(0, 1), claimed.group);
}

/** Looks for a list where one usually is. */
export function* findList(session: Session): Asking<ListSearch> {
  const evidence: ProbeEvidence[] = [];
  for (const url of listUrls(session.input)) {
    const found = yield* readList(session, url, firstForms(session));
    evidence.push(...found.evidence);
    if (found.list) return { list: { ...found.list, evidence: found.evidence }, evidence };
    // A server that refuses the key in each form refuses it elsewhere too.
    if (found.isRefused) break;
  }
  return { evidence };
}

function firstForms(session: Session): KeyForm[] {
  const protocol = session.input.provider.endpoints.map((endpoint) => endpoint.protocol).find(isSpoken) ?? 'openai-chat';
  return keyForms(session.input, protocol);
}

/** Asks without the key first: a list that needs none is the better one, and it says whether the key matters. */
function* readList(
  session: Session,
  url: string,
  forms: readonly KeyForm[],
  group?: string,
): Asking<ListSearch & { readonly isRefused?: boolean }> {
  const evidence: ProbeEvidence[] = [];
  let isRefused = false;
  for (const form of [undefined, ...(session.hasKey ? forms : [])]) {
    const purpose = form === undefined ? 'the list of models, without a key' : `the list of models, with the key in ${form.header}`;
    const { request, outcome } = yield* session.get(purpose, url, form ?? forms[0]!, form === undefined ? 'none' : 'own');
    const list = listIn(outcome, group);
    const verdict = judge('openai-chat', outcome);
    const seen = list ? `200, ${list.ids.length} models` : verdict.seen;
    evidence.push(...session.seen(request, outcome, form === undefined && !('failure' in outcome) ? `${seen}, without a key` : seen));
    if (list)
      return {
        list: {
          ...list,
          url,
          prefix: /^[^:]+:\/\/[^/]+(.*)\/models$/.exec(url)?.[1],
          form,
          auth: form === undefined ? 'none' : 'required',
          evidence,
        },
        evidence,
      };
    // Gemini answers 400 to a key in the header of another, and 403 to none; a LiteLLM proxy without a database 500 to none.
    isRefused = isRefusal(verdict) || (verdict.kind === 'error' && verdict.status === 400);
    const isBroken = !('failure' in outcome) && outcome.status >= 500;
    if (!isRefused && !(form === undefined && isBroken)) return { evidence };
    if (!session.input.guessed && form !== undefined) break;
  }
  return { evidence, isRefused };
}

/** What came of the search for a protocol. */
export interface Search {
  readonly found?: Found;
  /** What stood in the way where something is: the key was refused, or an error that is about neither path nor model. */
  readonly stopped?: Verdict & { readonly kind: 'error' };
  /** The place of that. */
  readonly place?: Place;
  readonly evidence: readonly ProbeEvidence[];
}

export interface SearchOptions {
  readonly list: ModelList | undefined;
  /** The way to send the key that worked elsewhere. */
  readonly known: KeyForm | undefined;
  /** The path of the base URL that something else answered below. */
  readonly near: string | undefined;
  /** Whether to look further than at the first place. */
  readonly widely: boolean;
}

/** Looks for a protocol where it may be, with the key in each form that it may have. */
export function* findProtocol(session: Session, protocol: Spoken, { list, known, near, widely }: SearchOptions): Asking<Search> {
  const evidence: ProbeEvidence[] = [];
  const forms = session.hasKey ? formsFor(session, protocol, known, widely) : keyForms(session.input, protocol).slice(0, 1);
  const places = placesOf(session.input, protocol, near);
  for (const place of widely ? places : places.slice(0, 1)) {
    let refused: Verdict | undefined;
    for (const form of forms) {
      const attempt = yield* settle(session, place as Aim['place'], form, list);
      evidence.push(...attempt.evidence);
      const { verdict, aim } = attempt;
      if (verdict.kind === 'reading') return { found: { ...aim, reading: verdict.reading, evidence }, evidence };
      refused = verdict;
      if (!isRefusal(verdict)) break;
    }
    if (refused?.kind === 'error' && !isNoPath(refused, askedModels(session, list)[0] ?? '')) return { stopped: refused, place, evidence };
  }
  return { evidence };
}

function formsFor(session: Session, protocol: Spoken, known: KeyForm | undefined, widely: boolean): KeyForm[] {
  const usual = keyForms(session.input, protocol);
  const first = usual[0]!;
  if (!widely) return known && known.header !== first.header ? [first, known] : [first];
  return known ? [known, ...usual.filter(({ header }) => header !== known.header)] : usual;
}

/** The models to ask for, the best first. */
export function askedModels({ input }: Session, list: ModelList | undefined): string[] {
  const { id: providerId, default_model, models } = input.provider;
  const own = input.model ?? default_model ?? models[0]?.id;
  const listed = list?.ids ?? [];
  const tail = own?.slice(own.lastIndexOf('/') + 1);
  const alike = listed.find((id) => id === tail || id.endsWith(`/${tail}`));
  const other = own === undefined ? undefined : own.includes('/') ? tail : `${providerId}/${own}`;
  const chosen = [own, alike, other, chatModel(listed)].filter((id) => id !== undefined);
  // Without any, a server still says whether the path is there.
  return chosen.length === 0 ? [unknownModel] : [...new Set(chosen)].slice(0, 3);
}

/** Asks at one place, with another member for the limit and another model where the server says that it wants one. */
function* settle(session: Session, place: Aim['place'], form: KeyForm, list: ModelList | undefined): Asking<Attempt> {
  const wire = wires[place.protocol];
  const [usual = '', other] = limitsOf(session, place.protocol);
  const evidence: ProbeEvidence[] = [];
  let limit = usual;
  let last: Attempt | undefined;
  for (const model of askedModels(session, list)) {
    let attempt = yield* session.attempt(wire.title, { place, form, model, options: { limit } });
    evidence.push(...attempt.evidence);
    if (other !== undefined && limit === usual && isAboutLimit(attempt.verdict)) {
      limit = other;
      attempt = yield* session.attempt(`${wire.title}, with ${limit}`, { place, form, model, options: { limit } });
      evidence.push(...attempt.evidence);
    }
    last = attempt;
    if (!isAboutModel(attempt.verdict, model)) break;
  }
  if (!last) throw new Error('a probe without a model');
  return { ...last, evidence };
}

/** The members that may limit the output, the one that the spec names first. */
export function limitsOf({ input }: Session, protocol: Spoken): string[] {
  const claimed = input.provider.quirks.max_tokens_field;
  const { limits } = wires[protocol];
  return claimed !== undefined && limits.includes(claimed) ? [claimed, ...limits.filter((limit) => limit !== claimed)] : [...limits];
}
