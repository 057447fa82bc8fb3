// The questions about a protocol that answers, each with a request or two.
import type { JsonValue } from '../core/edits.js';
import type { Quirks } from '../spec/provider.js';
import { toPointer } from '../core/pointer.js';
import { quote } from '../core/text.js';
import type { Asking } from './asker.js';
import { formName, keyForms } from './places.js';
import { isAboutModel, isPassing, isRefusal } from './reading.js';
import { limitsOf } from './search.js';
import type { Aim, Attempt, Found, Session } from './session.js';
import { unknownModel, type FieldFact, type Finding, type ProbeEvidence, type Verdict } from './types.js';

/** What a field of the spec is next to what was seen. */
export function fact(field: string, value: JsonValue, claimed: JsonValue | undefined): FieldFact {
  return { field, value, state: claimed === undefined ? 'absent' : claimed === value ? 'confirmed' : 'wrong' };
}

function quirk({ input }: Session, key: keyof Quirks, value: JsonValue): FieldFact {
  return fact(`/quirks/${key}`, value, input.provider.quirks[key]);
}

/** A finding for which nothing came back that says something. */
function unanswered(question: Finding['question'], evidence: readonly ProbeEvidence[]): Finding {
  return { question, answer: undefined, confidence: 'low', evidence, fields: [] };
}

/** Whole and as a stream, and what comes when nothing is said of it. Also gives all readings, for what else is in them. */
export function* askStreaming(session: Session, main: Found): Asking<{ findings: Finding[]; attempts: Attempt[] }> {
  const first = main.evidence.slice(-1);
  const byDefault = main.reading.streamed;
  const ask = (stream: boolean): Asking<Attempt> =>
    session.attempt(stream ? 'streaming' : 'without streaming', { ...main, options: { ...main.options, stream } });
  const whole = byDefault ? yield* ask(false) : undefined;
  const stream = yield* ask(true);
  const wholeReading = whole ? readingOf(whole.verdict) : main.reading;
  const streamReading = readingOf(stream.verdict);
  const findings: Finding[] = [
    wholeReading === undefined || wholeReading.streamed
      ? refusedOr('non_streaming', whole!, wholeReading?.streamed ? 'it streams although told not to' : undefined)
      : {
          question: 'non_streaming',
          answer: wholeReading.envelope === undefined ? 'a bare body' : `wrapped in \`${wholeReading.envelope}\``,
          confidence: 'high',
          evidence: whole?.evidence ?? first,
          fields: envelopeFact(session, wholeReading.envelope),
        },
    streamReading?.streamed
      ? {
          question: 'streaming',
          answer: streamReading.hasComments ? 'yes, with comment lines between the events' : 'yes',
          confidence: 'high',
          evidence: stream.evidence,
          fields: [],
        }
      : refusedOr('streaming', stream, streamReading ? 'no, it answers as a whole' : undefined),
  ];
  findings.push({
    question: 'stream_default',
    answer: main.place.protocol === 'google-generative-ai' ? 'no, the path decides' : byDefault ? 'yes' : 'no',
    confidence: 'high',
    evidence: first,
    // What the protocol has is not worth a line in a spec that says nothing.
    fields: byDefault || session.input.provider.quirks.stream_default !== undefined ? [quirk(session, 'stream_default', byDefault)] : [],
  });
  return { findings, attempts: [...(whole ? [whole] : []), stream] };
}

function envelopeFact({ input }: Session, envelope: string | undefined): FieldFact[] {
  const claimed = input.provider.quirks.non_streaming_envelope;
  const field = '/quirks/non_streaming_envelope';
  if (envelope !== undefined) return [fact(field, envelope, claimed)];
  return claimed === undefined ? [] : [{ field, value: undefined, state: 'wrong' }];
}

/** A refusal as the answer, where the server gave one. */
function refusedOr(question: Finding['question'], { verdict, evidence }: Attempt, answer?: string): Finding {
  if (answer === undefined && (verdict.kind !== 'error' || isPassing(verdict))) return unanswered(question, evidence);
  return { question, answer: answer ?? `no: ${verdict.seen}`, confidence: 'medium', evidence, fields: [] };
}

