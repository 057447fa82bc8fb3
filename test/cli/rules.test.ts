import { describe, expect, it } from 'vitest';
import { cli } from '../support/cli.js';

describe('rules <code>', () => {
  it('prints the severity, the exit code, the title and the explanation of a rule', async () => {
    const { code, stdout, stderr } = await cli(['rules', 'spec/unknown-key']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^spec\/unknown-key: error, exit code 1\n\S.*\n\n\S.*\n/);
  });

  it('shows a diagnostic of the rule as an example', async () => {
    const { stdout } = await cli(['rules', 'spec/unknown-key']);
    expect(stdout).toMatch(/\nA report shows it like this:\n\n {2}[\w-]+\.yaml:\d+:\d+ error .* \[spec\/unknown-key\]\n/);
  });

  it('shows the change that triggers a rule of an audit, and one that does not', async () => {
    const { stdout } = await cli(['rules', 'forgecode/missing-from-str']);
    expect(stdout).toContain('\nIt fires after this change:\n\n  -            "cerebras" => ProviderId::CEREBRAS,\n');
    expect(stdout).toContain('\nIt does not fire after this one:\n\n  -            "cerebras" => ProviderId::CEREBRAS,\n  +');
  });

  it('says exit code 2 of a rule about a command that could not run', async () => {
    expect((await cli(['rules', 'io/read'])).stdout).toMatch(/^io\/read: error, exit code 2\n/);
  });

  it('prints the rule and its examples as JSON', async () => {
    const { stdout } = await cli(['rules', 'forgecode/missing-from-str', '--reporter', 'json']);
    const { exit_code, rules } = JSON.parse(stdout) as { exit_code: number; rules: object[] };
    expect(exit_code).toBe(0);
    expect(rules).toEqual([
      expect.objectContaining({
        code: 'forgecode/missing-from-str',
        severity: 'warning',
        title: expect.any(String),
        explanation: expect.any(String),
        examples: { report: expect.any(String), fires: expect.any(String), quiet: expect.any(String) },
      }),
    ]);
  });

  it('refuses an unknown code with a suggestion and exit code 2', async () => {
    const { code, stdout, stderr } = await cli(['rules', 'spec/unknown-keys']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('[rule/unknown]');
    expect(stderr).toContain('hint: did you mean `spec/unknown-key`?');
  });

  it('points at the list if no code is similar', async () => {
    const { code, stderr } = await cli(['rules', 'x']);
    expect(code).toBe(2);
    expect(stderr).toContain('`providersmith rules` lists');
  });
});
