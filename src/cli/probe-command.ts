import { InvalidArgumentError, type Command } from 'commander';
import type { ProbePlan, ProbeResult } from '../commands/probe.js';
import { mostRequests, mostTokens, questions, wrongKey, type ProbeAnswer } from '../probe/types.js';
import { visible } from '../core/text.js';
import type { Colors } from './color.js';
import { parsePath, globalOptions } from './options.js';
import { escapeMarkdown } from './reporters/markdown-text.js';
import { runCommand } from './session.js';

interface ProbeFlags {
  url?: string;
  env?: string;
  model?: string;
  out?: string;
  record?: string;
  replay?: string;
  write: boolean;
  yes: boolean;
  timeout: number;
}

export function addProbeCommand(program: Command): void {
  const command = program
    .command('probe')
    .description('ask a provider how it behaves: URLs, protocols, headers, ids, quirks')
    .argument('[spec]', 'a spec file, YAML or JSON')
    .option('--url <url>', 'a base URL, instead of a spec')
    .option('--env <name>', 'environment variable of the key (default: those of the spec; with `--url`, no key)', parseVariable)
    .option('--model <id>', 'model to ask (default: that of the spec, or else one of its list)')
    .option('--yes', 'send the requests of the plan without asking', false)
    .option('--write', 'update the spec with the results', false)
    .option('-o, --out <file>', 'write a first spec to this file (with `--url`)', parsePath)
    .option('--record <file>', 'record requests and responses, without the key', parsePath)
    .option('--replay <file>', 'use the responses of a recording, and send nothing', parsePath)
    .option('--timeout <seconds>', 'time limit of one request', parseSeconds, 30)
    .addHelpText('after', '\nExample:\n  providersmith probe specs/cline-pass.yaml --yes');
  command
    .hook('preAction', () => refuseConflictingProbeOptions(command))
    .action((spec: string | undefined, { timeout, yes, ...flags }: ProbeFlags) =>
      runCommand(
        'probe',
        globalOptions(command),
        async () =>
          (await import('../commands/probe.js')).probeProvider({
            ...flags,
            ...(spec !== undefined && { spec }),
            timeoutMs: timeout * 1000,
            consent: (plan) => confirmPlan(plan, yes),
          }),
        (result) => ({
          text: (colors) => formatAnswers(result, colors),
          json: {
            ...(result.plan && { plan: { ...result.plan, most_requests: mostRequests, most_tokens: mostTokens } }),
            requests: result.requests,
            answers: answersIn(result).map(({ question, answer, confidence, evidence, fields }) => ({
              question,
              asked: questions[question],
              answer: answer ?? null,
              confidence,
              evidence: evidence.map(({ summary, ...request }) => ({ ...request, seen: summary })),
              fields,
            })),
            written: result.changes.map(({ path }) => path),
          },
          markdownBelow: () => formatMarkdownAnswers(result),
          diagnosticsAreResult: false,
          ...(result.changes.length > 0 && { note: result.changes.map(({ path }) => `wrote ${path}`).join('\n') }),
        }),
      ),
    );
}

function refuseConflictingProbeOptions(command: Command): void {
  const { url, out, write, record, replay } = command.opts<ProbeFlags>();
  const spec = command.args[0];
  const conflicts: readonly (readonly [isWrong: boolean, message: string])[] = [
    [(spec === undefined) === (url === undefined), 'name a spec, or a base URL with `--url`'],
    [out !== undefined && url === undefined, '`--out` requires `--url`; use `--write` to update a spec'],
    [write && spec === undefined, '`--write` requires a spec; use `--out` with `--url`'],
    [record !== undefined && replay !== undefined, '`--record` cannot be used with `--replay`'],
  ];
  const conflict = conflicts.find(([isWrong]) => isWrong);
  if (conflict) command.error(`error: ${conflict[1]}`);
}

function parseVariable(value: string): string {
  if (!/^[A-Za-z_]\w{0,63}$/.test(value)) throw new InvalidArgumentError('expected the name of an environment variable.');
  return value;
}

function parseSeconds(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number <= 600)) throw new InvalidArgumentError('expected a number of seconds, more than 0 and at most 600.');
  return number;
}

/** Shows the plan, and asks for confirmation in a terminal. */
async function confirmPlan(plan: ProbePlan, yes: boolean): Promise<boolean> {
  process.stderr.write(formatPlan(plan));
  if (yes) return true;
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const { createInterface } = await import('node:readline');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The end of the input and Ctrl-C mean no.
  const answer = await new Promise<string>((done) => {
    terminal.on('close', () => done('')).on('SIGINT', () => terminal.close());
    terminal.question('Send them? [y/N] ', done);
  });
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function formatPlan({ rows, hosts, env }: ProbePlan): string {
  const width = Math.max(...rows.map(({ host, path }) => host.length + path.length));
  const lines = rows.map(({ method, host, path, purpose, key }) => {
    const url = visible(host + path).padEnd(width);
    return `  ${method.padEnd(4)} ${url}  ${purpose}${env !== undefined && !key ? ', without the key' : ''}\n`;
  });
  const keyNote =
    env === undefined
      ? 'No key is sent.'
      : `The key in ${env} is sent only to ${hosts.join(' and ')}, and once replaced by \`${wrongKey}\`.`;
  return (
    `A probe sends at most ${mostRequests} requests, one at a time, each for at most ${mostTokens} output tokens.\n` +
    `It selects from these requests, depending on the responses:\n${lines.join('')}${keyNote}\n`
  );
}

function answersIn({ outcome }: ProbeResult): readonly ProbeAnswer[] {
  return outcome?.answers ?? [];
}

function formatAnswers(result: ProbeResult, colors: Colors): string {
  // When the probe stopped early, most questions have no answer.
  const shown = answersIn(result).filter(({ answer }) => answer !== undefined || !result.outcome?.stopped);
  const blocks = shown.map(({ question, answer, confidence, evidence }) => {
    const lines = evidence.slice(-3).map(({ method, path, summary }) => `    ${method} ${visible(path)}: ${visible(summary)}\n`);
    const known = answer !== undefined && visible(answer) + (confidence === 'high' ? '' : ` (${confidence} confidence)`);
    return `${colors.bold(questions[question])}\n  ${known || colors.dim('unknown')}\n${lines.join('')}`;
  });
  return blocks.length === 0 ? '' : `${blocks.join('')}${result.requests} requests\n`;
}

function formatMarkdownAnswers(result: ProbeResult): string {
  const rows = answersIn(result).map(({ question, answer, confidence, evidence }) => {
    const requests = evidence.slice(-2).map(({ method, path, summary }) => escapeMarkdown(visible(`${method} ${path}: ${summary}`)));
    const cells = [
      questions[question],
      answer === undefined ? '' : escapeMarkdown(visible(answer)),
      answer === undefined ? '' : confidence,
      requests.join('<br>'),
    ];
    return `| ${cells.join(' | ')} |\n`;
  });
  return rows.length === 0 ? '' : `\n| Question | Answer | Confidence | Evidence |\n| --- | --- | --- | --- |\n${rows.join('')}`;
}
