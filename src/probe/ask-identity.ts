// How an endpoint that answers checks what it is sent: the id of the model, and the key.
import { quote } from '../core/text.js';
import { noAnswer } from './ask-capabilities.js';
import { keyFormLabel } from './candidates.js';
import { isInconclusive, isKeyRefusal, isModelError } from './classify-response.js';
import { compareField, compareKeyForm } from './field-check.js';
import type { ProbeStep } from './request-budget.js';
import type { FoundEndpoint, ProbeSession } from './session.js';
import { unknownModel, type ProbeAnswer, type Verdict } from './types.js';

/** Whether the id of the spec works as written, with or without its prefix, or only another id does. */
export function* askModelIds(session: ProbeSession, main: FoundEndpoint): ProbeStep<ProbeAnswer> {
  const { model } = main;
  const { default_model, models } = session.input.provider;
  const wanted = session.input.model ?? default_model ?? models[0]?.id;
  const isAccepted = wanted === undefined || wanted === model;
  const evidence = main.evidence.slice(isAccepted ? -1 : -3);
  const statements = [describeModelId(main, wanted)];
  if (isAccepted && model.includes('/')) {
    const bare = model.slice(model.lastIndexOf('/') + 1);
    const attempt = yield* session.attempt('the id without its prefix', { ...main, model: bare });
    evidence.push(...attempt.evidence);
    if (attempt.verdict.kind === 'answer') statements.push(`${quote(bare)} is accepted too`);
    else if (isModelError(attempt.verdict, bare)) statements.push(`the prefix is required: ${quote(bare)} is unknown`);
  }
  const index = models.findIndex(({ id }) => id === wanted);
  return {
    question: 'model_ids',
    answer: statements.join('; '),
    confidence: 'high',
    evidence,
    fields: index === -1 ? [] : [compareField(`/models/${index}/id`, model, wanted)],
  };
}

function describeModelId({ model, answer }: FoundEndpoint, wanted: string | undefined): string {
  if (model === unknownModel) return 'any id is accepted, even one of no model';
  if (wanted !== undefined && wanted !== model) return `no: ${quote(wanted)} is unknown, ${quote(model)} is accepted`;
  if (answer.model === undefined || answer.model === model) return `yes, ${quote(model)}`;
  return `yes, ${quote(model)}, and the response calls it ${quote(answer.model)}`;
}

export function* askUnknownModel(session: ProbeSession, main: FoundEndpoint): ProbeStep<ProbeAnswer> {
  const { verdict, evidence } = yield* session.attempt('an unknown model', { ...main, model: unknownModel });
  if (isInconclusive(verdict)) return noAnswer('unknown_model', evidence);
  return { question: 'unknown_model', answer: describeUnknownModel(verdict), confidence: 'high', evidence, fields: [] };
}

function describeUnknownModel(verdict: Verdict): string {
  if (verdict.kind !== 'answer') return verdict.summary;
  const { model } = verdict.answer;
  return `like a known one${model === undefined ? '' : `: ${quote(model)} answers`}`;
}

/** Sends a wrong key and no key. That also shows whether the header of the own key is checked. */
export function* askKeys(session: ProbeSession, main: FoundEndpoint): ProbeStep<ProbeAnswer[]> {
  const wrong = yield* session.attempt('a wrong key', main, 'wrong');
  const none = yield* session.attempt('no key', main, 'none');
  const isChecked = isKeyRefusal(wrong.verdict) || (wrong.verdict.kind === 'error' && wrong.verdict.status === 400);
  const isConclusive = [wrong.verdict, none.verdict].every((verdict) => isKeyRefusal(verdict) || !isInconclusive(verdict));
  const keyHeader: ProbeAnswer = {
    question: 'key_header',
    answer: isChecked || !isConclusive ? keyFormLabel(main.keyForm) : 'none is checked: a wrong key works like the right one',
    confidence: isChecked ? 'high' : 'low',
    evidence: [...main.evidence.slice(-1), ...wrong.evidence],
    fields: isChecked ? compareKeyForm(session.input, main) : [],
  };
  const wrongKey: ProbeAnswer = {
    question: 'wrong_key',
    answer: isConclusive ? describeRefusals(wrong.verdict, none.verdict) : undefined,
    confidence: 'high',
    evidence: [...wrong.evidence, ...none.evidence],
    fields: [],
  };
  return [keyHeader, wrongKey];
}

function describeRefusals(wrong: Verdict, none: Verdict): string {
  return `wrong: ${wrong.summary}; none: ${none.summary}; ${compareRefusals(wrong, none)}`;
}

function compareRefusals(wrong: Verdict, none: Verdict): string {
  const [alike, differently] = ['both are answered alike', 'each is answered differently'];
  if (wrong.kind !== 'error' || none.kind !== 'error') return wrong.kind === none.kind ? alike : differently;
  if (wrong.status !== none.status || wrong.code !== none.code) return differently;
  return wrong.message === none.message ? alike : 'only the text of the error differs';
}
