import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generate } from '../../src/commands/generate.js';
import { downgradeToSkipped, openQuestionDiagnostics, planSpecs } from '../../src/commands/plan.js';
import { loadTarget } from '../../src/commands/targets.js';
import type { ValidSpec } from '../../src/spec/validate.js';
import { validateSpec } from '../../src/spec/validate.js';
import { diagnose } from '../../src/core/diagnostics.js';
import type { Target } from '../../src/targets/engine/target.js';
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

describe('two providers that would become one entry', () => {
  const both = async () => [await specOf('acme/chat.yaml'), await specOf('acme/chat.yaml')];

  it('are reported, and only the first is planned', async () => {
    const { plans, diagnostics } = planSpecs(await loadTarget('opencode'), await both(), {});
    expect(plans.map(({ edits }) => edits.length > 0)).toEqual([true, false]);
    expect(diagnostics.filter(({ code }) => code === 'spec/duplicate-id')).toMatchObject([
      {
        message: 'acme and acme would become the same entry in .config/opencode/opencode.json',
        hint: 'give one of them another `targets.opencode.id`',
      },
    ]);
  });

  it('are both planned for remove and as files of their own', async () => {
    for (const kind of ['removal', 'artifacts'] as const) {
      const { plans, diagnostics } = planSpecs(await loadTarget('opencode'), await both(), {}, kind);
      expect(plans.map(({ edits }) => edits.length > 0)).toEqual([true, true]);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });
});

describe('two providers that would both become the default', () => {
  it('are reported at the default model of the second, and keep their entries', async () => {
    const specs = [await specOf('acme/chat.yaml'), await specOf('cline-pass.yaml')];
    const { plans, diagnostics } = planSpecs(await loadTarget('opencode'), specs, { setDefault: true });
    expect(plans.map(({ edits }) => edits.length > 0)).toEqual([true, true]);
    expect(diagnostics.filter(({ code }) => code === 'target/two-defaults')).toMatchObject([
      {
        message: 'acme and cline-pass would both become the default of opencode',
        at: specs[1]!.document.locate(['default_model']),
        hint: 'apply all of them without `--set-default`, then the one you want with it',
      },
    ]);
  });

  it('are no problem without --set-default', async () => {
    const specs = [await specOf('acme/chat.yaml'), await specOf('cline-pass.yaml')];
    const { diagnostics } = planSpecs(await loadTarget('opencode'), specs, {});
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

it('a target without files in a project refuses every provider there', async () => {
  const specs = [await specOf('acme/chat.yaml')];
  const target = await loadTarget('zed');
  expect(planSpecs(target, specs, { scope: 'project' })).toMatchObject({
    plans: [{ edits: [] }],
    diagnostics: [{ code: 'target/scope', message: 'Zed has no configuration files in a project' }],
  });
  expect(planSpecs(target, specs, { scope: 'user' }).diagnostics.map(({ code }) => code)).not.toContain('target/scope');
});

describe('downgradeToSkipped', () => {
  const zed = { title: 'Zed' } as Target;
  const refused = diagnose('target/url', 'it has another URL', { hint: 'h', field: '/endpoints/0' });

  it('makes a warning of an error, which names the agent once', () => {
    expect(downgradeToSkipped(refused, zed)).toMatchObject({ code: 'target/skipped', message: 'Zed: it has another URL', hint: 'h' });
    expect(downgradeToSkipped({ ...refused, message: 'Zed has another URL' }, zed).message).toBe('Zed has another URL');
    expect(downgradeToSkipped(refused, zed).severity).not.toBe('error');
  });

  it('leaves anything else as it is, and two defaults', () => {
    const assumed = diagnose('target/assumed', 'm');
    const twoDefaults = diagnose('target/two-defaults', 'm');
    expect([downgradeToSkipped(assumed, zed), downgradeToSkipped(twoDefaults, zed)]).toEqual([assumed, twoDefaults]);
  });
});

describe('openQuestionDiagnostics', () => {
  const withQuestions = async (count: number): Promise<ValidSpec> => {
    const spec = await specOf('groq.json');
    const questions = Array.from({ length: count }, () => ({ field: '/name', question: 'Which?', assumption: 'This.' }));
    return { ...spec, provider: { ...spec.provider, questions } };
  };

  it('refuses each spec with open questions, and counts them', async () => {
    const specs = [await withQuestions(0), await withQuestions(1), await withQuestions(2)];
    expect(openQuestionDiagnostics(specs, false)).toMatchObject([
      { code: 'draft/not-allowed', message: 'groq has 1 open question', at: { path: 'fixtures/specs/groq.json' } },
      { message: 'groq has 2 open questions', hint: 'answer them, or pass `--draft` to use the assumed values, which are then listed' },
    ]);
  });

  it('refuses none if drafts are accepted', async () => {
    expect(openQuestionDiagnostics([await withQuestions(2)], true)).toEqual([]);
  });
});
