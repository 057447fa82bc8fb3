// JUnit XML as GitLab, Jenkins and others read it: https://github.com/testmoapp/junitxml
import { withVisibleText, type Report } from './report.js';

/** A test case per diagnostic: it fails if the diagnostic makes the command fail, otherwise it has output. */
export function junitReport({ command, diagnostics }: Report): string {
  const name = `providersmith ${command}`;
  const cases = diagnostics.map(({ diagnostic, fails }) => {
    const { code, severity, message, hint, at } = withVisibleText(diagnostic);
    const place = at ? ` at ${at.path}:${at.line}:${at.column}` : '';
    const file = at ? ` file="${escapeXml(at.path)}"` : '';
    const body = escapeXml(`${severity}: ${message}${place}${hint === undefined ? '' : `\n${hint}`}`);
    const said = fails
      ? `<failure type="${severity}" message="${escapeXml(message)}">${body}</failure>`
      : `<system-out>${body}</system-out>`;
    return `    <testcase classname="${escapeXml(code)}" name="${escapeXml(`${message}${place}`)}"${file}>\n      ${said}\n    </testcase>\n`;
  });
  // Some readers reject a suite without tests.
  const all = cases.length > 0 ? cases.join('') : `    <testcase classname="${name}" name="no diagnostics"/>\n`;
  const counts = `tests="${Math.max(1, cases.length)}" failures="${diagnostics.filter(({ fails }) => fails).length}" errors="0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts}>\n  <testsuite name="${name}" ${counts}>\n${all}  </testsuite>\n</testsuites>\n`;
}

/** Escapes text for XML 1.0. Characters that XML cannot contain become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');
}
