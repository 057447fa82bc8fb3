// The probe command as it is run.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cli, refuseStaleBuild, type Run, type RunOptions } from './support/cli.js';
import { behaviours, canary, redirectTo, serve, type Fake } from './support/fake-provider.js';
import { temporaryFolder } from './support/tree.js';

beforeAll(refuseStaleBuild);

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly message: string; readonly field?: string }[];
}

const run = (args: readonly string[], options: RunOptions = {}): Promise<Run> =>
  cli(['probe', ...args], { env: { ACME_KEY: canary }, ...options });
const urlArgs = (fake: Fake, prefix = ''): string[] => ['--url', fake.url + prefix, '--env', 'ACME_KEY', '--yes'];

async function probe(args: readonly string[]): Promise<{ report: Report; code: number | null }> {
  const { code, stdout } = await run([...args, '--reporter', 'json']);
  return { report: JSON.parse(stdout) as Report, code };
}

describe('a URL alone', () => {
  it.each([
    ['html', 1, /no protocol is spoken there: 200, a page of HTML \[probe\/contradicts\]/, 14],
    ['unauthorized', 2, /refuses: 401, `error\.code` is "invalid_api_key".* \[probe\/refused\]/, 9],
    ['out-of-credit', 2, /refuses: 402, `error\.code` is "insufficient_credits".* \[probe\/refused\]/, 5],
    ['slow', 2, /no complete answer .*\[probe\/unreachable\]/, 2],
    ['hangs', 2, /\[probe\/unreachable\]/, 3],
  ] as const)('of %s is why nothing more is', async (name, code, said, requests) => {
    const fake = await serve(behaviours[name]);
    const result = await run([...urlArgs(fake), '--timeout', '0.3', '-o', join(temporaryFolder(), 'spec.yaml')]);
    expect(result).toMatchObject({ code, stderr: expect.stringMatching(said) as string });
    expect(fake.seen).toHaveLength(requests);
  });

  it('makes a draft, and nothing over a file', async () => {
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

describe('the key', () => {
  it.each(['pretty', 'markdown'])('is in no answer that is repeated, as %s', async (reporter) => {
    const fake = await serve(behaviours.echo);
    const { stdout, stderr } = await run([...urlArgs(fake), '--reporter', reporter]);
    expect(JSON.stringify(fake.seen)).toContain(canary);
    expect(stdout + stderr).not.toContain(canary);
  });

  it('stays with the host that was named', async () => {
    const other = await serve(behaviours.openai);
    const fake = await serve(redirectTo(other.url));
    const { code, stderr } = await run(urlArgs(fake, '/v1'));
    expect(code).toBe(1);
    expect(stderr).toContain(`307, a redirect to ${other.host} that was not followed`);
    expect(other.seen).toEqual([]);
  });

  it('is not sent to a list of models elsewhere', async () => {
    const fake = await serve(behaviours.openai);
    const other = await serve(behaviours.openai);
    const spec = specFile({ url: `${fake.url}/v1`, more: `live_models: {url: "${other.url}/v1/models", shape: openai}\n` });
    await run([spec, '--yes']);
    expect(other.seen.length).toBeGreaterThan(0);
    for (const { headers } of other.seen) expect(JSON.stringify(headers)).not.toContain(canary);
  });

  it('is one that can be sent', async () => {
    const fake = await serve(behaviours.openai);
    expect(await run(urlArgs(fake, '/v1'), { env: { ACME_KEY: `${canary}\n` } })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/the key in `ACME_KEY` has a line break \[net\/key\]/) as string,
    });
  });

  it('must be there', async () => {
    const fake = await serve(behaviours.openai);
    expect(await run(urlArgs(fake), { env: {} })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/`ACME_KEY` is not set \[probe\/no-key\]/) as string,
    });
    expect(fake.seen).toEqual([]);
  });
});

describe('consent', () => {
  it('is needed before anything is sent', async () => {
    const fake = await serve(behaviours.openai);
    const result = await run(urlArgs(fake).slice(0, -1));
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(
      /at most 24 requests[\s\S]*POST .*\/chat\/completions[\s\S]*ACME_KEY goes to[\s\S]*\[probe\/no-consent\]\n.*`--yes`/,
    );
    expect(fake.seen).toEqual([]);
  });
});

interface SpecParts {
  readonly url: string;
  readonly auth?: string;
  readonly models?: string;
  readonly more?: string;
}

function specFile({ url, auth = '{type: api_key, env: ACME_KEY}', models = '{id: gpt-x}', more = '' }: SpecParts): string {
  const path = join(temporaryFolder(), 'acme.yaml');
  writeFileSync(
    path,
    `# Acme.\nschema: providersmith/1\nid: acme-pass\nname:   Acme   # as they write it\nendpoints:\n  - protocol: openai-chat\n    base_url:   "${url}"  # a guess\nauth:\n  - ${auth}\nmodels:\n  - ${models}\n${more}`,
  );
  return path;
}

const questions = `questions:
  - field: /endpoints/0/base_url
    question: Which base URL?
    assumption: A guess.
  # Only they can say.
  - field: /auth/0/env
    question: Which variable?
    assumption: This one.
`;

