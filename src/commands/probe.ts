import { diagnose, type Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { follow, fromPointer } from '../core/pointer.js';
import { printSpec } from '../spec/print.js';
import { startSpec } from '../probe/draft.js';
import { partsOf, planOf, spokenEndpoints, type ProbeInput } from '../probe/places.js';
import { probe, type ProbeOutcome } from '../probe/probe.js';
import { exchangeOf, isSameRequest, kept, parseRecording, printRecording, type Exchange, type Recording } from '../probe/recording.js';
import { isWritable } from '../probe/spec-edits.js';
import { questions, type Ask, type Outcome, type PlanRow } from '../probe/types.js';
import type { ProviderSpec } from '../spec/provider.js';
import { list, quote } from '../core/text.js';
import { validateSpec, type ValidSpec } from '../spec/validate.js';
import { readText } from '../io/files/read.js';
import { sendOnce } from '../io/net/send.js';
import { findKeyVariable } from '../io/net/key.js';
import { today } from '../io/dates.js';
import { refuseExisting, writeFindings, writeNew, type WriteOptions } from './probe-write.js';
import type { ChangeResult } from './result.js';
import { loadSpecs } from './specs.js';

/** Lists of large gateways come near 1 MiB. */
const mostBytes = 4 * 1024 * 1024;
/** What can happen to one request and not to the next. Anything else, such as a key that no header can hold, ends the probe. */
const noAnswer = new Set(['net/failed', 'net/timeout', 'net/too-large']);

/** What a probe may send, for somebody to agree to. */
export interface ProbePlan {
  readonly rows: readonly PlanRow[];
  /** The hosts that get the key. */
  readonly hosts: readonly string[];
  /** The variable that the key is in, if one is sent. */
  readonly env: string | undefined;
}

export interface ProbeOptions extends WriteOptions {
  readonly spec?: string;
  /** The model to ask, in place of the default one. */
  readonly model?: string;
  readonly record?: string;
  readonly replay?: string;
  /** For one request, in milliseconds. */
  readonly timeoutMs: number;
  /** Shows the plan, and tells whether it may be carried out. Not asked where nothing is sent. */
  readonly consent: (plan: ProbePlan) => Promise<boolean>;
}

export interface ProbeResult extends ChangeResult {
  readonly plan: ProbePlan | undefined;
  /** How many requests were made. */
  readonly requests: number;
  /** Absent when nothing was sent. */
  readonly outcome?: ProbeOutcome;
}

/**
 * Finds out what a provider does.
 * @throws DiagnosticError `io/read`, `io/write`, `probe/no-key`, `probe/cannot`, `probe/exists`, `probe/recording`
 */
export async function probeProvider(options: ProbeOptions): Promise<ProbeResult> {
  for (const path of [options.out, options.record]) if (path !== undefined) refuseExisting(path);
  const { valid, diagnostics, sources } = await subjectOf(options);
  const before = diagnostics.filter(({ code }) => code !== 'draft/open-question');
  if (!valid) return { diagnostics: before, sources, changes: [], plan: undefined, requests: 0 };
  const input = inputOf(valid, options);
  const recording = options.replay === undefined ? undefined : readRecording(options.replay);
  const env = findKeyVariable({ method: 'GET', url: '', headers: {}, key: { env: input.env, header: '', scheme: '' } });
  const hosts = [...new Set(spokenEndpoints(input).map(({ origin }) => partsOf(origin).host))];
  const plan: ProbePlan = { rows: planOf(input), hosts, env };
  if (!recording) {
    if (input.env.length > 0 && env === undefined) throw new DiagnosticError(noKey(input.env));
    if (!(await options.consent(plan))) {
      const hint = 'run it on a terminal and say yes, or add `--yes`; nothing was sent';
      return {
        diagnostics: [...before, diagnose('probe/no-consent', 'the plan was not agreed to', { hint })],
        sources,
        changes: [],
        plan,
        requests: 0,
      };
    }
  }
  const { outcome, exchanges } = await run(input, recording, options.timeoutMs);
  const date = recording?.date ?? today();
  if (options.record !== undefined) writeNew(options.record, printRecording({ date, exchanges }));
  const found = findingsOf(outcome, valid, options.url !== undefined);
  const written = await writeFindings(outcome, valid, options, date);
  const all = options.write && !outcome.stopped ? found.map((finding) => corrected(finding, outcome, valid)) : found;
  return { diagnostics: [...before, ...all], sources, changes: written, plan, requests: exchanges.length, outcome };
}

/** The spec that is named, or the one that a URL makes. */
async function subjectOf({ spec, url, env }: ProbeOptions): Promise<{
  readonly valid: ValidSpec | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Map<string, string>;
}> {
  if (spec !== undefined) {
    const { specs, diagnostics, sources } = await loadSpecs([spec]);
    return { valid: specs[0], diagnostics, sources };
  }
  const { valid, diagnostics } = await validateSpec('--url', printSpec(startSpec(url!, env)));
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (problem) throw new DiagnosticError(badUrl(problem));
  return { valid, diagnostics: [], sources: new Map() };
}

/** There is no file to point into, and no field that the user has written. What is no URL at all can be anything, and is not shown. */
function badUrl({ code, message }: Diagnostic): Diagnostic {
  const said = code === 'spec/value' ? '`--url` is no base URL' : message.replace('`endpoints.0.base_url`', '`--url`');
  return diagnose('probe/cannot', said, { hint: 'name a whole base URL, such as `https://api.cline.bot/api/v1`' });
}

function inputOf({ provider }: ValidSpec, { url, env, model }: ProbeOptions): ProbeInput {
  const first = provider.auth.find(({ type }) => type === 'api_key' || type === 'none');
  const input: ProbeInput = {
    provider,
    guessed: url !== undefined,
    env:
      env !== undefined ? [env] : first?.type === 'api_key' ? [first.env, ...first.env_aliases].filter((name) => name !== undefined) : [],
    ...(model !== undefined && { model }),
  };
  const cannot = (message: string, hint: string): DiagnosticError => new DiagnosticError(diagnose('probe/cannot', message, { hint }));
  const open = spokenEndpoints(input).find(({ url: whole }) => whole.replace('{model}', '').includes('{'));
  if (spokenEndpoints(input).length === 0)
    throw cannot(
      'no endpoint of the spec can be asked',
      'a probe signs no requests, as Bedrock wants it, and does not speak what a package of `ai-sdk` has of its own',
    );
  if (open) throw cannot(`${quote(open.url)} has a part that each user fills in`, 'name a whole base URL with `--url`');
  if (first === undefined) throw cannot('the spec has a login alone, and no key', 'a probe needs a key; name its variable with `--env`');
  if (first.type === 'api_key' && first.token_prefix !== '')
    throw cannot('the key goes with a prefix', 'put the prefix into the variable, and name that with `--url` and `--env`');
  if (first.type === 'api_key' && input.env.length === 0) throw cannot('the spec names no variable of the key', 'name it with `--env`');
  return input;
}

function noKey(env: readonly string[]): Diagnostic {
  const [are, it] = env.length === 1 ? ['is', 'it'] : ['are', 'one of them'];
  return diagnose('probe/no-key', `${list(env)} ${are} not set`, { hint: `set ${it} to the key; nothing was sent` });
}

/** Sends what the probe asks for, or takes the answers from a recording. */
async function run(
  input: ProbeInput,
  recording: Recording | undefined,
  timeoutMs: number,
): Promise<{ readonly outcome: ProbeOutcome; readonly exchanges: readonly Exchange[] }> {
  const exchanges: Exchange[] = [];
  const asking = probe(input);
  let step = asking.next();
  while (!step.done) {
    const ask = step.value;
    const outcome = kept(recording ? replayed(ask, recording, exchanges.length) : await sent(ask, timeoutMs));
    exchanges.push(exchangeOf(ask, outcome));
    step = asking.next(outcome);
  }
  return { outcome: step.value, exchanges };
}

async function sent({ request }: Ask, timeoutMs: number): Promise<Outcome> {
  try {
    return await sendOnce(request, { timeoutMs, maxBytes: mostBytes });
  } catch (error) {
    if (error instanceof DiagnosticError && noAnswer.has(error.diagnostic.code)) return { failure: error.diagnostic.message };
    throw error;
  }
}

function replayed({ request }: Ask, { exchanges }: Recording, index: number): Outcome {
  const then = exchanges[index];
  if (then && isSameRequest(request, then)) return then.outcome;
  const now = `${request.method} ${request.url}`;
  const message = then
    ? `request ${index + 1} is ${then.method} ${then.url} in the recording, and ${now} now`
    : `the recording ends before ${now}`;
  throw new DiagnosticError(diagnose('probe/recording', message, { hint: 'record it anew with `--record`' }));
}

function readRecording(path: string): Recording {
  const text = readText(path);
  if (text === undefined) throw new DiagnosticError(diagnose('io/read', `cannot read ${path}: it does not exist`));
  const parsed = parseRecording(text);
  if ('recording' in parsed) return parsed.recording;
  const at = { path, line: parsed.badLine, column: 1 };
  throw new DiagnosticError(diagnose('probe/recording', `${path} is no recording of a probe`, { at, hint: '`--record` writes one' }));
}

/** What contradicts the spec, what could not be answered, and what stood in the way. */
function findingsOf({ findings, stopped }: ProbeOutcome, { document }: ValidSpec, guessed: boolean): Diagnostic[] {
  const facts = guessed ? [] : findings.flatMap(({ fields }) => fields).filter(({ state }) => state === 'wrong');
  const contradictions = facts.map(({ field, value }) => {
    const claimed = follow(document.value, field);
    const name = `\`${fromPointer(field).join('.')}\``;
    const message =
      value === undefined
        ? `${name} is ${quote(claimed)}, and that is not so`
        : value === claimed
          ? `${name} is ${quote(claimed)}, and the provider does not know it`
          : `${name} is ${claimed === undefined ? 'not given' : quote(claimed)}, and what works is ${quote(value)}`;
    const hint = field.startsWith('/models/') ? 'an id stands in other places too: change it by hand' : '`--write` puts in what works';
    return diagnose('probe/contradicts', message, { at: document.locate(field), field, ...(value !== claimed && { hint }) });
  });
  const open = stopped ? [] : findings.filter(({ answer }) => answer === undefined);
  return [
    ...contradictions,
    ...(stopped && (stopped.why !== 'nothing' || contradictions.length === 0) ? [stop(stopped)] : []),
    ...open.map(({ question }) => diagnose('probe/unanswered', `not answered: ${questions[question]}`)),
  ];
}

function stop({ why, seen }: NonNullable<ProbeOutcome['stopped']>): Diagnostic {
  if (why === 'unreachable') return diagnose('probe/unreachable', seen, { hint: 'look at the URL, and whether there is a network' });
  if (why === 'refused')
    return diagnose('probe/refused', `the provider refuses: ${seen}`, { hint: 'look whether the key is right and pays for this' });
  if (why === 'no-model') return diagnose('probe/refused', `there is no model to ask: ${seen}`, { hint: 'name one with `--model <id>`' });
  return diagnose('probe/contradicts', `no protocol is spoken there: ${seen}`, { hint: 'look at the URL' });
}

/** A contradiction that is none any more, since the spec was changed. */
function corrected(diagnostic: Diagnostic, { findings }: ProbeOutcome, { document }: ValidSpec): Diagnostic {
  if (diagnostic.code !== 'probe/contradicts') return diagnostic;
  const facts = findings.flatMap(({ fields }) => fields);
  const fact = facts.find(({ field, state }) => field === diagnostic.field && state === 'wrong');
  if (!fact || !isWritable(fact, document.value as ProviderSpec)) return diagnostic;
  const { message, at, field } = diagnostic;
  return diagnose('probe/corrected', message, { ...(at && { at }), ...(field !== undefined && { field }) });
}
