// The probe command as it is run.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cli, refuseStaleBuild, type RunOptions } from '../support/cli.js';
import { behaviours, canary, redirectTo, serve } from '../support/fake-provider.js';
import { run, specFile, urlArgs } from '../support/probe.js';
import { temporaryFolder } from '../support/tree.js';

beforeAll(refuseStaleBuild);

describe('probe of a URL', () => {
  it.each([
    ['html', 1, /no protocol answers at this URL: 200, an HTML page \[probe\/contradicts\]/, 14],
    ['unauthorized', 2, /refused: 401, `error\.code` is "invalid_api_key".* \[probe\/refused\]/, 9],
    ['out-of-credit', 2, /refused: 402, `error\.code` is "insufficient_credits".* \[probe\/refused\]/, 5],
    ['slow', 2, /no complete response .*\[probe\/unreachable\]/, 2],
    ['hangs', 2, /\[probe\/unreachable\]/, 3],
  ] as const)('reports why it stopped at the provider %s', async (name, code, said, requests) => {
    const fake = await serve(behaviours[name]);
    const result = await run([...urlArgs(fake), '--timeout', '0.3', '-o', join(temporaryFolder(), 'spec.yaml')]);
    expect(result).toMatchObject({ code, stderr: expect.stringMatching(said) as string });
    expect(fake.seen).toHaveLength(requests);
  });

  it('writes a draft, and never over a file', async () => {
    const fake = await serve(behaviours['api-key-header']);
    const out = join(temporaryFolder(), 'spec.yaml');
    expect(await run([...urlArgs(fake), '-o', out])).toMatchObject({ code: 0, stderr: expect.stringContaining(`wrote ${out}`) as string });
    const text = readFileSync(out, 'utf8');
    expect(text).toContain(`base_url: ${fake.url}/v1\n`);
    expect(text).toContain('    env: ACME_KEY\n    header: api-key\n');
    expect(text).toContain(`  url: ${fake.url}/v1/models\n  auth: required\n  shape: openai\n`);
    expect(text).toContain('  - id: gpt-x\n');
    expect(text).toContain('  - field: /name\n');
    expect(await cli(['validate', out])).toMatchObject({ code: 0 });

    const sent = fake.seen.length;
    expect(await run([...urlArgs(fake), '-o', out])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[probe/exists]') as string,
    });
    expect(readFileSync(out, 'utf8')).toBe(text);
    expect(fake.seen).toHaveLength(sent);
  });
});

it('writes a draft of a probe without invalid model ids', async () => {
  const fake = await serve(behaviours.hostile);
  const out = join(temporaryFolder(), 'spec.yaml');
  expect(await run([...urlArgs(fake, '/v1'), '-o', out])).toMatchObject({ code: 0 });
  expect(readFileSync(out, 'utf8')).toContain('models:\n  - id: gpt-x\n\n');
});

describe('the key of the probe command', () => {
  it.each(['pretty', 'markdown'])('is redacted in responses that repeat it, by the reporter %s', async (reporter) => {
    const fake = await serve(behaviours.echo);
    const { stdout, stderr } = await run([...urlArgs(fake), '--reporter', reporter]);
    expect(JSON.stringify(fake.seen)).toContain(canary);
    expect(stdout + stderr).not.toContain(canary);
  });

  it('does not follow a redirect to another host', async () => {
    const other = await serve(behaviours.openai);
    const fake = await serve(redirectTo(other.url));
    const { code, stderr } = await run(urlArgs(fake, '/v1'));
    expect(code).toBe(1);
    expect(stderr).toContain(`307, a redirect to ${other.host} that was not followed`);
    expect(other.seen).toEqual([]);
  });

  it('is not sent to a model list on another host', async () => {
    const fake = await serve(behaviours.openai);
    const other = await serve(behaviours.openai);
    const spec = specFile({ url: `${fake.url}/v1`, more: `live_models: {url: "${other.url}/v1/models", shape: openai}\n` });
    await run([spec, '--yes']);
    expect(other.seen.length).toBeGreaterThan(0);
    for (const { headers } of other.seen) expect(JSON.stringify(headers)).not.toContain(canary);
  });

  it('is refused when a header cannot hold it', async () => {
    const fake = await serve(behaviours.openai);
    expect(await run(urlArgs(fake, '/v1'), { env: { ACME_KEY: `${canary}\n` } })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/the key in `ACME_KEY` has a line break \[net\/key\]/) as string,
    });
  });

  it('must be set', async () => {
    const fake = await serve(behaviours.openai);
    expect(await run(urlArgs(fake), { env: {} })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/`ACME_KEY` is not set \[probe\/no-key\]/) as string,
    });
    expect(fake.seen).toEqual([]);
    expect(await run(['fixtures/specs/cline-pass.yaml'], { env: {} })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/`CLINE_API_KEY`, .* are not set \[probe\/no-key\]\n {4}hint: set one of them to the key/) as string,
    });
  });
});

