import { diagnose, type Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { list } from '../core/text.js';
import { today } from '../io/dates.js';
import { readText } from '../io/files/read.js';
import { sendOnce } from '../io/net/send.js';
import { findKeyVariable } from '../io/net/key.js';
import { plannedRequests, probedEndpoints, urlParts } from '../probe/candidates.js';
import { markCorrected, probeDiagnostics } from '../probe/diagnostics.js';
import { specFromUrl } from '../probe/draft.js';
import { makeProbeInput, type ProbeInputOptions } from '../probe/input.js';
import { probe, type ProbeOutcome } from '../probe/probe.js';
import {
  isSameRequest,
  parseRecording,
  printRecording,
  recordExchange,
  withoutPrivateParts,
  type Exchange,
  type Recording,
} from '../probe/recording.js';
import type { PlannedRequest, ProbeInput, ProbeRequest, ProbeResponse } from '../probe/types.js';
import { printSpec } from '../spec/print.js';
import { validateSpec, type ValidSpec } from '../spec/validate.js';
import { refuseExisting, writeAnswers, writeNew, type WriteOptions } from './probe-write.js';
import type { ChangeResult } from './result.js';
import { loadSpecs } from './specs.js';

/** The model lists of large gateways have almost 1 MiB. */
const mostBytes = 4 * 1024 * 1024;
/** Errors that can happen to one request and not to the next. Any other, such as a key that no header can hold, ends the probe. */
const recoverable = new Set(['net/failed', 'net/timeout', 'net/too-large']);

/** What a probe may send, for the user to confirm. */
export interface ProbePlan {
  readonly rows: readonly PlannedRequest[];
  /** The hosts that get the key. */
  readonly hosts: readonly string[];
  /** The variable that holds the key, if one is sent. */
  readonly env: string | undefined;
}

export interface ProbeOptions extends WriteOptions, ProbeInputOptions {
  readonly spec?: string;
  readonly record?: string;
  readonly replay?: string;
  /** For one request, in milliseconds. */
  readonly timeoutMs: number;
  /** Shows the plan, and returns whether the user confirms it. Not called if nothing will be sent. */
  readonly consent: (plan: ProbePlan) => Promise<boolean>;
}

export interface ProbeResult extends ChangeResult {
  readonly plan: ProbePlan | undefined;
  readonly requests: number;
  /** Undefined if nothing was sent. */
  readonly outcome?: ProbeOutcome;
}

/**
 * Finds out how a provider behaves.
 * @throws DiagnosticError `io/read`, `io/write`, `probe/no-key`, `probe/cannot`, `probe/exists`, `probe/recording`
 */
export async function probeProvider(options: ProbeOptions): Promise<ProbeResult> {
  for (const path of [options.out, options.record]) if (path !== undefined) refuseExisting(path);
  const { valid, diagnostics, sources } = await loadOrStartSpec(options);
  const before = diagnostics.filter(({ code }) => code !== 'draft/open-question');
  if (!valid) return { diagnostics: before, sources, changes: [], plan: undefined, requests: 0 };
  const input = makeProbeInput(valid.provider, options);
  const recording = options.replay === undefined ? undefined : readRecording(options.replay);
  const plan = makePlan(input);
  if (!recording) {
    if (input.env.length > 0 && plan.env === undefined) throw new DiagnosticError(missingKey(input.env));
    if (!(await options.consent(plan))) return { diagnostics: [...before, notConfirmed()], sources, changes: [], plan, requests: 0 };
  }
  const { outcome, exchanges } = await runProbe(input, recording, options.timeoutMs);
  const date = recording?.date ?? today();
  if (options.record !== undefined) writeNew(options.record, printRecording({ date, exchanges }));
  const found = probeDiagnostics(outcome, valid, input.guessed);
  const changes = await writeAnswers(outcome, valid, options, date);
  const reported = options.write && !outcome.stopped ? markCorrected(found, outcome, valid) : found;
  return { diagnostics: [...before, ...reported], sources, changes, plan, requests: exchanges.length, outcome };
}

/** The spec of the options, or one made from the URL. */
async function loadOrStartSpec({ spec, url, env }: ProbeOptions): Promise<{
  readonly valid: ValidSpec | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Map<string, string>;
}> {
  if (spec !== undefined) {
    const { specs, diagnostics, sources } = await loadSpecs([spec]);
    return { valid: specs[0], diagnostics, sources };
  }
  const { valid, diagnostics } = await validateSpec('--url', printSpec(specFromUrl(url!, env)));
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (problem) throw new DiagnosticError(invalidProbeUrl(problem));
  return { valid, diagnostics: [], sources: new Map() };
}

/** A problem of the spec made from `--url`, reported for that option. An invalid URL can be a key, so it is not shown. */
function invalidProbeUrl({ code, message }: Diagnostic): Diagnostic {
  const text = code === 'spec/value' ? '`--url` is not a base URL' : message.replace('`endpoints.0.base_url`', '`--url`');
  return diagnose('probe/cannot', text, { hint: 'use a complete base URL, such as `https://api.cline.bot/api/v1`' });
}

function makePlan(input: ProbeInput): ProbePlan {
  return {
    rows: plannedRequests(input),
    hosts: [...new Set(probedEndpoints(input).map(({ origin }) => urlParts(origin).host))],
    env: findKeyVariable({ method: 'GET', url: '', headers: {}, key: { env: input.env, header: '', scheme: '' } }),
  };
}

function missingKey(env: readonly string[]): Diagnostic {
  const [are, it] = env.length === 1 ? ['is', 'it'] : ['are', 'one of them'];
  return diagnose('probe/no-key', `${list(env)} ${are} not set`, { hint: `set ${it} to the key; nothing was sent` });
}

function notConfirmed(): Diagnostic {
  return diagnose('probe/no-consent', 'the request plan was not confirmed', {
    hint: 'confirm it in a terminal, or add `--yes`; nothing was sent',
  });
}

/** Gets the response to each request of the probe: from the network, or from a recording. */
async function runProbe(
  input: ProbeInput,
  recording: Recording | undefined,
  timeoutMs: number,
): Promise<{ readonly outcome: ProbeOutcome; readonly exchanges: readonly Exchange[] }> {
  const exchanges: Exchange[] = [];
  const steps = probe(input);
  let step = steps.next();
  while (!step.done) {
    const request = step.value;
    const response = recording ? replayResponse(request, recording, exchanges.length) : await sendRequest(request, timeoutMs);
    exchanges.push(recordExchange(request, response));
    step = steps.next(withoutPrivateParts(response));
  }
  return { outcome: step.value, exchanges };
}

async function sendRequest({ request }: ProbeRequest, timeoutMs: number): Promise<ProbeResponse> {
  try {
    return await sendOnce(request, { timeoutMs, maxBytes: mostBytes });
  } catch (error) {
    if (error instanceof DiagnosticError && recoverable.has(error.diagnostic.code)) return { failure: error.diagnostic.message };
    throw error;
  }
}

function replayResponse({ request }: ProbeRequest, { exchanges }: Recording, index: number): ProbeResponse {
  const recorded = exchanges[index];
  if (recorded && isSameRequest(request, recorded)) return recorded.outcome;
  const now = `${request.method} ${request.url}`;
  const message = recorded
    ? `request ${index + 1} is ${now}, but ${recorded.method} ${recorded.url} in the recording`
    : `the recording ends before ${now}`;
  throw new DiagnosticError(diagnose('probe/recording', message, { hint: 'make a new recording with `--record`' }));
}

function readRecording(path: string): Recording {
  const text = readText(path);
  if (text === undefined) throw new DiagnosticError(diagnose('io/read', `cannot read ${path}: it does not exist`));
  const parsed = parseRecording(text);
  if ('recording' in parsed) return parsed.recording;
  const at = { path, line: parsed.badLine, column: 1 };
  throw new DiagnosticError(diagnose('probe/recording', `${path} is not a recording of a probe`, { at, hint: 'make one with `--record`' }));
}
