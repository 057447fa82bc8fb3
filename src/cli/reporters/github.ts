// Workflow commands of GitHub Actions, which become annotations:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions, escaped as actions/toolkit packages/core/src/command.ts does.
import { countLine, withVisibleText, type Report } from './report.js';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

export function githubReport({ diagnostics }: Report): string {
  const lines = diagnostics.map(({ diagnostic }) => {
    const { code, severity, message, hint, at } = withVisibleText(diagnostic);
    const properties = { ...(at && { file: at.path, line: at.line, col: at.column }), title: code };
    const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
    return `::${commands[severity]} ${list.join(',')}::${data(hint === undefined ? message : `${message}\n${hint}`)}\n`;
  });
  return `${lines.join('')}${countLine(diagnostics.map(({ diagnostic }) => diagnostic))}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
