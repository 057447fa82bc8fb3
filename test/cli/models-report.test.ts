// Parts of the report that a run of the command does not reach.
import { describe, expect, it } from 'vitest';
import { modelsMarkdown, modelsText } from '../../src/cli/models-report.js';
import { colors } from '../../src/cli/color.js';
import type { ModelsResult } from '../../src/commands/models-diff.js';
import type { SpecReport } from '../../src/commands/refresh-spec.js';

function resultOf(days: number, diagnostics: SpecReport['diagnostics'] = []): ModelsResult {
  const origins = [{ source: 'models.dev', from: 'file', date: '2026-03-04', days }] as const;
  return { changes: [], diagnostics: [], sources: new Map(), origins, reports: [{ path: 'acme.yaml', provider: 'acme', diagnostics }] };
}

describe('the age of a response in the report', () => {
  it.each([
    [0, '0 days old'],
    [1, '1 day old'],
    [2, '2 days old'],
    [-1, 'in the future'],
  ])('of %d days is printed as words', (days, words) => {
    const result = resultOf(days);
    expect(modelsText(result, colors(false))).toContain(`models.dev: file of 2026-03-04, ${words}\n`);
    expect(modelsMarkdown(result)).toContain(`models.dev: file of 2026-03-04, ${words}.\n`);
  });
});

describe('a pull request body that is too long', () => {
  it('is cut between lines, and its folded part is closed', () => {
    const note = { kind: 'note', rule: 'models/left-out', message: 'x'.repeat(1000) } as const;
    const body = modelsMarkdown(
      resultOf(
        0,
        Array.from({ length: 100 }, () => note),
      ),
    );
    expect(body.length).toBeLessThan(65_536);
    expect(body).toMatch(/<\/details>\n\n\d+ more lines omitted; `--reporter json` shows all\.\n$/);
    expect(body.split('<details>').length).toBe(body.split('</details>').length);
  });
});
