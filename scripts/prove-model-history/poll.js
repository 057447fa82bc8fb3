// What a poll of catwalk makes of a spec: the answer is translated by the source and refreshed by the engine, as `models update` does it.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { emptyLock, loadSource, normalize, refresh } from '../../dist/index.js';

const catwalk = await loadSource('catwalk');

/** A text for each body, which is looked at once however often it is polled. */
const bodies = new Map();

/** @returns the list of the one provider in a file, or undefined where the text is not JSON or names no model */
export function bodyOf(text) {
  if (text !== undefined && !bodies.has(text)) {
    const body = parsed(`[${text}]`);
    bodies.set(text, body?.[0]?.models?.length > 0 ? body : undefined);
  }
  return bodies.get(text);
}

export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is kept between two polls, from the first good body of a provider. */
export function firstState(body) {
  const [{ id, name, api_endpoint: url }] = body;
  const spec = {
    schema: 'providersmith/1',
    id,
    name: name ?? id,
    endpoints: [
      { protocol: 'openai-chat', base_url: url?.startsWith('https://') ? url.replace(/\/+$/, '') : 'https://api.acme.example/v1' },
    ],
    auth: [{ type: 'api_key', env: 'ACME_API_KEY' }],
  };
  const { models, provider } = catwalk.translate([body], normalize(spec)).listing;
  const { default_model, small_model } = provider;
  return {
    spec: { ...spec, models, ...(default_model && { default_model }), ...(small_model && { small_model }) },
    lock: emptyLock(),
    diagnostics: [],
    isRefused: false,
  };
}

/** @param body what came; undefined for what is not JSON. @returns the state after it: the same one where it was no answer */
export function poll(state, body, date) {
  if (body === undefined) return state;
  const translation = translated(body, state.spec);
  if (!('listing' in translation)) return state;
  const { source, authority } = { source: catwalk.id, authority: catwalk.authority };
  const answer = {
    source,
    authority,
    listing: translation.listing,
    isPublic: true,
    url: 'https://catwalk.charm.land/v2/providers',
    digest: digestOf(body),
    date,
  };
  const result = refresh({ spec: state.spec, lock: state.lock, answers: [answer], accept: new Set() });
  // The same spec is the same object, so that nothing is translated twice.
  return isDeepStrictEqual(result.spec, state.spec) ? { ...result, spec: state.spec } : result;
}

/** What each body says of a spec. */
const translations = new WeakMap();

function translated(body, spec) {
  const known = translations.get(spec);
  if (known?.body === body) return known.translation;
  const translation = catwalk.translate([body], normalize(spec));
  translations.set(spec, { body, translation });
  return translation;
}

const digests = new WeakMap();

function digestOf(body) {
  if (body === null) return 'sha256:null';
  if (!digests.has(body)) digests.set(body, `sha256:${createHash('sha256').update(JSON.stringify(body)).digest('hex')}`);
  return digests.get(body);
}

export const idsOf = ({ models = [] }) => models.map(({ id }) => id);