/** Which member the server took, told from what came back; asks nothing. */
export function tellLimit(session: Session, main: Found, attempts: readonly Attempt[]): Finding {
  const { limit } = main.options;
  const isCut = main.reading.isCut || attempts.some(({ verdict }) => readingOf(verdict)?.isCut === true);
  const isOther = limit !== limitsOf(session, main.place.protocol)[0];
  const isCertain = isCut || isOther;
  const isQuirk = main.place.protocol.startsWith('openai') && (isCertain || session.input.provider.quirks.max_tokens_field !== undefined);
  return {
    question: 'max_tokens',
    answer: isCut ? limit : `${limit} is taken; nothing came near the limit`,
    confidence: isCertain ? 'high' : 'medium',
    evidence: main.evidence.slice(isOther ? -2 : -1),
    fields: isQuirk ? [quirk(session, 'max_tokens_field', limit)] : [],
  };
}

export function* askTools(session: Session, main: Found): Asking<{ finding: Finding; attempt: Attempt }> {
  const attempt = yield* session.attempt('a tool', { ...main, options: { ...main.options, tools: true } });
  const reading = readingOf(attempt.verdict);
  const { evidence } = attempt;
  const finding: Finding = reading
    ? {
        question: 'tool_calls',
        answer: reading.hasCall
          ? `yes, ${quote(main.model)} calls it`
          : `they are taken; ${quote(main.model)} made no call in so few tokens`,
        confidence: reading.hasCall ? 'high' : 'medium',
        evidence,
        fields: reading.hasCall ? modelFact(session, main.model, 'tool_call', true) : [],
      }
    : refusedOr('tool_calls', attempt);
  return { finding, attempt };
}

export function* askImages(session: Session, main: Found): Asking<Finding> {
  const sees = session.input.provider.models.find(({ modalities }) => modalities?.input?.includes('image'));
  const isListed = session.input.provider.models.some(({ id }) => id === main.model);
  const model = isListed && sees ? sees.id : main.model;
  const attempt = yield* session.attempt('an image', { ...main, model, options: { ...main.options, image: true } });
  if (attempt.verdict.kind !== 'reading') return refusedOr('images', attempt);
  return { question: 'images', answer: `yes, ${quote(model)} takes one`, confidence: 'medium', evidence: attempt.evidence, fields: [] };
}

/** The member with the reasoning, from the answers there are; else from one that asks for it. */
export function* askReasoning(session: Session, main: Found, before: readonly Attempt[]): Asking<Finding> {
  const first: Attempt = { aim: main, verdict: { kind: 'reading', reading: main.reading, seen: '' }, evidence: main.evidence.slice(-1) };
  const reasons = ({ verdict }: Attempt): boolean => (readingOf(verdict)?.reasoning.length ?? 0) > 0;
  let seen = [first, ...before].find(reasons);
  const evidence: ProbeEvidence[] = [];
  if (!seen) {
    const reasoning = session.input.provider.quirks.reasoning_request ?? 'reasoning_effort';
    const thinker = session.input.provider.models.find((model) => model.reasoning === true);
    const isListed = session.input.provider.models.some(({ id }) => id === main.model);
    const model = isListed && thinker ? thinker.id : main.model;
    const attempt = yield* session.attempt('reasoning', { ...main, model, options: { ...main.options, stream: true, reasoning } });
    evidence.push(...attempt.evidence);
    if (isPassing(attempt.verdict)) return unanswered('reasoning', evidence);
    if (reasons(attempt)) seen = attempt;
  }
  const members = seen ? readingOf(seen.verdict)!.reasoning : [];
  if (!seen) return { question: 'reasoning', answer: 'none was seen', confidence: 'low', evidence, fields: [] };
  const claimed = session.input.provider.quirks.reasoning_field;
  const member = claimed !== undefined && members.includes(claimed) ? claimed : members[0]!;
  return {
    question: 'reasoning',
    answer: members.join(' and '),
    confidence: 'high',
    evidence: seen.evidence,
    fields: main.place.protocol === 'openai-chat' ? [quirk(session, 'reasoning_field', member)] : [],
  };
}

