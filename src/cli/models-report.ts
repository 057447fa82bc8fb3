// The report of a refresh: lines for a terminal, and the body of a pull request.
import type { Origin } from '../commands/gather.js';
import type { ModelsResult } from '../commands/models-diff.js';
import type { SpecReport } from '../commands/refresh-spec.js';
import type { Diagnostic } from '../core/diagnostics.js';
import type { RefreshDiagnostic } from '../models/types.js';
import { sameFieldValue } from '../models/fields.js';
import { redactSecrets } from '../core/secrets.js';
import { countWords, quote, visible } from '../core/text.js';
import { dayAndAge } from './age.js';
import type { Colors } from './color.js';
import { codeSpan, escapeMarkdown } from './reporters/markdown-text.js';

/** How many notes of one spec are shown; the others are counted. */
const mostNotes = 10;

const signs: Partial<Record<RefreshDiagnostic['rule'], string>> = {
  'models/new': '+',
  'models/returned': '+',
  'models/gone': '-',
  'models/missing': '?',
  'models/deprecated': '?',
};

export function modelsText({ reports, origins }: ModelsResult, colors: Colors): string {
  const specs = reports.filter(({ diagnostics }) => diagnostics.length > 0).flatMap((report) => specLines(report, colors));
  const ages = origins.map((one) => `${colors.dim(`${one.source}: ${describeOrigin(one)}`)}\n`);
  return [...specs, ...ages, `${countDiagnostics(reports)}\n`].join('');
}

function specLines({ path, provider, diagnostics }: SpecReport, colors: Colors): string[] {
  const { changes, fillIns } = splitFillIns(diagnostics);
  const notes = ofKind(diagnostics, 'note');
  const hidden = notes.length - mostNotes;
  return [
    `${colors.bold(provider)} ${colors.dim(path)}\n`,
    ...changes.map(({ rule, message }) => `  ${colors.green(signs[rule] ?? '~')} ${showable(message)}\n`),
    ...[...fillIns].map(([model, fields]) => `  ${colors.green('~')} ${showable(fillInText(model, fields))}\n`),
    ...ofKind(diagnostics, 'hold').map(({ message, hint }) => {
      const hintLine = hint === undefined ? '' : `\n      ${colors.cyan('hint:')} ${hint}`;
      return `  ${colors.yellow('! held:')} ${showable(message)}${hintLine}\n`;
    }),
    ...notes.slice(0, mostNotes).map(({ message }) => `  ${colors.dim(`· ${showable(message)}`)}\n`),
    ...(hidden > 0 ? [`  ${colors.dim(`· ${countWords(hidden, 'more note')}; \`--reporter json\` shows all`)}\n`] : []),
  ];
}

function fillInText(model: string, fields: readonly RefreshDiagnostic[]): string {
  const values = fields.map(({ field, after }) => `${field} ${JSON.stringify(after)}`).join(', ');
  return `${quote(model)} gets new values from ${sourcesOf(fields)}: ${values}`;
}

/** Separates the changes that fill in a missing value, by their model. They need no row of their own. */
function splitFillIns(diagnostics: readonly RefreshDiagnostic[]): {
  changes: RefreshDiagnostic[];
  fillIns: Map<string, RefreshDiagnostic[]>;
} {
  const fillIns = new Map<string, RefreshDiagnostic[]>();
  const changes = ofKind(diagnostics, 'change').filter((diagnostic) => {
    const { rule, model, before, after, claims = [] } = diagnostic;
    const isAgreed = claims.every(({ value }) => JSON.stringify(value) === JSON.stringify(after));
    if (rule !== 'models/value' || model === undefined || before !== undefined || !isAgreed) return true;
    fillIns.set(model, [...(fillIns.get(model) ?? []), diagnostic]);
    return false;
  });
  return { changes, fillIns };
}

function sourcesOf(diagnostics: readonly RefreshDiagnostic[]): string {
  return [...new Set(diagnostics.map(({ claims }) => claims?.[0]?.source))].join(' and ');
}

const originNames = { network: 'response', cache: 'cached response', snapshot: 'snapshot in the package', file: 'file' };

function describeOrigin({ from, ...age }: Origin): string {
  return `${originNames[from]} of ${dayAndAge(age)}`;
}

/** `2 changed, 0 held, 3 notes in 1 spec` */
function countDiagnostics(reports: readonly SpecReport[]): string {
  const all = reports.flatMap(({ diagnostics }) => diagnostics);
  const notes = countWords(ofKind(all, 'note').length, 'note');
  return `${ofKind(all, 'change').length} changed, ${ofKind(all, 'hold').length} held, ${notes} in ${countWords(reports.length, 'spec')}`;
}

function ofKind(diagnostics: readonly RefreshDiagnostic[], kind: RefreshDiagnostic['kind']): RefreshDiagnostic[] {
  return diagnostics.filter((diagnostic) => diagnostic.kind === kind);
}

/** Text of a source without secrets and invisible characters. */
function showable(text: string): string {
  return visible(redactSecrets(text));
}

/** Whether the lines of a report already show a diagnostic. */
export function alreadyShown({ reports }: ModelsResult): (diagnostic: Diagnostic) => boolean {
  const shown = new Set(
    reports.flatMap(({ provider, diagnostics }) => diagnostics.map(({ rule, message }) => `${rule} ${provider}: ${message}`)),
  );
  return ({ code, message }) => shown.has(`${code} ${message}`);
}

/** Below the limit of GitHub for the body of a pull request, 65,536 characters. */
const maxLength = 60_000;

const foldEnd = '\n</details>\n';

/** Items that need review come first, and items that need none come last, since a body that is too long is cut at its end. */
export function modelsMarkdown(result: ModelsResult): string {
  const { reports, origins } = result;
  return cutToLength([
    `### Model lists: ${countDiagnostics(reports)}\n`,
    ...errorParts(result),
    ...holdParts(reports),
    ...reports.flatMap(changeParts),
    ...noteParts(reports),
    ...(origins.length === 0 ? [] : ['\n', ...origins.map((one) => `${escapeMarkdown(one.source)}: ${describeOrigin(one)}.\n`)]),
    ...fillInParts(reports),
  ]);
}