describe('a spec', () => {
  it('that is right stays as it is', async () => {
    const fake = await serve(behaviours.openai);
    const more = `quirks: {max_tokens_field: max_tokens}\nlive_models: {url: "${fake.url}/v1/models", auth: required, shape: openai}\n`;
    const spec = specFile({ url: `${fake.url}/v1`, more });
    const before = readFileSync(spec, 'utf8');
    expect(await run([spec, '--yes', '--write'])).toMatchObject({ code: 0 });
    expect(readFileSync(spec, 'utf8')).toBe(before);
  });

  it('gets what was found, and every other byte stays', async () => {
    const fake = await serve(behaviours['cline-like']);
    const live = `live_models: {url: "${fake.url}/api/v1/feed", shape: cline-recommended, group: acmePass}\n`;
    const spec = specFile({ url: `${fake.url}/v1`, models: '{id: acme-pass/glm}', more: live + questions });
    const before = readFileSync(spec, 'utf8');
    const { report, code } = await probe([spec, '--yes']);
    expect(code).toBe(1);
    expect(report.diagnostics).toEqual([expect.objectContaining({ code: 'probe/contradicts', field: '/endpoints/0/base_url' })]);
    expect(readFileSync(spec, 'utf8')).toBe(before);

    expect(await run([spec, '--yes', '--write'])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('[probe/corrected]') as string,
    });
    const after = readFileSync(spec, 'utf8');
    const tail = after.slice(after.indexOf('quirks:\n'));
    const corrected = before
      .replace(`"${fake.url}/v1"`, `"${fake.url}/api/v1"`)
      .replace('group: acmePass}', 'group: acmePass, auth: none}')
      .replace(/ {2}- field: \/endpoints[\s\S]*?A guess\.\n/, '');
    expect(after.slice(0, -tail.length)).toBe(corrected);
    expect(tail).toMatch(
      /^quirks:\n {2}non_streaming_envelope: data\n {2}stream_default: true\n {2}max_tokens_field: max_tokens\n {2}reasoning_field: reasoning\nevidence:\n/,
    );
    expect(tail).toMatch(new RegExp(`field: /endpoints/0/base_url\n.*\n    sources: \\[probe of ${fake.host} on \\d{4}-\\d\\d-\\d\\d\\]`));

    expect(await run([spec, '--yes', '--write'])).toMatchObject({ code: 0 });
    expect(readFileSync(spec, 'utf8')).toBe(after);
  });

  it('in JSON gets the header of the key', async () => {
    const fake = await serve(behaviours['api-key-header']);
    const path = join(temporaryFolder(), 'acme.json');
    const text = `{ "schema": "providersmith/1", "id": "acme", "name": "Acme",\n  "endpoints": [{"protocol": "openai-chat", "base_url": "${fake.url}/v1"}],\n\t"auth": [{"type": "api_key", "env": "ACME_KEY", "scheme": "Bearer", "header": "Authorization"}] }\n`;
    writeFileSync(path, text);
    expect(await run([path, '--yes', '--write', '--model', 'gpt-x'])).toMatchObject({ code: 0 });
    const after = readFileSync(path, 'utf8');
    expect(JSON.parse(after)).toMatchObject({ auth: [{ header: 'api-key', scheme: '' }] });
    expect(after.startsWith(text.slice(0, text.indexOf('"Bearer"')))).toBe(true);
  });

  it('is told of ids that need another prefix, and of quirks that are none', async () => {
    const fake = await serve(behaviours['api-v1']);
    const more = 'quirks: {non_streaming_envelope: data, reasoning_field: reasoning}\n';
    const { report, code } = await probe([specFile({ url: `${fake.url}/api/v1`, models: '{id: large}', more }), '--yes']);
    expect(code).toBe(1);
    expect(new Set(report.diagnostics.map(({ field }) => field))).toEqual(
      new Set(['/models/0/id', '/quirks/non_streaming_envelope', '/quirks/reasoning_field']),
    );
  });

  it.each([
    ['{type: api_key}', /names no variable/],
    ['{type: google_adc}', /no key/],
    ['{type: api_key, env: ACME_KEY, token_prefix: "x:"}', /goes with a prefix/],
  ])('without a key that can be sent is refused: %s', async (auth, said) => {
    const fake = await serve(behaviours.openai);
    const result = await run([specFile({ url: fake.url, auth }), '--yes']);
    expect(result).toMatchObject({ code: 2, stderr: expect.stringMatching(said) as string });
    expect(fake.seen).toEqual([]);
  });
});

describe('a recording', () => {
  it('gives the same answers and the same spec without a network or a key', async () => {
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
    'is no other file: %j',
    async (text) => {
      const path = join(temporaryFolder(), 'recording.jsonl');
      writeFileSync(path, text);
      const result = await run(['--url', 'http://127.0.0.1:1', '--replay', path]);
      expect(result).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('is no recording of a probe [probe/recording]') as string,
      });
    },
  );
});

describe('the command line', () => {
  it('leaves nothing behind when it is interrupted', async () => {
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

  it('has the answers as a table in Markdown', async () => {
    const fake = await serve(behaviours.openai);
    const { stdout } = await run([...urlArgs(fake, '/v1'), '--reporter', 'markdown']);
    expect(stdout).toContain('| Question | Answer | Confidence | Evidence |\n');
    expect(stdout).toMatch(/^\| Which header carries the key\? \| Authorization: Bearer \| high \| POST /m);
  });

  it.each([
    [[], /name a spec, or a base URL/],
    [['a.yaml', '--url', 'https://example.com'], /name a spec, or a base URL/],
    [['a.yaml', '-o', 'b.yaml'], /`--out` goes with `--url`/],
    [['--url', 'https://example.com', '--write'], /`--write` changes a spec/],
    [['--url', 'https://example.com', '--env', 'sk-123'], /expected the name of a variable/],
    [['--url', 'http://example.com/v1', '--yes'], /is plain http/],
    [['--url', 'nonsense', '--yes'], /spec\//],
    [['a.yaml', '--timeout', '0'], /expected seconds/],
  ])('says what is wrong with %j', async (args, said) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(said);
  });
});
