// Each reporter for programs on one set of findings, and on none. UPDATE_GOLDEN=1 writes fixtures/reporters/ anew.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import draft7 from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { githubReport } from '../../../src/cli/reporters/github.js';
import { junitReport } from '../../../src/cli/reporters/junit.js';
import { markdownReport } from '../../../src/cli/reporters/markdown.js';
import type { Report } from '../../../src/cli/reporters/report.js';
import { sarifReport } from '../../../src/cli/reporters/sarif.js';
import { allRules } from '../../../src/commands/targets.js';
import { redactDiagnostic, type Diagnostic } from '../../../src/core/diagnostics.js';
import { visible } from '../../../src/core/text.js';

const rules = new Map(await allRules());
const findings: Diagnostic[] = [
  {
    code: 'check/differs',
    severity: 'error',
    message: '`url` is "https://a.example/<b>", not "https://b.example/a,b:c"',
    at: { path: 'crates/a folder/provider.json', line: 12, column: 5 },
    subject: 'acme/url',
    hint: 'line one\nline two, 100% sure',
    related: [{ at: { path: 'specs/acme,1.yaml', line: 3, column: 9 }, message: 'the spec' }],
    fix: [{ kind: 'splice', path: 'crates/a folder/provider.json', start: 10, end: 14, text: '"x"\n' }],
  },
  {
    code: 'forgecode/limit-contradiction',
    severity: 'warning',
    message: 'ask @octocat about #12 | **now** & `then` \u0007 ]]> https://evil.example',
    at: { path: '/abs/ü.json', line: 1, column: 1 },
  },
  { code: 'io/read', severity: 'error', message: 'cannot read x::y' },
  {
    code: 'forgecode/dropped',
    severity: 'info',
    message: 'of the models: `limit.output`',
    at: { path: 'specs/a.yaml', line: 2, column: 3 },
  },
];

function reportOf(diagnostics: readonly Diagnostic[]): Report {
  const asFindings = diagnostics.map((diagnostic, index) => ({
    diagnostic,
    fingerprint: `0123456789abcde${index}`,
    fails: diagnostic.severity === 'error',
  }));
  const suppressed = asFindings.slice(1, 2).map((finding) => ({ ...finding, reason: 'the plan is smaller' }));
  return { command: 'check', exitCode: 1, diagnostics: asFindings, suppressed, known: diagnostics.length, rules, version: '1.2.3' };
}

const reporters = { 'sarif.json': sarifReport, 'github.txt': githubReport, 'markdown.md': markdownReport, 'junit.xml': junitReport };

describe.each(Object.entries(reporters))('%s', (name, reporter) => {
  it.each([
    ['rich', findings],
    ['none', []],
  ])('%s', (set, diagnostics) => {
    const path = join('fixtures/reporters', `${set}.${name}`);
    const actual = reporter(reportOf(diagnostics));
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, actual);
    expect(actual).toBe(readFileSync(path, 'utf8'));
  });
});

const schemaPath = process.env['SARIF_SCHEMA'] ?? '';
const schemaIsThere = existsSync(schemaPath);

describe('sarif', () => {
  it.skipIf(!schemaIsThere)(`is valid against the schema of OASIS${schemaIsThere ? '' : ' (SARIF_SCHEMA names no file)'}`, () => {
    const schema = JSON.parse(readFileSync(schemaPath, 'utf8')) as { $schema?: string; id?: string };
    delete schema.$schema;
    delete schema.id;
    const ajv = new draft7.Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
    const validate = ajv.compile(schema);
    for (const set of [findings, []]) {
      validate(JSON.parse(sarifReport(reportOf(set))));
      expect(validate.errors).toBeNull();
    }
  });

  it('has no fingerprint unless the run needs it', () => {
    const report = reportOf(findings);
    expect(sarifReport({ ...report, diagnostics: report.diagnostics.map((finding) => ({ ...finding, fingerprint: '' })) })).not.toContain(
      '"providersmith/v1": ""',
    );
  });

  it('lists each rule that occurs, once', () => {
    const { runs } = JSON.parse(sarifReport(reportOf([...findings, ...findings]))) as {
      runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number }[] }[];
    };
    const ids = runs[0]!.tool.driver.rules.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted());
    for (const { ruleId, ruleIndex } of runs[0]!.results) expect(ids[ruleIndex]).toBe(ruleId);
  });
});

