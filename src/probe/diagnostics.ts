// What a probe reports about the spec.
import { diagnose, type Diagnostic } from '../core/diagnostics.js';
import { follow, fromPointer } from '../core/pointer.js';
import { quote } from '../core/text.js';
import type { ProviderSpec } from '../spec/provider.js';
import type { ValidSpec } from '../spec/validate.js';
import type { ProbeOutcome } from './probe.js';
import { isWritable } from './spec-edits.js';
import { questions, type FieldCheck } from './types.js';

/** Wrong fields, open questions, and why the probe stopped. Fields of a spec that was made from a URL are not reported. */
export function probeDiagnostics({ answers, stopped }: ProbeOutcome, spec: ValidSpec, guessed: boolean): Diagnostic[] {
  const wrong = guessed ? [] : wrongFields(answers).map((check) => contradiction(check, spec));
  const open = stopped ? [] : answers.filter(({ answer }) => answer === undefined);
  const isExplained = stopped?.why === 'nothing' && wrong.length > 0;
  return [
    ...wrong,
    ...(stopped && !isExplained ? [stopDiagnostic(stopped)] : []),
    ...open.map(({ question }) => diagnose('probe/unanswered', `not answered: ${questions[question]}`)),
  ];
}

function wrongFields(answers: ProbeOutcome['answers']): FieldCheck[] {
  return answers.flatMap(({ fields }) => fields).filter(({ state }) => state === 'wrong');
}

function contradiction({ field, value }: FieldCheck, { document }: ValidSpec): Diagnostic {
  const claimed = follow(document.value, field);
  const name = `\`${fromPointer(field).join('.')}\``;
  const message =
    value === undefined
      ? `${name} is ${quote(claimed)}, but should be absent`
      : value === claimed
        ? `${name} is ${quote(claimed)}, which does not work`
        : `${name} is ${claimed === undefined ? 'missing' : quote(claimed)}, but the probe found ${quote(value)}`;
  const hint = field.startsWith('/models/') ? 'change it by hand, since other fields can refer to the id' : '`--write` updates the spec';
  return diagnose('probe/contradicts', message, { at: document.locate(field), field, ...(value !== claimed && { hint }) });
}

function stopDiagnostic({ why, summary }: NonNullable<ProbeOutcome['stopped']>): Diagnostic {
  switch (why) {
    case 'unreachable':
      return diagnose('probe/unreachable', summary, { hint: 'check the URL and the network' });
    case 'refused':
      return diagnose('probe/refused', `the provider refused: ${summary}`, {
        hint: 'check that the key is correct and that the account may use the API',
      });
    case 'no-model':
      return diagnose('probe/refused', `no model to ask for is known: ${summary}`, { hint: 'name one with `--model <id>`' });
    case 'nothing':
      return diagnose('probe/contradicts', `no protocol answers at this URL: ${summary}`, { hint: 'check the URL' });
  }
}

/** Turns the contradictions that were written into the spec into corrections. */
export function markCorrected(diagnostics: readonly Diagnostic[], { answers }: ProbeOutcome, { document }: ValidSpec): Diagnostic[] {
  const written = new Set(
    wrongFields(answers)
      .filter((check) => isWritable(check, document.value as ProviderSpec))
      .map(({ field }) => field),
  );
  return diagnostics.map((diagnostic) => {
    const { code, message, at, field } = diagnostic;
    if (code !== 'probe/contradicts' || field === undefined || !written.has(field)) return diagnostic;
    return diagnose('probe/corrected', message, { field, ...(at && { at }) });
  });
}
