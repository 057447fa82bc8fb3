// What of a probe is written, and when nothing is.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseExisting, writeAnswers, writeNew, type WriteOptions } from '../../src/commands/probe-write.js';
import type { ProbeOutcome } from '../../src/probe/probe.js';
import type { FieldCheck } from '../../src/probe/types.js';
import { validateSpec, type ValidSpec } from '../../src/spec/validate.js';
import { specHead } from '../support/models-cli.js';
import { temporaryFolder } from '../support/tree.js';

const text = `${specHead}models: []\n`;
const date = '2026-01-02';

async function specFile(name = 'acme.yaml', content = text): Promise<ValidSpec> {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return (await validateSpec(path, content)).valid!;
}

function outcomeOf(...fields: FieldCheck[]): ProbeOutcome {
  const evidence = [{ method: 'GET', host: 'api.acme.example', path: '/', status: 200, summary: 'it does' }] as const;
  return { answers: [{ question: 'stream_default', answer: 'yes', confidence: 'high', evidence, fields }], listed: [] };
}

const streams: FieldCheck = { field: '/quirks/stream_default', state: 'absent', value: true };

async function write(outcome: ProbeOutcome, spec: ValidSpec, options: Partial<WriteOptions> = {}) {
  return writeAnswers(outcome, spec, { write: true, ...options }, date);
}

describe('the answers of a probe', () => {
  it('are written into the spec, with evidence', async () => {
    const spec = await specFile();
    const { path } = spec.document;
    const [change, ...others] = await write(outcomeOf(streams), spec);
    expect(others).toEqual([]);
    expect(change).toMatchObject({ path, before: text });
    expect(readFileSync(path, 'utf8')).toBe(change!.after);
    expect(change!.after).toMatch(/quirks:\n +stream_default: true\n/);
    expect(change!.after).toContain(date);
  });

  it('are written into a spec in JSON as JSON', async () => {
    const { document } = await specFile();
    const spec = await specFile('acme.json', `${JSON.stringify(document.value, null, 2)}\n`);
    const [change] = await write(outcomeOf(streams), spec);
    expect(JSON.parse(change!.after!)).toMatchObject({ id: 'acme', quirks: { stream_default: true } });
  });

  it('are not written if the probe stopped, without --write, or if they say nothing new', async () => {
    const spec = await specFile();
    const stopped = { why: 'refused', summary: 's' } as const;
    expect(await write({ ...outcomeOf(streams), stopped }, spec)).toEqual([]);
    expect(await write({ ...outcomeOf(streams), stopped }, spec, { out: 'x.yaml', url: 'https://a.example' })).toEqual([]);
    expect(await write(outcomeOf(streams), spec, { write: false })).toEqual([]);
    expect(await write(outcomeOf(), spec)).toEqual([]);
    expect(readFileSync(spec.document.path, 'utf8')).toBe(text);
  });

  it('are not written if they make no valid spec', async () => {
    const spec = await specFile();
    const wrong: FieldCheck = { field: '/quirks/stream_default', state: 'absent', value: 'often' };
    await expect(write(outcomeOf(wrong), spec)).rejects.toMatchObject({
      diagnostic: {
        severity: 'error',
        at: { path: spec.document.path },
        hint: 'the results of the probe do not make a valid spec; nothing was written',
      },
    });
    expect(readFileSync(spec.document.path, 'utf8')).toBe(text);
  });

  it('make a first spec for a URL', async () => {
    const out = join(temporaryFolder(), 'new.yaml');
    const options = { write: false, out, url: 'https://api.acme.example/v1', env: 'ACME_API_KEY' };
    const [change] = await write(outcomeOf(), await specFile(), options);
    expect(change).toMatchObject({ path: out, before: undefined });
    expect((await validateSpec(out, readFileSync(out, 'utf8'))).valid?.provider.auth).toMatchObject([{ env: 'ACME_API_KEY' }]);
  });
});

describe('a new file of a probe', () => {
  it('replaces no file', () => {
    const path = join(temporaryFolder(), 'x.yaml');
    expect(() => refuseExisting(path)).not.toThrow();
    expect(writeNew(path, 'a\n')).toEqual({ path, before: undefined, after: 'a\n' });
    expect(() => refuseExisting(path)).toThrow(
      expect.objectContaining({
        diagnostic: expect.objectContaining({
          code: 'probe/exists',
          message: `${path} already exists`,
          hint: 'choose another file, or move it; nothing was sent',
        }) as object,
      }),
    );
    expect(() => writeNew(path, 'b\n')).toThrow(path);
    expect(readFileSync(path, 'utf8')).toBe('a\n');
    expect(readdirSync(join(path, '..'))).toEqual(['x.yaml']);
  });
});
