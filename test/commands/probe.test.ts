// What a probe finds of providers that behave in different ways, and what it sends for that.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { probeProvider, type ProbeOptions, type ProbePlan, type ProbeResult } from '../../src/commands/probe.js';
import { behaviours, canary, serve, type Fake } from '../support/fake-provider.js';
import { temporaryFolder } from '../support/tree.js';

/** Whether the plan that was shown has this kind of request. */
function isPlanned(plan: ProbePlan, { method, path }: Fake['seen'][number]): boolean {
  return plan.rows.some((row) => {
    const [before = '', after] = row.path.split('{model}');
    return row.method === method && (after === undefined ? path === before : path.startsWith(before) && path.endsWith(after));
  });
}

/** Probes what is at a URL, with no more said of it. */
async function ask(fake: Fake, prefix: string, more: Partial<ProbeOptions> = {}): Promise<ProbeResult> {
  vi.stubEnv('ACME_KEY', canary);
  onTestFinished(() => void vi.unstubAllEnvs());
  const consent = async (): Promise<boolean> => true;
  return probeProvider({ url: fake.url + prefix, env: 'ACME_KEY', write: false, timeoutMs: 1500, consent, ...more });
}

const yes = { streaming: 'yes', stream_default: 'no', non_streaming: 'not wrapped' };

describe('probeProvider with fake providers', () => {
  it.each([
    [
      'openai',
      '',
      {
        ...yes,
        base_url: /^http:.*\/v1, with \/chat\/completions$/,
        protocols: 'OpenAI Chat Completions',
        key_header: 'Authorization: Bearer',
        model_ids: 'yes, "gpt-x"',
        max_tokens: 'max_tokens',
        reasoning: 'none seen',
        tool_calls: 'yes, "gpt-x" calls it',
        images: 'yes, "gpt-x" accepts one',
        unknown_model: /^404, `error\.code` is "model_not_found"/,
        wrong_key: /"invalid_api_key".*none: 401, `error\.code` is "missing_api_key".*each is answered differently$/,
        live_models: /\/v1\/models, with the key, in the shape `openai`$/,
      },
      15,
    ],
    [
      'api-v1',
      '/api',
      {
        ...yes,
        base_url: /\/api\/v1, with/,
        reasoning: 'reasoning_content',
        model_ids: 'yes, "lab/large"; the prefix is required: "large" is unknown',
      },
      15,
    ],
    ['api-key-header', '/v1', { ...yes, key_header: 'api-key', live_models: /\/v1\/models, with the key/ }, 18],
    ['completion-tokens', '/v1', { ...yes, max_tokens: 'max_completion_tokens' }, 15],
    [
      'any-model',
      '/v1',
      { ...yes, model_ids: 'yes, "gpt-x", and the response calls it "gpt-y"', unknown_model: 'like a known one: "gpt-y" answers' },
      14,
    ],
    ['streams-by-default', '/v1', { ...yes, stream_default: 'yes' }, 15],
    [
      'litellm-like',
      '/api',
      {
        ...yes,
        base_url: /\/v1, with \/chat\/completions$/,
        protocols: 'OpenAI Chat Completions, Anthropic Messages',
        key_header: 'Authorization: Bearer',
        live_models: /\/v1\/models, with the key, in the shape `openai`$/,
        unknown_model: /^400, `error\.type` is "invalid_request_error"/,
        wrong_key: /^wrong: 400, `error\.type` is "no_db_connection".*; none: 500, .*each is answered differently$/,
      },
      15,
    ],
    ['hostile', '/v1', { ...yes, tool_calls: 'no: 400, "no"', live_models: /without a key/ }, 12],
    ['yes', '/v1', { ...yes, model_ids: 'any id is accepted, even one of no model' }, 15],
    [
      'anthropic',
      '',
      {
        ...yes,
        base_url: /^http:\/\/[\d.:]+, with \/v1\/messages$/,
        protocols: 'Anthropic Messages',
        key_header: 'x-api-key',
        live_models: /in the shape `anthropic`$/,
        wrong_key: /only the text of the error differs$/,
      },
      20,
    ],
    [
      'gemini',
      '',
      {
        ...yes,
        stream_default: 'no, the path decides',
        protocols: 'Google Gemini',
        key_header: 'x-goog-api-key',
        max_tokens: 'generationConfig.maxOutputTokens',
        live_models: /in the shape `google`$/,
        unknown_model: /^404, `error\.status` is "NOT_FOUND"/,
      },
      18,
    ],
  ] as const)('answers the questions about the provider %s', async (name, prefix, expected, requests) => {
    const fake = await serve(behaviours[name]);
    const result = await ask(fake, prefix);
    const answers = result.outcome!.answers;
    for (const [question, said] of Object.entries(expected))
      expect(answers.find((one) => one.question === question)!.answer, question).toEqual(
        said instanceof RegExp ? expect.stringMatching(said) : said,
      );
    expect(result.diagnostics).toEqual([]);
    expect(fake.seen).toHaveLength(requests);
    expect(result.requests).toBe(requests);
    expect(answers.map(({ evidence }) => evidence.length)).not.toContain(0);
    for (const request of fake.seen) expect(isPlanned(result.plan!, request), `${request.method} ${request.path}`).toBe(true);
    for (const { body } of fake.seen) expect(body.max_tokens ?? body.max_completion_tokens ?? 16).toBe(16);
  });
});

