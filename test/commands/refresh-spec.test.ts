// What a refresh of one spec changes, and where it reports what it found.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GatheredAnswers } from '../../src/commands/gather.js';
import { refreshSpec, type SpecRefresh } from '../../src/commands/refresh-spec.js';
import { diagnose } from '../../src/core/diagnostics.js';
import { coreRules } from '../../src/core/rules.js';
import type { Answer, HoldRule } from '../../src/models/types.js';
import type { Model } from '../../src/spec/provider.js';
import { validateSpec, type ValidSpec } from '../../src/spec/validate.js';
import { answer } from '../support/feed.js';
import { specHead } from '../support/models-cli.js';
import { temporaryFolder } from '../support/tree.js';

async function specFile(models: string): Promise<ValidSpec> {
  const path = join(temporaryFolder(), 'acme.yaml');
  writeFileSync(path, specHead + models);
  return (await validateSpec(path, specHead + models)).valid!;
}

const oneModel = 'models:\n  - id: alpha\n    limit: {context: 100000}\n';

async function refreshWith(
  spec: ValidSpec,
  answers: readonly Answer[],
  { accept = [], diagnostics = [] }: { accept?: readonly HoldRule[] } & Partial<Pick<GatheredAnswers, 'diagnostics'>> = {},
): Promise<SpecRefresh> {
  return refreshSpec(spec, { answers, diagnostics }, accept);
}

const day = (number: number, ...models: Model[]): Answer => answer(number, models);
const alpha: Model = { id: 'alpha', limit: { context: 100_000 } };

describe('the changes of a refresh', () => {
  it('are the spec and its lock', async () => {
    const spec = await specFile(oneModel);
    const { path } = spec.document;
    const { changes, spec: after, report } = await refreshWith(spec, [day(1, alpha, { id: 'beta' })]);
    expect(changes.map((change) => [change.path, change.before])).toEqual([
      [path, specHead + oneModel],
      [`${path}.lock`, undefined],
    ]);
    expect(after.provider.models.map(({ id }) => id)).toEqual(['alpha', 'beta']);
    expect(report).toMatchObject({ path, provider: 'acme' });
    expect([readFileSync(path, 'utf8'), existsSync(`${path}.lock`)]).toEqual([specHead + oneModel, false]);
  });

  it('are none if the spec and its lock already say what the sources answer', async () => {
    const spec = await specFile(oneModel);
    const first = await refreshWith(spec, [day(1, alpha)]);
    expect(first.changes.map(({ path }) => path)).toEqual([`${spec.document.path}.lock`]);
    writeFileSync(`${spec.document.path}.lock`, first.changes[0]!.after!);
    expect((await refreshWith(spec, [day(1, alpha)])).changes).toEqual([]);
  });

  it('include the one that is accepted, and not the one that waits for review', async () => {
    const spec = await specFile(oneModel);
    const smaller = day(1, { id: 'alpha', limit: { context: 1000 } });
    const contextAfter = async (accept: readonly HoldRule[]): Promise<number | undefined> =>
      (await refreshWith(spec, [smaller], { accept })).spec.provider.models[0]!.limit?.context;
    expect([await contextAfter([]), await contextAfter(['models/limit-shrinks'])]).toEqual([100_000, 1000]);
  });
});

