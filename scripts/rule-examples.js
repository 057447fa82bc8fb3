// The examples of `providersmith rules <code>`, from the golden files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @returns by the code of a rule, how a report shows a diagnostic of it and, for a rule of an audit, the lines of a change that triggers it and of one that does not
 */
export function ruleExamples(root) {
  const reports = readdirSync(join(root, 'fixtures'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /^specs[\\/]bad[\\/].*\.txt$|[\\/](diagnostics|findings)\.txt$/.test(path))
    .sort()
    .flatMap((path) =>
      readFileSync(join(root, 'fixtures', path), 'utf8')
        .trimEnd()
        .split('\n\n'),
    );
  const examples = {};
  for (const report of reports) {
    const code = /^.*\[([\w-]+\/[\w-]+)\]$/m.exec(report.split('\n')[0])?.[1];
    if (code === undefined) continue;
    const short = report.replace(/^fixtures\/\S*\//, '');
    const shortest = examples[code]?.report;
    if (shortest === undefined || short.length < shortest.length) examples[code] = { report: short };
  }
  for (const target of readdirSync(join(root, 'fixtures/audit')))
    for (const rule of readdirSync(join(root, 'fixtures/audit', target))) {
      const [fires, quiet] = ['fires', 'quiet'].map((kind) => join(root, 'fixtures/audit', target, rule, `${kind}.patch`));
      if (!existsSync(fires)) continue;
      const code = `${target}/${rule}`;
      examples[code] = { ...examples[code], fires: changedLines(fires), quiet: changedLines(quiet) };
    }
  return examples;
}

function changedLines(path) {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => /^[-+](?!--|\+\+)/.test(line)).join('\n');
}
