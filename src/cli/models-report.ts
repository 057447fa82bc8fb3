// What a refresh found, for people: lines for a terminal, and the body of a pull request.
import type { Origin } from '../commands/gather.js';
import type { ModelsResult } from '../commands/models-diff.js';
import type { SpecReport } from '../commands/refresh-spec.js';
import type { Diagnostic } from '../core/diagnostics.js';
import type { RefreshDiagnostic } from '../models/types.js';
import { sameFieldValue } from '../models/fields.js';
import { redactSecrets } from '../core/secrets.js';
import { quote, visible } from '../core/text.js';
import { dayAndAge } from './age.js';
import type { Colors } from './color.js';
import { codeSpan, escapeMarkdown } from './reporters/markdown-text.js';

/** More notes than these of one spec are counted. */
const mostNotes = 10;

const signs: Partial<Record<RefreshDiagnostic['rule'], string>> = {
  'models/new': '+',
  'models/returned': '+',
  'models/gone': '-',
  'models/missing': '?',
  'models/deprecated': '?',
};

export function modelsText({ reports, origins }: ModelsResult, colors: Colors): string {
  const parts = reports.flatMap(({ path, provider, diagnostics }) => {
    if (diagnostics.length === 0) return [];
    const { changes, fills } = sorted(diagnostics);
    const notes = of(diagnostics, 'note');
    const more =
      notes.length > mostNotes ? [`  ${colors.dim(`· ${notes.length - mostNotes} more to know; \`--reporter json\` has them all`)}\n`] : [];
    return [
      `${colors.bold(provider)} ${colors.dim(path)}\n`,
      ...changes.map(({ rule, message }) => `  ${colors.green(signs[rule] ?? '~')} ${safe(message)}\n`),
      ...[...fills].map(([model, fields]) => {
        const values = fields.map(({ field, after }) => `${field} ${JSON.stringify(after)}`).join(', ');
        return `  ${colors.green('~')} ${safe(`${quote(model)} gets from ${sourcesOf(fields)}: ${values}`)}\n`;
      }),
      ...of(diagnostics, 'hold').map(
        ({ message, hint }) =>
          `  ${colors.yellow('! held:')} ${safe(message)}${hint === undefined ? '' : `\n      ${colors.cyan('hint:')} ${hint}`}\n`,
      ),
      ...notes.slice(0, mostNotes).map(({ message }) => `  ${colors.dim(`· ${safe(message)}`)}\n`),
      ...more,
    ];
  });
  const ages = origins.map((one) => `${colors.dim(`${one.source}: ${ageOf(one)}`)}\n`);
  return [...parts, ...ages, `${counts(reports)}\n`].join('');
}

/** The changes, less those that fill in what was not known of a model; and these, by the model. */
function sorted(diagnostics: readonly RefreshDiagnostic[]): { changes: RefreshDiagnostic[]; fills: Map<string, RefreshDiagnostic[]> } {
  const fills = new Map<string, RefreshDiagnostic[]>();
  const changes = of(diagnostics, 'change').filter((diagnostic) => {
    const { rule, model, before, after, claims = [] } = diagnostic;
    const isAgreed = claims.every(({ value }) => JSON.stringify(value) === JSON.stringify(after));
    if (rule !== 'models/value' || model === undefined || before !== undefined || !isAgreed) return true;
    fills.set(model, [...(fills.get(model) ?? []), diagnostic]);
    return false;
  });
  return { changes, fills };
}

function sourcesOf(diagnostics: readonly RefreshDiagnostic[]): string {
  return [...new Set(diagnostics.map(({ claims }) => claims?.[0]?.source))].join(' and ');
}

const origin = { network: 'answer', cache: 'the answer that was kept', snapshot: 'the snapshot in the package', file: 'a file' };

function ageOf({ from, ...age }: Origin): string {
  return `${origin[from]} of ${dayAndAge(age)}`;
}

function counts(reports: readonly SpecReport[]): string {
  const all = reports.flatMap(({ diagnostics }) => diagnostics);
  const specs = reports.length === 1 ? '1 spec' : `${reports.length} specs`;
  return `${of(all, 'change').length} changed, ${of(all, 'hold').length} held, ${of(all, 'note').length} to know in ${specs}`;
}

function of(diagnostics: readonly RefreshDiagnostic[], kind: RefreshDiagnostic['kind']): RefreshDiagnostic[] {
  return diagnostics.filter((diagnostic) => diagnostic.kind === kind);
}

/** What came from outside, as it may be shown. */
function safe(text: string): string {
  return visible(redactSecrets(text));
}

/** Whether the lines say a diagnostic already. */
export function isToldBy({ reports }: ModelsResult): ({ code, message }: Diagnostic) => boolean {
  const told = new Set(
    reports.flatMap(({ provider, diagnostics }) => diagnostics.map(({ rule, message }) => `${rule} ${provider}: ${message}`)),
  );
  return ({ code, message }) => told.has(`${code} ${message}`);
}

/** As much of it as GitHub takes in the body of a pull request. */
const most = 60_000;

const foldEnd = '\n</details>\n';

export function modelsMarkdown(result: ModelsResult): string {
  const { reports, origins } = result;
  const parts = [`### Model lists: ${counts(reports)}\n`];
  // What a person has to look at goes first, and what nobody has to goes last: a body that is too long is cut at its end.
  const isTold = isToldBy(result);
  const problems = result.diagnostics.filter((one) => one.severity === 'error' && !isTold(one));
  if (problems.length > 0) parts.push('\n**Not done:**\n\n', ...problems.map(item));
  const holds = reports.filter(({ diagnostics }) => of(diagnostics, 'hold').length > 0);
  if (holds.length > 0) parts.push('\n**Held for a person to look at:**\n');
  for (const { provider, diagnostics } of holds) parts.push(`\n${codeSpan(provider)}:\n\n`, ...of(diagnostics, 'hold').map(item));
  for (const { provider, diagnostics } of reports) {
    const { changes } = sorted(diagnostics);
    if (changes.length === 0) continue;
    const head = '| Model | Field | Before | After | Why |\n| --- | --- | --- | --- | --- |\n';
    parts.push(`\n#### ${codeSpan(provider)}\n\n`, head, ...changes.map(row));
  }
  const notes = reports.flatMap(({ provider, diagnostics }) =>
    of(diagnostics, 'note').map(({ message }) => ({ message: `${provider}: ${message}` })),
  );
  if (notes.length > 0)
    parts.push(
      `\n<details><summary>${notes.length} to know: sources that disagree, models that no source lists</summary>\n\n`,
      ...notes.map(item),
      foldEnd,
    );
  const fills = reports.flatMap(({ diagnostics }) => [...sorted(diagnostics).fills]);
  if (origins.length > 0) parts.push('\n', ...origins.map((one) => `${escapeMarkdown(one.source)}: ${ageOf(one)}.\n`));
  if (fills.length > 0)
    parts.push(
      `\n<details><summary>What was not known of ${fills.length === 1 ? 'a model' : `${fills.length} models`} is filled in</summary>\n\n`,
      ...fills.map(filledIn),
      foldEnd,
    );
  return fitted(parts);
}

function fitted(parts: readonly string[]): string {
  let length = 0;
  const shown = parts.filter((part) => (length += part.length) <= most);
  const left = parts.length - shown.length;
  if (left === 0) return shown.join('');
  const isFolded = shown.findLastIndex((part) => part.startsWith('\n<details>')) > shown.lastIndexOf(foldEnd);
  return `${shown.join('')}${isFolded ? foldEnd : ''}\n${left} more lines are left out here; \`--reporter json\` has them all.\n`;
}

function filledIn([model, fields]: readonly [string, readonly RefreshDiagnostic[]]): string {
  const names = fields.map(({ field }) => codeSpan(field ?? '')).join(', ');
  return `- ${codeSpan(safe(model))} from ${escapeMarkdown(sourcesOf(fields))}: ${names}\n`;
}

function row({ rule, model, field, before, after, claims = [], message }: RefreshDiagnostic): string {
  const cell = (value: unknown): string =>
    value === undefined ? '' : codeSpan(safe(typeof value === 'string' ? value : JSON.stringify(value))).replaceAll('|', String.raw`\|`);
  const who = claims.map(({ source, date, value }) =>
    sameFieldValue(value, after) ? `${source}, ${date}` : `${source} says ${JSON.stringify(value)}`,
  );
  const why = rule === 'models/value' ? who.join('; ') : message;
  return `| ${cell(model)} | ${cell(field)} | ${cell(before)} | ${cell(after)} | ${escapeMarkdown(safe(why))} |\n`;
}

function item({ message, hint }: Pick<Diagnostic, 'message' | 'hint'>): string {
  return `- ${escapeMarkdown(safe(message))}${hint === undefined ? '' : `<br>${escapeMarkdown(safe(hint))}`}\n`;
}