describe('the diagnostics of a refresh', () => {
  it('have the place of the field, of the model, and of the models for a new one', async () => {
    const spec = await specFile('models:\n  - id: first\n  - id: alpha\n    limit: {context: 100000}\n');
    const { diagnostics } = await refreshWith(spec, [day(1, { id: 'first' }, { id: 'alpha', limit: { context: 1000 } }, { id: 'beta' })]);
    const places = diagnostics.map(({ code, subject, at }) => [code, subject, at?.line]);
    expect(places).toContainEqual(['models/limit-shrinks', 'acme/alpha/limit.context', 11]);
    expect(places).toContainEqual(['models/new', 'acme/beta', 9]);
    expect(diagnostics.every(({ message }) => message.startsWith('acme: '))).toBe(true);
  });

  it('have the severity of their rule, and the hint about how to accept a held change', async () => {
    const { diagnostics } = await refreshWith(await specFile(oneModel), [day(1, { id: 'alpha', limit: { context: 1000 } })]);
    const held = diagnostics.find(({ code }) => code === 'models/limit-shrinks');
    expect(held).toMatchObject({ severity: coreRules['models/limit-shrinks'].severity });
    expect(held!.severity).not.toBe('info');
    for (const diagnostic of diagnostics) expect(diagnostic.hint ?? 'none').toBeTypeOf('string');
    expect(diagnostics.filter((diagnostic) => 'hint' in diagnostic && diagnostic.hint === undefined)).toEqual([]);
  });

  it('name the lines of a source that were left out, as information', async () => {
    const listing = { models: [alpha], provider: {}, isComplete: true, leftOut: ['2 models have no id'] };
    const { diagnostics, report } = await refreshWith(await specFile(oneModel), [answer(1, [], { listing })]);
    expect(diagnostics.filter(({ code }) => code === 'models/left-out')).toMatchObject([
      { severity: 'info', message: 'acme: models.dev: 2 models have no id', subject: 'acme', at: { line: 2 } },
    ]);
    expect(report!.diagnostics.map(({ rule }) => rule)).toContain('models/left-out');
  });

  it('include those of the sources, at the id of the spec', async () => {
    const unlisted = diagnose('models/unlisted', 'litellm does not have "acme"', { subject: 'acme' });
    const { diagnostics, report } = await refreshWith(await specFile(oneModel), [day(1, alpha)], { diagnostics: [unlisted] });
    expect(diagnostics[0]).toMatchObject({ code: 'models/unlisted', at: { line: 2 } });
    expect(report).toBeDefined();
  });
});

describe('a spec that cannot be refreshed', () => {
  it('stays as it is if a source has an error, although another one answers', async () => {
    const failed = diagnose('models/answer', 'own: no list', { subject: 'acme' });
    const spec = await specFile(oneModel);
    const refreshed = await refreshWith(spec, [day(1, alpha, { id: 'beta' })], { diagnostics: [failed] });
    expect(refreshed).toMatchObject({ spec, changes: [], diagnostics: [{ code: 'models/answer' }] });
    expect(refreshed.report).toBeUndefined();
  });

  it('is reported if no source has its provider', async () => {
    const unlisted = diagnose('models/unlisted', 'models.dev does not have "acme"', { subject: 'acme' });
    const refreshed = await refreshWith(await specFile(oneModel), [], { diagnostics: [unlisted] });
    expect(refreshed.changes).toEqual([]);
    expect(refreshed.diagnostics).toMatchObject([
      { code: 'models/unlisted' },
      { code: 'models/no-source', message: 'no source has acme', subject: 'acme', at: { line: 2 } },
    ]);
    expect(refreshed.report).toBeUndefined();
  });

  it('stays as it is if its lock is not valid', async () => {
    const spec = await specFile(oneModel);
    writeFileSync(`${spec.document.path}.lock`, '{');
    expect(await refreshWith(spec, [day(1, alpha)])).toMatchObject({
      spec,
      changes: [],
      diagnostics: [{ code: 'models/lock', subject: 'acme', at: { path: `${spec.document.path}.lock` } }],
    });
  });

  it('is reported with what its author can do if its text cannot be edited', async () => {
    const spec = await specFile('models:\n  - id: alpha\n    limit: &l {context: 1}\n  - id: beta\n    limit: *l\n');
    const changed = ['alpha', 'beta'].map((id) => ({ id, limit: { context: id === 'alpha' ? 200_000 : 300_000 } }));
    const { diagnostics, changes } = await refreshWith(spec, [day(1, ...changed)], { accept: ['models/limit-jump'] });
    expect(changes).toEqual([]);
    expect(diagnostics).toMatchObject([
      {
        code: 'models/form',
        subject: 'acme',
        message: expect.stringMatching(/^acme: /) as string,
        hint: expect.stringMatching(/^nothing was changed; /) as string,
        at: { path: spec.document.path },
      },
    ]);
  });

  it('stays as it is if another program changed its file', async () => {
    const spec = await specFile(oneModel);
    writeFileSync(spec.document.path, `${specHead}${oneModel}# more\n`);
    expect(await refreshWith(spec, [day(1, alpha, { id: 'beta' })])).toMatchObject({
      spec,
      changes: [],
      diagnostics: [{ code: 'io/changed' }],
    });
  });
});