/** Whether the id that was asked for is the one that counts: with its prefix, without, or by another name. */
export function* askIds(session: Session, main: Found): Asking<Finding> {
  const { model, reading } = main;
  const { models } = session.input.provider;
  const wanted = session.input.model ?? session.input.provider.default_model ?? models[0]?.id;
  const isTaken = wanted === undefined || wanted === model;
  const evidence = main.evidence.slice(isTaken ? -1 : -3);
  const said: string[] = [];
  const index = models.findIndex(({ id }) => id === wanted);
  if (model === unknownModel) said.push('any id is taken, that of no model too');
  else if (!isTaken) said.push(`no: ${quote(wanted)} is not known, ${quote(model)} is`);
  else if (reading.model === undefined || reading.model === model) said.push(`yes, ${quote(model)}`);
  else said.push(`yes, ${quote(model)}, and the answer calls it ${quote(reading.model)}`);
  if (isTaken && model.includes('/')) {
    const bare = model.slice(model.lastIndexOf('/') + 1);
    const attempt = yield* session.attempt('the id without its prefix', { ...main, model: bare });
    evidence.push(...attempt.evidence);
    if (attempt.verdict.kind === 'reading') said.push(`${quote(bare)} is taken too`);
    else if (attempt.verdict.kind === 'error' && isAboutModel(attempt.verdict, bare))
      said.push(`the prefix is needed: ${quote(bare)} is not known`);
  }
  const fields = index === -1 ? [] : [fact(`/models/${index}/id`, model, wanted)];
  return { question: 'model_ids', answer: said.join('; '), confidence: 'high', evidence, fields };
}

export function* askUnknownModel(session: Session, main: Found): Asking<Finding> {
  const attempt = yield* session.attempt('an unknown model', { ...main, model: unknownModel });
  const { verdict, evidence } = attempt;
  if (isPassing(verdict)) return unanswered('unknown_model', evidence);
  const answer =
    verdict.kind === 'reading'
      ? `it is not told from a known one${verdict.reading.model === undefined ? '' : `: ${quote(verdict.reading.model)} answers`}`
      : verdict.seen;
  return { question: 'unknown_model', answer, confidence: 'high', evidence, fields: [] };
}

/** A wrong key and none, and with that, whether the header that carried ours is looked at. */
export function* askKeys(session: Session, main: Found): Asking<Finding[]> {
  const wrong = yield* session.attempt('a wrong key', main, 'wrong');
  const none = yield* session.attempt('no key', main, 'none');
  const evidence = [...wrong.evidence, ...none.evidence];
  const isChecked = isRefusal(wrong.verdict) || (wrong.verdict.kind === 'error' && wrong.verdict.status === 400);
  const isKnown = [wrong.verdict, none.verdict].every((verdict) => isRefusal(verdict) || !isPassing(verdict));
  const keys: Finding = {
    question: 'wrong_key',
    answer: isKnown ? `wrong: ${wrong.verdict.seen}; none: ${none.verdict.seen}; ${difference(wrong.verdict, none.verdict)}` : undefined,
    confidence: 'high',
    evidence,
    fields: [],
  };
  const header: Finding = {
    question: 'key_header',
    answer: isChecked || !isKnown ? formName(main.form) : 'none is looked at: a wrong key is taken like the right one',
    confidence: isChecked ? 'high' : 'low',
    evidence: [...main.evidence.slice(-1), ...wrong.evidence],
    fields: isChecked ? headerFacts(session, main) : [],
  };
  return [header, keys];
}

/** By what a wrong key is told from none. */
function difference(wrong: Verdict, none: Verdict): string {
  if (wrong.kind !== 'error' || none.kind !== 'error')
    return wrong.kind === none.kind ? 'the two are not told apart' : 'the two are told apart';
  if (wrong.status !== none.status || wrong.code !== none.code) return 'the two are told apart';
  return wrong.message === none.message ? 'the two are not told apart' : 'the two are told apart by their text alone';
}

function headerFacts({ input }: Session, main: Aim): FieldFact[] {
  const index = input.provider.auth.findIndex(({ type }) => type === 'api_key');
  if (index === -1) return [];
  const claimed = keyForms(input, main.place.protocol)[0]!;
  const at = (key: string): string => toPointer(['auth', index, key]);
  if (claimed.header.toLowerCase() === main.form.header.toLowerCase()) return [fact(at('header'), claimed.header, claimed.header)];
  return [
    fact(at('header'), main.form.header, claimed.header),
    ...(main.form.scheme === claimed.scheme ? [] : [fact(at('scheme'), main.form.scheme, claimed.scheme)]),
  ];
}

function modelFact({ input }: Session, model: string, key: 'tool_call', value: boolean): FieldFact[] {
  const index = input.provider.models.findIndex(({ id }) => id === model);
  const claimed = input.provider.models[index]?.[key];
  return index === -1 || claimed === undefined ? [] : [fact(`/models/${index}/${key}`, value, claimed)];
}

function readingOf(verdict: Verdict): (Verdict & { kind: 'reading' })['reading'] | undefined {
  return verdict.kind === 'reading' ? verdict.reading : undefined;
}
