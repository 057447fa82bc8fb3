import { closeSync, existsSync, openSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { wantsColor } from '../../src/cli/color.js';
import { createProgram } from '../../src/cli/program.js';
import { allRules } from '../../src/commands/targets.js';
import { version } from '../../src/generated/version.js';
import { checkout, cli, refuseStaleBuild } from '../support/cli.js';
import { temporaryFolder } from '../support/tree.js';

const good = 'fixtures/specs/groq.json';
const bad = 'fixtures/specs/bad/unknown-key.yaml';
const commands = createProgram().commands.map((command) => command.name());
const parts = createProgram().commands.flatMap((command) => command.commands.map((part) => `${command.name()} ${part.name()}`));
const escape = '\u001b[';

beforeAll(refuseStaleBuild);

describe('--help', () => {
  it.each([...commands, ...parts])('prints an example for %s on stdout', async (name) => {
    const { code, stdout, stderr } = await cli([...name.split(' '), '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace('\nExamples:\n', '\nExample:\n')).toContain(`\nExample:\n  providersmith ${name}`);
  });

  it('lists every command', async () => {
    const { code, stdout } = await cli(['--help']);
    expect(code).toBe(0);
    for (const name of commands) expect(stdout).toContain(`\n  ${name}`);
  });

  it('is printed as an error without a command', async () => {
    const { code, stdout, stderr } = await cli([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: providersmith');
  });

  it.each([{ args: ['--version'] }, { args: ['-V'] }, { args: ['-V', 'validate'] }])(
    'is not needed for the version: $args',
    async ({ args }) => {
      expect(await cli(args)).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
    },
  );
});

describe('wrong usage exits with 2 and a hint', () => {
  it.each([
    { args: ['vaildate', good], says: '(Did you mean validate?)' },
    { args: ['validate', good, '--repotrer', 'json'], says: '(Did you mean --reporter?)' },
    { args: ['diff', good, '--targt', 'forgecode'], says: '(Did you mean --target?)' },
    { args: ['diff', good, '-t', 'forgcode'], says: 'did you mean `forgecode`?' },
    { args: ['generate', good, '-t', 'forgecode,forgcode'], says: 'did you mean `forgecode`?' },
    { args: ['diff', good, '-t', 'something-else'], says: '`providersmith targets` lists them' },
    { args: ['diff', good], says: "required option '-t, --target <id>' not specified; run `providersmith targets` for the list" },
    { args: ['validate'], says: "missing required argument 'spec'" },
    { args: ['validate', good, '--reporter', 'xml'], says: 'Allowed choices are pretty, json' },
    { args: ['generate', good, '-t', 'forgecode,,x'], says: 'expected comma-separated ids' },
    { args: ['targets', 'extra'], says: "too many arguments for 'targets'" },
    { args: ['apply', good, '-t', 'forgecode', '--into', ''], says: 'expected a path' },
    { args: ['generate', good, '-o', ''], says: 'expected a path' },
    { args: ['diff', good, '-t', '__proto__'], says: 'there is no target `__proto__`' },
  ])('$args', async ({ args, says }) => {
    const { code, stdout, stderr } = await cli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('results go to stdout and notes to stderr', () => {
  it('for a valid spec', async () => {
    expect(await cli(['validate', good])).toMatchObject({ code: 0, stdout: 'valid: 1 spec\n', stderr: '' });
  });

  it('for validate, whose result is diagnostics', async () => {
    const { code, stdout, stderr } = await cli(['validate', bad]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^fixtures\/specs\/bad\/unknown-key\.yaml:7:5 error .*\n[^]*\n1 error\n$/);
  });

  it('for diff with an invalid spec', async () => {
    const { code, stdout, stderr } = await cli(['diff', bad, '-t', 'forgecode', '--into', checkout()]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('unknown-key.yaml:7:5 error');
  });

  it('for diagnostics about the target', async () => {
    const { code, stdout, stderr } = await cli(['diff', 'fixtures/specs/cline-pass.yaml', '-t', 'forgecode', '--into', checkout()]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^diff --git /);
    expect(stdout).not.toContain('warning');
    expect(stderr).toContain(' warning ');
  });
});

describe('--reporter json', () => {
  const always = ['version', 'command', 'exit_code', 'diagnostics'];
  const into = ['-t', 'forgecode', '--into'];
  it.each([
    { command: 'validate', args: () => [good], members: ['specs'] },
    { command: 'generate', args: () => [good, '-o', temporaryFolder()], members: ['files'] },
    { command: 'diff', args: () => [good, ...into, checkout()], members: ['patch', 'changes'] },
    { command: 'apply', args: () => [good, ...into, checkout()], members: ['dry_run', 'changes'] },
    { command: 'remove', args: () => [good, ...into, checkout(), '--dry-run'], members: ['dry_run', 'changes'] },
    { command: 'check', args: () => [good, ...into, checkout()], members: ['changes'], exit: 1 },
    { command: 'targets', args: () => [], members: ['targets'] },
    { command: 'rules', args: () => [], members: ['rules'] },
    { command: 'sources', args: () => [], members: ['sources'] },
    { command: 'validate', args: () => [bad], members: ['specs'], exit: 1 },
    { command: 'diff', args: () => [bad, ...into, checkout()], members: ['patch', 'changes'], exit: 1 },
    { command: 'validate', args: () => ['nowhere.yaml'], members: [], exit: 2 },
    { command: 'apply', args: () => [good, ...into, temporaryFolder()], members: [], exit: 2 },
    { command: 'generate', args: () => [good, '-t', 'nothing'], members: [], exit: 2 },
  ])('$command $members $#', async ({ command, args, members, exit = 0 }) => {
    const { code, stdout, stderr } = await cli([command, ...args(), '--reporter', 'json']);
    expect({ code, stderr }).toEqual({ code: exit, stderr: '' });
    const report = JSON.parse(stdout) as Record<string, unknown> & { diagnostics: Record<string, unknown>[] };
    expect(Object.keys(report)).toEqual([...always, ...members]);
    expect(report).toMatchObject({ version: 1, command, exit_code: exit });
    expect(report.diagnostics.length > 0 || exit === 0).toBe(true);
    const rules = new Map<unknown, unknown>((await allRules()).map(([id, { severity }]) => [id, severity]));
    for (const diagnostic of report.diagnostics) expect(diagnostic['severity']).toBe(rules.get(diagnostic['code']));
  });

  it('contains the exit code and the changes', async () => {
    const folder = checkout();
    const { stdout } = await cli(['apply', good, ...into, folder, '--reporter', 'json']);
    const { changes } = JSON.parse(stdout) as { changes: unknown[] };
    expect(changes).toContainEqual({ path: 'crates/forge_repo/src/provider/provider.json', change: 'modify' });
  });

  it('contains no key, token or password from a spec', async () => {
    const specs = ['in-key', 'in-text', 'in-header', 'in-credential-header'].map((name) => `fixtures/specs/bad/secret-${name}.yaml`);
    for (const form of ['json', 'pretty']) {
      const { stdout } = await cli(['validate', ...specs, 'fixtures/specs/bad/url-with-password.yaml', '--reporter', form]);
      expect(stdout).toMatch(/spec\/secret[^]*spec\/url/);
      expect(stdout).not.toMatch(/AAAA|abcdefgh|correct-horse|user:password/);
    }
  });

  it('contains no key that was passed as a file name', async () => {
    // Put together here, so that no scanner takes this file for a leak.
    const key = `sk-${'Ab1'.repeat(12)}`;
    for (const form of ['json', 'pretty']) {
      const { stdout, stderr } = await cli(['validate', `${key}.yaml`, '--reporter', form]);
      expect(stdout + stderr).toContain(`cannot read ${'*'.repeat(key.length)}.yaml: it does not exist`);
    }
  });

  it('may come before the command', async () => {
    const { stdout } = await cli(['--reporter', 'json', 'validate', good]);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'validate' });
  });
});

describe('color', () => {
  it.each([
    { env: {}, flags: [], colour: false },
    { env: { CI: '1' }, flags: [], colour: false },
    { env: { CI: '1', GITHUB_ACTIONS: 'true', TERM: 'xterm-256color' }, flags: [], colour: false },
    { env: { FORCE_COLOR: '1' }, flags: [], colour: true },
    { env: { FORCE_COLOR: '0' }, flags: [], colour: false },
    { env: { FORCE_COLOR: '1', NO_COLOR: '1' }, flags: [], colour: false },
    { env: { FORCE_COLOR: '1' }, flags: ['--no-color'], colour: false },
    { env: { NO_COLOR: '1' }, flags: ['--color'], colour: true },
    { env: { TERM: 'dumb' }, flags: ['--color'], colour: true },
  ])('with $env and $flags: $colour', async ({ env, flags, colour }) => {
    const { code, stdout, stderr } = await cli(['validate', bad, ...flags], { env });
    expect({ code, stderr, colour: stdout.includes(escape) }).toEqual({ code: 1, stderr: '', colour });
  });

  it('is decided for each stream', () => {
    const terminal = { isTTY: true };
    expect(wantsColor(undefined, {}, terminal)).toBe(true);
    expect(wantsColor(undefined, { TERM: 'dumb' }, terminal)).toBe(false);
    expect(wantsColor(undefined, { NO_COLOR: '1' }, terminal)).toBe(false);
    expect(wantsColor(undefined, { NO_COLOR: '' }, terminal)).toBe(true);
    expect(wantsColor(false, { FORCE_COLOR: '1' }, terminal)).toBe(false);
  });

  it('is not in the errors of commander', async () => {
    const { stderr } = await cli(['vaildate'], { env: { CI: '1' } });
    expect(stderr).not.toContain(escape);
  });
});

describe('output that cannot be written', () => {
  it.each([['rules'], ['validate', bad], ['rules', '--reporter', 'json']])(
    'ends in silence when the pipe is closed: %s',
    async (...args) => {
      const { signal, stderr } = await cli(args, { started: (child) => child.stdout?.destroy() });
      expect({ signal, stderr }).toEqual({ signal: null, stderr: '' });
    },
  );

  it('is reported in one line on a full device', async ({ skip }) => {
    if (!existsSync('/dev/full')) skip('there is no /dev/full');
    const full = openSync('/dev/full', 'w');
    const { code, stderr } = await cli(['rules'], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error cannot write the output: ENOSPC.*\n$/);
  });
});
