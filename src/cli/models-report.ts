// What a refresh found, for people: lines for a terminal, and the body of a pull request.
import type { Origin } from '../commands/gather.js';
import type { ModelsResult, Refreshed } from '../commands/models.js';
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

export function modelsText({ refreshed, origins }: ModelsResult, colors: Colors): string {
  const parts = refreshed.flatMap(({ path, provider, findings }) => {
    if (findings.length === 0) return [];
    const { changes, fills } = sorted(findings);
    const notes = of(findings, 'note');
    const more =
      notes.length > mostNotes ? [`  ${colors.dim(`· ${notes.length - mostNotes} more to know; \`--reporter json\` has them all`)}\n`] : [];
    return [
      `${colors.bold(provider)} ${colors.dim(path)}\n`,
      ...changes.map(({ rule, message }) => `  ${colors.green(signs[rule] ?? '~')} ${safe(message)}\n`),
      ...[...fills].map(([model, fields]) => {
        const values = fields.map(({ field, after }) => `${field} ${JSON.stringify(after)}`).join(', ');
        return `  ${colors.green('~')} ${safe(`${quote(model)} gets from ${sourcesOf(fields)}: ${values}`)}\n`;
      }),
      ...of(findings, 'hold').map(
        ({ message, hint }) =>
          `  ${colors.yellow('! held:')} ${safe(message)}${hint === undefined ? '' : `\n      ${colors.cyan('hint:')} ${hint}`}\n`,
      ),
      ...notes.slice(0, mostNotes).map(({ message }) => `  ${colors.dim(`· ${safe(message)}`)}\n`),
      ...more,
    ];
  });
  const ages = origins.map((one) => `${colors.dim(`${one.source}: ${ageOf(one)}`)}\n`);
  return [...parts, ...ages, `${counts(refreshed)}\n`].join('');
}

/** The changes, less those that fill in what was not known of a model; and these, by the model. */
function sorted(findings: readonly RefreshDiagnostic[]): { changes: RefreshDiagnostic[]; fills: Map<string, RefreshDiagnostic[]> } {
  const fills = new Map<string, RefreshDiagnostic[]>();
  const changes = of(findings, 'change').filter((finding) => {
    const { rule, model, before, after, claims = [] } = finding;
    const isAgreed = claims.every(({ value }) => JSON.stringify(value) === JSON.stringify(after));
    if (rule !== 'models/value' || model === undefined || before !== undefined || !isAgreed) return true;
    fills.set(model, [...(fills.get(model) ?? []), finding]);
    return false;
  });
  return { changes, fills };
}

function sourcesOf(findings: readonly RefreshDiagnostic[]): string {
  return [...new Set(findings.map(({ claims }) => claims?.[0]?.source))].join(' and ');
}

const origin = { network: 'answer', cache: 'the answer that was kept', snapshot: 'the snapshot in the package', file: 'a file' };

function ageOf({ from, ...age }: Origin): string {
  return `${origin[from]} of ${dayAndAge(age)}`;
}

function counts(refreshed: readonly Refreshed[]): string {
  const all = refreshed.flatMap(({ findings }) => findings);
  const specs = refreshed.length === 1 ? '1 spec' : `${refreshed.length} specs`;
  return `${of(all, 'change').length} changed, ${of(all, 'hold').length} held, ${of(all, 'note').length} to know in ${specs}`;
}

function of(findings: readonly RefreshDiagnostic[], kind: RefreshDiagnostic['kind']): RefreshDiagnostic[] {
  return findings.filter((finding) => finding.kind === kind);
}

/** What came from outside, as it may be shown. */
function safe(text: string): string {
  return visible(redactSecrets(text));
}

/** Whether the lines say a finding already. */
export function isToldBy({ refreshed }: ModelsResult): ({ code, message }: Diagnostic) => boolean {
  const told = new Set(
    refreshed.flatMap(({ provider, findings }) => findings.map(({ rule, message }) => `${rule} ${provider}: ${message}`)),
  );
  return ({ code, message }) => told.has(`${code} ${message}`);
}

/** As much of it as GitHub takes in the body of a pull request. */
const most = 60_000;

const foldEnd = '\n</details>\n';

export function modelsMarkdown(result: ModelsResult): string {
  const { refreshed, origins } = result;
  const parts = [`### Model lists: ${counts(refreshed)}\n`];
  // What a person has to look at goes first, and what nobody has to goes last: a body that is too long is cut at its end.
  const isTold = isToldBy(result);
  const problems = result.diagnostics.filter((one) => one.severity === 'error' && !isTold(one));
  if (problems.length > 0) parts.push('\n**Not done:**\n\n', ...problems.map(item));
  const holds = refreshed.filter(({ findings }) => of(findings, 'hold').length > 0);
  if (holds.length > 0) parts.push('\n**Held for a person to look at:**\n');
  for (const { provider, findings } of holds) parts.push(`\n${codeSpan(provider)}:\n\n`, ...of(findings, 'hold').map(item));
  for (const { provider, findings } of refreshed) {
    const { changes } = sorted(findings);
    if (changes.length === 0) continue;
    const head = '| Model | Field | Before | After | Why |\n| --- | --- | --- | --- | --- |\n';
    parts.push(`\n#### ${codeSpan(provider)}\n\n`, head, ...changes.map(row));
  }
  const notes = refreshed.flatMap(({ provider, findings }) =>
    of(findings, 'note').map(({ message }) => ({ message: `${provider}: ${message}` })),
  );
  if (notes.length > 0)
    parts.push(
      `\n<details><summary>${notes.length} to know: sources that disagree, models that no source lists</summary>\n\n`,
      ...notes.map(item),
      foldEnd,
    );
  const fills = refreshed.flatMap(({ findings }) => [...sorted(findings).fills]);
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
