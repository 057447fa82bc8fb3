import { InvalidArgumentError, type Command } from 'commander';
import type { ProbePlan, ProbeResult } from '../commands/probe.js';
import { mostRequests, mostTokens, questions, wrongKey, type Finding } from '../probe/types.js';
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
    .description('ask a provider what it does: URLs, protocols, headers, ids, quirks')
    .argument('[spec]', 'a spec file, YAML or JSON')
    .option('--url <url>', 'a base URL, in place of a spec')
    .option('--env <name>', 'the variable that holds the key (default: those of the spec; with `--url`, no key)', variable)
    .option('--model <id>', 'the model to ask (default: that of the spec, else one of the list)')
    .option('--yes', 'send what the plan says, without a question', false)
    .option('--write', 'write what was found into the spec', false)
    .option('-o, --out <file>', 'with `--url`, the file for a first spec', parsePath)
    .option('--record <file>', 'write what was sent and what came back, without the key', parsePath)
    .option('--replay <file>', 'take the answers from a recording, and send nothing', parsePath)
    .option('--timeout <seconds>', 'how long to wait for one answer', seconds, 30)
    .addHelpText('after', '\nExample:\n  providersmith probe specs/cline-pass.yaml --yes');
  command
    .hook('preAction', () => refuseMix(command))
    .action((spec: string | undefined, { timeout, yes, ...flags }: ProbeFlags) =>
      runCommand(
        'probe',
        globalOptions(command),
        async () =>
          (await import('../commands/probe.js')).probeProvider({
            ...flags,
            ...(spec !== undefined && { spec }),
            timeoutMs: timeout * 1000,
            consent: (plan) => consent(plan, yes),
          }),
        (result) => ({
          text: (colors) => answers(result, colors),
          json: {
            ...(result.plan && { plan: { ...result.plan, most_requests: mostRequests, most_tokens: mostTokens } }),
            requests: result.requests,
            answers: answersOf(result).map(({ question, answer, confidence, evidence, fields }) => ({
              question,
              asked: questions[question],
              answer: answer ?? null,
              confidence,
              evidence,
              fields,
            })),
            written: result.changes.map(({ path }) => path),
          },
          markdownBelow: () => markdownAnswers(result),
          diagnosticsAreResult: false,
          ...(result.changes.length > 0 && { note: result.changes.map(({ path }) => `wrote ${path}`).join('\n') }),
        }),
      ),
    );
}

function refuseMix(command: Command): void {
  const { url, out, write, record, replay } = command.opts<ProbeFlags>();
  const spec = command.args[0];
  const wrong =
    (spec === undefined) === (url === undefined)
      ? 'name a spec, or a base URL with `--url`'
      : out !== undefined && url === undefined
        ? '`--out` goes with `--url`; a spec is changed with `--write`'
        : write && spec === undefined
          ? '`--write` changes a spec; with `--url`, `--out` writes one'
          : record !== undefined && replay !== undefined
            ? '`--record` and `--replay` exclude each other'
            : undefined;
  if (wrong !== undefined) command.error(`error: ${wrong}`);
}

function variable(value: string): string {
  if (!/^[A-Za-z_]\w{0,63}$/.test(value)) throw new InvalidArgumentError('expected the name of a variable, not a key.');
  return value;
}

function seconds(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number <= 600)) throw new InvalidArgumentError('expected seconds, above 0 and up to 600.');
  return number;
}

/** Shows the plan; asks where somebody can answer. */
async function consent(plan: ProbePlan, yes: boolean): Promise<boolean> {
  process.stderr.write(planText(plan));
  if (yes) return true;
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const { createInterface } = await import('node:readline');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The end of the input and Ctrl-C are a no.
  const answer = await new Promise<string>((done) => {
    terminal.on('close', () => done('')).on('SIGINT', () => terminal.close());
    terminal.question('Send them? [y/N] ', done);
  });
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function planText({ rows, hosts, env }: ProbePlan): string {
  const width = Math.max(...rows.map(({ host, path }) => host.length + path.length));
  const lines = rows.map(({ method, host, path, purpose, key }) => {
    const place = visible(host + path).padEnd(width);
    return `  ${method.padEnd(4)} ${place}  ${purpose}${env !== undefined && !key ? ', without the key' : ''}\n`;
  });
  const said =
    env === undefined
      ? 'No key is sent.'
      : `The key in ${env} goes to ${hosts.join(' and ')} alone; \`${wrongKey}\` goes there once in its place.`;
  return (
    `A probe sends at most ${mostRequests} requests, one at a time, and each asks for at most ${mostTokens} tokens.\n` +
    `Which of these it sends, and how often, depends on what comes back:\n${lines.join('')}${said}\n`
  );
}

function answersOf({ outcome }: ProbeResult): readonly Finding[] {
  return outcome?.findings ?? [];
}

function answers(result: ProbeResult, colors: Colors): string {
  // Where little could be learnt, what was is easier to see alone.
  const shown = answersOf(result).filter(({ answer }) => answer !== undefined || !result.outcome?.stopped);
  const blocks = shown.map(({ question, answer, confidence, evidence }) => {
    const lines = evidence.slice(-3).map(({ method, path, seen }) => `    ${method} ${visible(path)}: ${visible(seen)}\n`);
    const said =
      answer === undefined ? colors.dim('not known') : `${visible(answer)}${confidence === 'high' ? '' : ` (${confidence} confidence)`}`;
    return `${colors.bold(questions[question])}\n  ${said}\n${lines.join('')}`;
  });
  return blocks.length === 0 ? '' : `${blocks.join('')}${result.requests} requests\n`;
}

function markdownAnswers(result: ProbeResult): string {
  const rows = answersOf(result).map(
    ({ question, answer, confidence, evidence }) =>
      `| ${questions[question]} | ${answer === undefined ? '' : escapeMarkdown(visible(answer))} | ${answer === undefined ? '' : confidence} | ${evidence
        .slice(-2)
        .map(({ method, path, seen }) => escapeMarkdown(visible(`${method} ${path}: ${seen}`)))
        .join('<br>')} |\n`,
  );
  return rows.length === 0 ? '' : `\n| Question | Answer | Confidence | Evidence |\n| --- | --- | --- | --- |\n${rows.join('')}`;
}
