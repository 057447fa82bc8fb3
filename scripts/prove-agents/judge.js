// What is wrong with a run of an agent: what it asked the server for, beside what its spec says.
import { ANSWER } from './answers.js';
import { KEY, LIMITS, protocols } from './specs.js';

const asksForText = /\/(chat\/completions|responses|messages)$|:(generateContent|streamGenerateContent)$/;

/** The requests for text; agents ask for lists of models, counts of tokens and their own services besides. */
export function asksOf(run) {
  return run.requests
    .map((request) => ({ ...request, url: new URL(request.path, 'http://localhost') }))
    .filter(({ method, url }) => method === 'POST' && asksForText.test(url.pathname))
    .map((request) => {
      const path = decodeURIComponent(request.url.pathname).replace(/:(generateContent|streamGenerateContent)$/, '');
      return { ...request, path, model: request.body?.model ?? /\/v1beta\/(?:models\/)?(.+)$/.exec(path)?.[1] };
    });
}

/** The key as it arrived: in its header, without the scheme, or in the query. */
export function keyOf(ask, header) {
  if (header.startsWith('?')) return ask.url.searchParams.get(header.slice(1)) ?? undefined;
  const value = ask.headers[header];
  return header === 'authorization' ? /^Bearer (.*)$/.exec(value ?? '')?.[1] : value;
}

const valueAt = (body, path) => path.split('.').reduce((value, name) => value?.[name], body);

function lastLine(run) {
  const lines = `${run.stdout}\n${run.stderr}`.split('\n').map((text) => text.trim());
  return lines.findLast((text) => text !== '')?.slice(0, 160) ?? 'nothing';
}

const said = (run) => `${run.status === null ? 'timed out' : `exit ${run.status}`}: ${lastLine(run)}`;

/**
 * What is wrong, as texts; an empty list when the model was asked at the right place, with the key, the headers and the limit, and its
 * answer was printed. `want` is `{ agent, protocol, model, headers, bearer }`.
 */
export function wrongsOf(run, { agent, protocol, model, headers, bearer }) {
  const asks = asksOf(run);
  if (asks.length === 0) return [`asked nothing: ${said(run)}`];

  const wrongs = new Set();
  const keyHeader = bearer ? 'authorization' : (agent.auth?.[protocol] ?? protocols[protocol].key);
  for (const ask of asks) {
    const path = protocols[protocol].path(ask.model);
    const slashPath = agent.slashPath?.[protocol];
    const isSlashPath = slashPath !== undefined && ask.model?.includes('/') && ask.path === `/llm${slashPath}${ask.model}`;
    if (ask.path !== path && !isSlashPath) wrongs.add(`asked at ${ask.path}, not ${path}`);
    const key = keyOf(ask, keyHeader);
    if (key !== KEY) wrongs.add(`${keyHeader} has ${key ?? 'no key'}`);
    for (const [name, value] of Object.entries(headers)) {
      const got = ask.headers[name.toLowerCase()];
      if (got !== value) wrongs.add(`header ${name} is ${JSON.stringify(got) ?? 'absent'}, not ${JSON.stringify(value)}`);
    }
  }

  const main = asks.filter((ask) => ask.model === model);
  if (main.length === 0) wrongs.add(`asked for the model ${asks[0].model}, not ${model}`);
  const place = agent.limit[protocol];
  if (main.length > 0 && place !== undefined && !main.some((ask) => valueAt(ask.body, place) === LIMITS[model]))
    wrongs.add(`${place} is ${JSON.stringify(valueAt(main[0].body, place)) ?? 'absent'}, not ${LIMITS[model]}`);
  if (!run.stdout.includes(ANSWER)) wrongs.add(`the answer was not printed, ${said(run)}`);
  return [...wrongs];
}

/** What an agent does when the variable of the key is not set. */
export function withoutKey(run, { agent, protocol, bearer }) {
  const asks = asksOf(run);
  if (asks.length === 0) return run.status === null ? 'hangs' : 'stops';
  const header = bearer ? 'authorization' : (agent.auth?.[protocol] ?? protocols[protocol].key);
  const key = keyOf(asks[0], header);
  return key === undefined || key === '' ? 'asks without a key' : `sends \`${key}\``;
}
