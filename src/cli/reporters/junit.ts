// JUnit XML as GitLab, Jenkins and others read it: https://github.com/testmoapp/junitxml
import { legible, type Report } from './report.js';

/** A test for each finding: one that fails where the finding makes the command fail, one with some output where it does not. */
export function junitReport({ command, diagnostics: findings }: Report): string {
  const name = `providersmith ${command}`;
  const cases = findings.map(({ diagnostic, fails }) => {
    const { code, severity, message, hint, at } = legible(diagnostic);
    const place = at ? ` at ${at.path}:${at.line}:${at.column}` : '';
    const file = at ? ` file="${xml(at.path)}"` : '';
    const body = xml(`${severity}: ${message}${place}${hint === undefined ? '' : `\n${hint}`}`);
    const said = fails ? `<failure type="${severity}" message="${xml(message)}">${body}</failure>` : `<system-out>${body}</system-out>`;
    return `    <testcase classname="${xml(code)}" name="${xml(`${message}${place}`)}"${file}>\n      ${said}\n    </testcase>\n`;
  });
  // A suite without a test is an error to some readers.
  const all = cases.length > 0 ? cases.join('') : `    <testcase classname="${name}" name="no findings"/>\n`;
  const counts = `tests="${Math.max(1, cases.length)}" failures="${findings.filter(({ fails }) => fails).length}" errors="0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts}>\n  <testsuite name="${name}" ${counts}>\n${all}  </testsuite>\n</testsuites>\n`;
}

/** Text for an attribute or an element. What XML 1.0 cannot hold at all is a replacement character. */
function xml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');
}