describe('the key in a probe', () => {
  it.each(Object.keys(behaviours) as (keyof typeof behaviours)[])(
    'is in no result, recording or draft of the provider %s',
    async (name) => {
      const fake = await serve(behaviours[name]);
      const folder = temporaryFolder();
      const files = { record: join(folder, 'recording.jsonl'), out: join(folder, 'spec.yaml') };
      const result = await ask(fake, '', { model: 'acme-pass/glm', ...files });
      expect(JSON.stringify({ ...result, sources: [...result.sources] })).not.toContain(canary);
      expect(readdirSync(folder)).toContain('recording.jsonl');
      for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file), 'utf8'), file).not.toContain(canary);
      if (!['slow', 'html', 'hangs'].includes(name)) expect(JSON.stringify(fake.seen)).toContain(canary);
    },
  );
});

describe('a probe that sends nothing', () => {
  const never = async (): Promise<boolean> => {
    throw new Error('asked');
  };
  const options = { url: 'https://api.acme.example/v1', env: 'ACME_KEY', write: false, timeoutMs: 100, consent: never };

  it('reports the diagnostics of a spec that is not valid', async () => {
    const spec = join(temporaryFolder(), 'bad.yaml');
    writeFileSync(spec, 'schema: providersmith/1\n');
    const result = await probeProvider({ ...options, spec });
    expect(result).toMatchObject({ changes: [], plan: undefined, requests: 0 });
    expect(result.diagnostics.length).toBeGreaterThan(0);
  });

  it('names the variable of a missing key', async () => {
    vi.stubEnv('ACME_KEY', undefined);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(probeProvider(options)).rejects.toMatchObject({
      diagnostic: { code: 'probe/no-key', message: '`ACME_KEY` is not set', hint: 'set it to the key; nothing was sent' },
    });
  });

  it('shows its plan, and stops if it is not confirmed', async () => {
    vi.stubEnv('ACME_KEY', canary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const shown: ProbePlan[] = [];
    const consent = async (plan: ProbePlan): Promise<boolean> => shown.push(plan) < 0;
    const result = await probeProvider({ ...options, consent });
    expect(shown).toMatchObject([{ hosts: ['api.acme.example'], env: 'ACME_KEY' }]);
    expect(result).toMatchObject({ diagnostics: [{ code: 'probe/no-consent' }], changes: [], plan: shown[0], requests: 0 });
    expect(result.outcome).toBeUndefined();
  });

  it.each([
    ['what is no URL, and is not shown', 'sk-secret', '`--url` is not a base URL'],
    ['a URL with a query', 'https://api.acme.example/v1?key=1', expect.stringContaining('`--url`')],
  ])('refuses %s', async (_, url, message) => {
    await expect(probeProvider({ ...options, url })).rejects.toMatchObject({
      diagnostic: {
        code: 'probe/cannot',
        message: message as string,
        hint: 'use a complete base URL, such as `https://api.cline.bot/api/v1`',
      },
    });
  });

  it('refuses to overwrite a recording or a spec', async () => {
    const path = join(temporaryFolder(), 'x');
    writeFileSync(path, '');
    for (const name of ['out', 'record'])
      await expect(probeProvider({ ...options, [name]: path })).rejects.toMatchObject({ diagnostic: { code: 'probe/exists' } });
  });
});

describe('a recording of a probe', () => {
  it('is replayed without a request, a key or a confirmation, with the same answers', async () => {
    const fake = await serve(behaviours.openai);
    const record = join(temporaryFolder(), 'recording.jsonl');
    const live = await ask(fake, '/v1', { record });
    const before = fake.seen.length;
    const consent = async (): Promise<boolean> => false;
    const again = await ask(fake, '/v1', { replay: record, consent });
    expect([again.outcome, again.requests]).toEqual([live.outcome, live.requests]);
    expect(fake.seen).toHaveLength(before);
  });

  it('is refused if it is of other requests, ends early, is no recording, or does not exist', async () => {
    const fake = await serve(behaviours.openai);
    const record = join(temporaryFolder(), 'recording.jsonl');
    await ask(fake, '/v1', { record });
    const text = readFileSync(record, 'utf8');
    const replay = join(temporaryFolder(), 'replay.jsonl');
    const refused = async (content: string, more: Partial<ProbeOptions> = {}): Promise<unknown> => {
      writeFileSync(replay, content);
      return ask(fake, '/v1', { replay, ...more }).catch((error: { diagnostic: unknown }) => error.diagnostic);
    };
    const hint = 'make a new recording with `--record`';
    expect(await refused(text, { url: 'https://b.example/v1' })).toMatchObject({
      code: 'probe/recording',
      message: expect.stringMatching(/^request 1 is GET https:\/\/b\.example.* in the recording$/) as string,
      hint,
    });
    expect(await refused(text.split('\n').slice(0, 3).join('\n'))).toMatchObject({
      code: 'probe/recording',
      message: expect.stringMatching(/^the recording ends before /) as string,
      hint,
    });
    expect(await refused('{')).toMatchObject({ code: 'probe/recording', at: { path: replay, line: 1 }, hint: 'make one with `--record`' });
    expect(await refused(text, { replay: `${replay}.gone` })).toMatchObject({ code: 'io/read' });
  });
});
