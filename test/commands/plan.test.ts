import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generate } from '../../src/commands/generate.js';
import { planSpecs } from '../../src/commands/plan.js';
import { loadTarget } from '../../src/commands/targets.js';
import type { ValidSpec } from '../../src/spec/validate.js';
import { validateSpec } from '../../src/spec/validate.js';
import { temporaryFolder } from '../support/tree.js';

async function specOf(name: string): Promise<ValidSpec> {
  const path = `fixtures/specs/${name}`;
  return (await validateSpec(path, readFileSync(path, 'utf8'))).valid!;
}

describe('a target that does not support a provider', () => {
  it.each([
    ['speaks none of its protocols', { protocols: ['bedrock-converse'], auth: ['api_key'] }, '/endpoints'],
    ['has none of its ways to log in', { protocols: ['openai-chat'], auth: ['google_adc'] }, '/auth'],
  ] as const)('%s: it says so, and plans nothing', async (_, accepts, field) => {
    const target = { ...(await loadTarget('forgecode')), accepts };
    const { plans, diagnostics } = planSpecs(target, [await specOf('cline-pass.yaml')], {});
    expect(plans.flatMap((plan) => plan.edits)).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'target/not-accepted', field }]);
  });
});

it('a value that belongs to a login has the position of that login', async () => {
  const { plans } = planSpecs(await loadTarget('catwalk'), [await specOf('../targets/catwalk/vertex/spec.yaml')], {});
  expect(plans.flatMap(({ edits }) => edits)).toMatchObject([{ value: { api_key: '' }, fields: { api_key: '/auth/0' } }]);
});

it('generate writes the same bytes in any locale, time zone and terminal', () => {
  const args = [
    'dist/cli.cjs',
    'diff',
    'fixtures/specs/cline-pass.yaml',
    '-t',
    'forgecode',
    '--into',
    'fixtures/rust-workspace',
    '--no-color',
  ];
  const places = [
    { LC_ALL: 'C', TZ: 'UTC', COLUMNS: '40' },
    { LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati', COLUMNS: '200', TERM: 'xterm-256color' },
  ];
  const [first, second] = places.map((env) => spawnSync(process.execPath, args, { env: { ...process.env, ...env }, encoding: 'utf8' }));
  expect(first!.stdout).toContain('+    pub const CLINE_PASS');
  expect(second).toMatchObject({ stdout: first!.stdout, stderr: first!.stderr, status: 0 });
});

describe('generate for all targets', () => {
  it('reports once what several targets report', async () => {
    const { diagnostics, files } = await generate(['fixtures/specs/cline-pass.yaml'], {
      targets: ['all'],
      out: temporaryFolder(),
      draft: false,
    });
    expect(files.some((file) => file.includes('/forgecode-user/'))).toBe(true);
    const told = diagnostics.map((diagnostic) => JSON.stringify(diagnostic));
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual([...new Set(told)]);
  });
});