describe('confirmation of the probe plan', () => {
  it('is required before a request is sent', async () => {
    const fake = await serve(behaviours.openai);
    const result = await run(urlArgs(fake).slice(0, -1));
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(
      /at most 24 requests[\s\S]*POST .*\/chat\/completions[\s\S]*ACME_KEY is sent only to[\s\S]*\[probe\/no-consent\]\n.*`--yes`/,
    );
    expect(fake.seen).toEqual([]);
  });
});

describe('a recording of a probe', () => {
  it('replays to the same answers and the same spec without network or key', async () => {
    const fake = await serve(behaviours['cline-like']);
    const spec = specFile({ url: `${fake.url}/v1`, models: '{id: acme-pass/glm}' });
    const before = readFileSync(spec, 'utf8');
    const recording = join(temporaryFolder(), 'recording.jsonl');
    const first = await run([spec, '--yes', '--write', '--record', recording]);
    const written = readFileSync(spec, 'utf8');
    const sent = fake.seen.length;
    writeFileSync(spec, before);
    const again = await run([spec, '--write', '--replay', recording], { env: {} });
    expect(again).toMatchObject({ code: first.code, stdout: first.stdout });
    expect(readFileSync(spec, 'utf8')).toBe(written);
    expect(fake.seen).toHaveLength(sent);
    expect(readFileSync(recording, 'utf8').trim().split('\n')).toHaveLength(sent + 1);

    const other = specFile({ url: `${fake.url}/v1`, models: '{id: other}' });
    expect(await run([other, '--replay', recording])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[probe/recording]') as string,
    });
  });

  it.each(['', 'hello\n', '{"recording":"providersmith/probe/1","date":"2026-08-22"}\n{"method":1}\n'])(
    'refuses a file that is not a recording: %j',
    async (text) => {
      const path = join(temporaryFolder(), 'recording.jsonl');
      writeFileSync(path, text);
      const result = await run(['--url', 'http://127.0.0.1:1', '--replay', path]);
      expect(result).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('is not a recording of a probe [probe/recording]') as string,
      });
    },
  );
});

describe('the probe command', () => {
  it('writes nothing when it is interrupted', async () => {
    const folder = temporaryFolder();
    let child: Parameters<NonNullable<RunOptions['started']>>[0] | undefined;
    const fake = await serve((request) => {
      if (request.body.stream) child?.kill('SIGINT');
      return behaviours.openai(request);
    });
    const spec = specFile({ url: `${fake.url}/v1` });
    const before = readFileSync(spec, 'utf8');
    const args = [spec, '--yes', '--write', '--record', join(folder, 'recording.jsonl')];
    const { signal } = await run(args, {
      started: (process) => {
        child = process;
      },
    });
    expect(signal).toBe('SIGINT');
    expect(readdirSync(folder)).toEqual([]);
    expect(readFileSync(spec, 'utf8')).toBe(before);
    expect(existsSync(spec)).toBe(true);
  });

  it('reports the answers as a table in Markdown', async () => {
    const fake = await serve(behaviours.openai);
    const { stdout } = await run([...urlArgs(fake, '/v1'), '--reporter', 'markdown']);
    expect(stdout).toContain('| Question | Answer | Confidence | Evidence |\n');
    expect(stdout).toMatch(/^\| Which header carries the key\? \| Authorization: Bearer \| high \| POST /m);
  });

  it.each([
    [[], /name a spec, or a base URL/],
    [['a.yaml', '--url', 'https://example.com'], /name a spec, or a base URL/],
    [['a.yaml', '-o', 'b.yaml'], /`--out` requires `--url`/],
    [['--url', 'https://example.com', '--write'], /`--write` requires a spec/],
    [['--url', 'https://example.com', '--env', 'sk-123'], /expected the name of an environment variable/],
    [['--url', 'http://example.com/v1', '--yes'], /uses plain http/],
    [['--url', 'nonsense', '--yes'], /`--url` is not a base URL \[probe\/cannot\]/],
    [['--url', 'https://me:secret@example.com', '--yes'], /`--url` has a user name or password \[probe\/cannot\]/],
    [['a.yaml', '--timeout', '0'], /expected a number of seconds/],
  ])('explains what is wrong with the arguments %j', async (args, said) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(said);
  });
});
