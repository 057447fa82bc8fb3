// Finds the list of models: where it is, its shape, and the ids in it.
import type { JsonValue } from '../core/edits.js';
import { isObject } from '../core/json-values.js';
import type { LiveModels } from '../spec/provider.js';
import { isProbed, keyForms, modelListUrls } from './candidates.js';
import { classifyResponse, isKeyRefusal, parseJsonOrUndefined } from './classify-response.js';
import type { ProbeStep } from './request-budget.js';
import { makeEvidence, type ProbeSession } from './session.js';
import type { KeyForm, ProbeEvidence, ProbeResponse, Verdict } from './types.js';

export interface ListedModels {
  readonly shape: LiveModels['shape'];
  readonly ids: readonly string[];
  /** The group that `ids` are from, when the list has several. */
  readonly group?: string;
}

export interface FoundModelList extends ListedModels {
  readonly url: string;
  /** The path of the base URL that the list is below. */
  readonly prefix: string | undefined;
  /** How the key was sent; undefined when the list was read without one. */
  readonly keyForm: KeyForm | undefined;
}

export interface ModelListSearch {
  readonly list?: FoundModelList;
  /** All requests of the search, with and without success. */
  readonly evidence: readonly ProbeEvidence[];
}

/** Reads the list that the spec names. */
export function* readClaimedModelList(session: ProbeSession, { url, group }: LiveModels): ProbeStep<ModelListSearch> {
  return yield* tryModelListUrl(session, url, usualKeyForms(session).slice(0, 1), group);
}

/** Looks for a list at the usual URLs. */
export function* findModelList(session: ProbeSession): ProbeStep<ModelListSearch> {
  const evidence: ProbeEvidence[] = [];
  for (const url of modelListUrls(session.input)) {
    const { list, isRefused, evidence: own } = yield* tryModelListUrl(session, url, usualKeyForms(session));
    evidence.push(...own);
    if (list) return { list, evidence };
    // A server that refuses every form of the key refuses them at other URLs too.
    if (isRefused) break;
  }
  return { evidence };
}

function usualKeyForms({ input }: ProbeSession): KeyForm[] {
  const protocol = input.provider.endpoints.map((endpoint) => endpoint.protocol).find(isProbed) ?? 'openai-chat';
  return keyForms(input, protocol);
}

/** Asks without the key first: that shows whether the list needs one. */
function* tryModelListUrl(
  session: ProbeSession,
  url: string,
  forms: readonly KeyForm[],
  group?: string,
): ProbeStep<ModelListSearch & { readonly isRefused?: boolean }> {
  const evidence: ProbeEvidence[] = [];
  let isRefused = false;
  for (const keyForm of [undefined, ...(session.hasKey ? forms : [])]) {
    const sent = yield* session.requestModelList(listPurpose(keyForm), url, keyForm ?? forms[0]!, keyForm ? 'own' : 'none');
    if (!sent) return { evidence };
    const { request, response } = sent;
    const list = readModelList(response, group);
    const verdict = classifyResponse('openai-chat', response);
    const summary = list ? `200, ${list.ids.length} models` : verdict.summary;
    evidence.push(makeEvidence(request, response, keyForm || 'failure' in response ? summary : `${summary}, without a key`));
    if (list) return { list: { ...list, url, prefix: prefixOfModelList(url), keyForm }, evidence };
    isRefused = mayNeedAnotherKeyForm(verdict);
    if (!isRefused && (keyForm || !isServerError(response))) return { evidence };
    if (keyForm && !session.input.guessed) break;
  }
  return { evidence, isRefused };
}

function listPurpose(keyForm: KeyForm | undefined): string {
  return keyForm ? `the list of models, with the key in ${keyForm.header}` : 'the list of models, without a key';
}

function prefixOfModelList(url: string): string | undefined {
  return /^[^:]+:\/\/[^/]+(.*)\/models$/.exec(url)?.[1];
}

/** Gemini answers 400 to a key in another header than its own. */
function mayNeedAnotherKeyForm(verdict: Verdict): boolean {
  return isKeyRefusal(verdict) || (verdict.kind === 'error' && verdict.status === 400);
}

/** A LiteLLM proxy without a database answers 500 to a request without a key. */
function isServerError(response: ProbeResponse): boolean {
  return !('failure' in response) && response.status >= 500;
}

/** @returns undefined when the response is not a list of models */
export function readModelList(response: ProbeResponse, group?: string): ListedModels | undefined {
  if ('failure' in response || response.status !== 200) return undefined;
  const value = parseJsonOrUndefined(response.body);
  if (!isObject(value)) return undefined;
  const ids = readTexts(value['data'], 'id');
  if (ids) return { shape: shapeOfEntries(value['data'] as readonly JsonValue[]), ids };
  const names = readTexts(value['models'], 'name');
  if (names) {
    const isGoogle = names.every((name) => name.startsWith('models/'));
    return { shape: isGoogle ? 'google' : 'ollama', ids: names.map((name) => name.replace(/^models\//, '')) };
  }
  const groups = Object.entries(value).flatMap(([name, entries]) => {
    const groupIds = readTexts(entries, 'id');
    return groupIds ? [{ name, ids: groupIds }] : [];
  });
  const chosen = groups.find(({ name }) => name === group) ?? groups[0];
  return chosen && groups.length > 1 ? { shape: 'cline-recommended', ids: chosen.ids, group: chosen.name } : undefined;
}

function shapeOfEntries(entries: readonly JsonValue[]): LiveModels['shape'] {
  const first = entries.find(isObject) ?? {};
  if ('context_length' in first && 'pricing' in first) return 'openrouter';
  return first['type'] === 'model' && 'display_name' in first && !('object' in first) ? 'anthropic' : 'openai';
}

/** @returns the text that each entry has under a key; undefined when one has none, or there are no entries */
function readTexts(entries: JsonValue | undefined, key: string): string[] | undefined {
  if (!Array.isArray(entries) || entries.length === 0) return undefined;
  const texts = (entries as readonly JsonValue[]).map((entry) => (isObject(entry) ? entry[key] : undefined));
  return texts.every((text) => typeof text === 'string') ? texts : undefined;
}