function errorParts(result: ModelsResult): string[] {
  const isShown = alreadyShown(result);
  const errors = result.diagnostics.filter((one) => one.severity === 'error' && !isShown(one));
  return errors.length === 0 ? [] : ['\n**Errors:**\n\n', ...errors.map(listItem)];
}

function holdParts(reports: readonly SpecReport[]): string[] {
  const held = reports.map(({ provider, diagnostics }) => ({ provider, holds: ofKind(diagnostics, 'hold') }));
  const parts = held.flatMap(({ provider, holds }) => (holds.length === 0 ? [] : [`\n${codeSpan(provider)}:\n\n`, ...holds.map(listItem)]));
  return parts.length === 0 ? [] : ['\n**Held for review:**\n', ...parts];
}

function changeParts({ provider, diagnostics }: SpecReport): string[] {
  const { changes } = splitFillIns(diagnostics);
  if (changes.length === 0) return [];
  const head = '| Model | Field | Before | After | Reason |\n| --- | --- | --- | --- | --- |\n';
  return [`\n#### ${codeSpan(provider)}\n\n`, head, ...changes.map(tableRow)];
}

function noteParts(reports: readonly SpecReport[]): string[] {
  const notes = reports.flatMap(({ provider, diagnostics }) =>
    ofKind(diagnostics, 'note').map(({ message }) => ({ message: `${provider}: ${message}` })),
  );
  if (notes.length === 0) return [];
  const summary = `${countWords(notes.length, 'note')}, such as sources that disagree and models that no source lists`;
  return [`\n<details><summary>${summary}</summary>\n\n`, ...notes.map(listItem), foldEnd];
}

function fillInParts(reports: readonly SpecReport[]): string[] {
  const fillIns = reports.flatMap(({ diagnostics }) => [...splitFillIns(diagnostics).fillIns]);
  if (fillIns.length === 0) return [];
  const items = fillIns.map(([model, fields]) => {
    const names = fields.map(({ field }) => codeSpan(field ?? '')).join(', ');
    return `- ${codeSpan(showable(model))} from ${escapeMarkdown(sourcesOf(fields))}: ${names}\n`;
  });
  return [`\n<details><summary>Newly filled-in values for ${countWords(fillIns.length, 'model')}</summary>\n\n`, ...items, foldEnd];
}

function cutToLength(parts: readonly string[]): string {
  let length = 0;
  const shown = parts.filter((part) => (length += part.length) <= maxLength);
  const hidden = parts.length - shown.length;
  if (hidden === 0) return shown.join('');
  const isFolded = shown.findLastIndex((part) => part.startsWith('\n<details>')) > shown.lastIndexOf(foldEnd);
  return `${shown.join('')}${isFolded ? foldEnd : ''}\n${countWords(hidden, 'more line')} omitted; \`--reporter json\` shows all.\n`;
}

function tableRow({ rule, model, field, before, after, claims = [], message }: RefreshDiagnostic): string {
  const cell = (value: unknown): string =>
    value === undefined
      ? ''
      : codeSpan(showable(typeof value === 'string' ? value : JSON.stringify(value))).replaceAll('|', String.raw`\|`);
  const sources = claims.map(({ source, date, value }) =>
    sameFieldValue(value, after) ? `${source}, ${date}` : `${source} says ${JSON.stringify(value)}`,
  );
  const reason = rule === 'models/value' ? sources.join('; ') : message;
  return `| ${cell(model)} | ${cell(field)} | ${cell(before)} | ${cell(after)} | ${escapeMarkdown(showable(reason))} |\n`;
}

function listItem({ message, hint }: Pick<Diagnostic, 'message' | 'hint'>): string {
  return `- ${escapeMarkdown(showable(message))}${hint === undefined ? '' : `<br>${escapeMarkdown(showable(hint))}`}\n`;
}