const anyText = fc.string({ unit: 'binary', maxLength: 20 });
const anyFinding = fc.record({ path: anyText, message: anyText });
const withText = ({ path, message }: { path: string; message: string }): Diagnostic => ({
  code: 'check/differs',
  severity: 'error',
  message,
  at: { path, line: 1, column: 1 },
});

describe('text from files in a report', () => {
  it.each(Object.entries({ githubReport, markdownReport, junitReport }))('does not act on the viewer of %s', (_, reporter) => {
    const acting = fc.constantFrom('\u001b[31m', '\r', '\n', '\u0007', '\u009b', '\u202e', '\u2066', '\u200f', '\u2028', 'a', ' ');
    const text = fc.array(acting, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, (path, message, hint) => {
        const shown = reporter(reportOf([{ ...withText({ path, message }), hint }]));
        expect(shown.replaceAll('\n', '')).toBe(visible(shown.replaceAll('\n', '')));
        expect(shown.split('\n').length).toBe(reporter(reportOf([withText({ path: 'a', message: 'a' })])).split('\n').length);
      }),
    );
  });

  it('stays one workflow command that decodes to the same text', () => {
    const back = (text: string): string =>
      text.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
    fc.assert(
      fc.property(anyFinding, (finding) => {
        const [command, ...rest] = githubReport(reportOf([withText(finding)])).split('\n');
        expect(rest).toEqual(['1 error', '']);
        const match = /^::error file=([^,]*),line=1,col=1,title=check\/differs::(.*)$/s.exec(command!)!;
        expect([back(match[1]!), back(match[2]!)]).toEqual([visible(finding.path), visible(finding.message)]);
      }),
    );
  });

  it('stays valid XML', () => {
    fc.assert(
      fc.property(anyFinding, (finding) => {
        const xml = junitReport(reportOf([withText(finding)]));
        expect(xml).not.toMatch(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
        expect(xml.match(/<\/?[a-z?]/g)).toHaveLength(9);
        expect(xml).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#10;|#13;)/);
      }),
    );
  });

  it('stays one Markdown list item without mentions, references or markup', () => {
    fc.assert(
      fc.property(anyFinding, (finding) => {
        const lines = markdownReport({ ...reportOf([withText(finding)]), known: 0, suppressed: [] }).split('\n');
        expect(lines).toHaveLength(4);
        const text = lines[2]!.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/gs, '');
        expect(text.replaceAll('<!-- -->', '')).not.toMatch(/<(?!br>)|@\w|#\d/);
        expect(text).not.toMatch(/[@#](?!<!-- -->)/);
      }),
    );
  });
});

describe('markdown', () => {
  it('stays within the limit of a GitHub comment, and counts what it omits', () => {
    const many = Array.from({ length: 5000 }, (_, index) => withText({ path: 'a.json', message: `finding ${index}` }));
    const text = markdownReport(reportOf(many));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/\n[1-9]\d+ more are omitted/);
    expect(text).toContain('<details><summary>4980 more</summary>');
  });

  it('omits a diagnostic that is too long, and no other', () => {
    const long = withText({ path: 'a.json', message: 'x'.repeat(70_000) });
    const text = markdownReport(reportOf([long, withText({ path: 'b.json', message: 'short' })]));
    expect(text).toContain('- ❌ `b.json:1` short');
    expect(text).toMatch(/\n1 more are omitted/);
  });
});

describe('unusual diagnostics', () => {
  it('encode a path with an unpaired surrogate', () => {
    const report = JSON.parse(sarifReport(reportOf([withText({ path: 'a/\ud800.json', message: 'm' })]))) as unknown;
    expect(JSON.stringify(report)).toContain('a/%EF%BF%BD.json');
  });

  it('omit a fix that contains a secret', () => {
    const fix = (text: string): Diagnostic => ({
      ...withText({ path: 'a', message: 'm' }),
      fix: [{ kind: 'splice', path: 'a', start: 0, end: 0, text }],
    });
    expect(redactDiagnostic(fix('"sk-live-0123456789abcdef"'))).not.toHaveProperty('fix');
    expect(redactDiagnostic(fix('"sk-mine"'))).toEqual(fix('"sk-mine"'));
  });
});
