// A spec that is probed: what is said of it, and what is written into it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { refuseStaleBuild } from '../support/cli.js';
import { behaviours, serve } from '../support/fake-provider.js';
import { probe, run, specFile } from '../support/probe.js';
import { temporaryFolder } from '../support/tree.js';

beforeAll(refuseStaleBuild);

const questions = `questions:
  - field: /endpoints/0/base_url
    question: Which base URL?
    assumption: A guess.
  # Only they can say.
  - field: /auth/0/env
    question: Which variable?
    assumption: This one.
`;

describe('probe of a spec', () => {
  it('leaves a correct spec unchanged', async () => {
    const fake = await serve(behaviours.openai);
    const more = `quirks: {max_tokens_field: max_tokens}\nlive_models: {url: "${fake.url}/v1/models", auth: required, shape: openai}\n`;
    const spec = specFile({ url: `${fake.url}/v1`, more });
    const before = readFileSync(spec, 'utf8');
    expect(await run([spec, '--yes', '--write'])).toMatchObject({ code: 0 });
    expect(readFileSync(spec, 'utf8')).toBe(before);
  });

  it('updates the spec with `--write`, and keeps every other byte', async () => {
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

  it('adds all protocols at once, and corrects a wrong base URL', async () => {
    const fake = await serve(behaviours['litellm-like']);
    const spec = specFile({ url: `${fake.url}/api`, more: questions });
    expect(await run([spec, '--yes', '--write'])).toMatchObject({ code: 0 });
    const after = readFileSync(spec, 'utf8');
    expect(after).toContain(`  - protocol: anthropic-messages\n    base_url: ${fake.url}\n`);
    expect(await run([spec, '--yes', '--write'])).toMatchObject({ code: 0 });
    expect(readFileSync(spec, 'utf8')).toBe(after);
  });

  it('names the right one of two hosts in the evidence of each field', async () => {
    const [one, two] = [await serve(behaviours['litellm-like']), await serve(behaviours['litellm-like'])];
    const path = join(temporaryFolder(), 'acme.yaml');
    const endpoints = `[{protocol: openai-chat, base_url: "${one.url}/api"}, {protocol: anthropic-messages, base_url: "${two.url}/x"}]`;
    writeFileSync(
      path,
      `schema: providersmith/1\nid: acme\nname: Acme\nendpoints: ${endpoints}\nauth: [{type: api_key, env: ACME_KEY}]\nmodels: [{id: gpt-x}]\n`,
    );
    expect(await run([path, '--yes', '--write'])).toMatchObject({ code: 0 });
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(`claim: "URL that answers: ${one.url}/v1, with /chat/completions."\n    sources: [probe of ${one.host} on`);
    expect(text).toContain(`claim: "URL that answers: ${two.url}."\n    sources: [probe of ${two.host} on`);
  });

  it('does not write to a spec that changed during the probe', async () => {
    let spec = '';
    const fake = await serve((request) => {
      if (request.body.stream) writeFileSync(spec, readFileSync(spec, 'utf8').replace('# a guess', '# my guess'));
      return behaviours.openai(request);
    });
    spec = specFile({ url: fake.url });
    const before = readFileSync(spec, 'utf8');
    const { code, stderr } = await run([spec, '--yes', '--write']);
    expect(code).toBe(2);
    expect(stderr).toContain('was changed by another program meanwhile [io/changed]');
    expect(readFileSync(spec, 'utf8')).toBe(before.replace('# a guess', '# my guess'));
  });

  it('does not ask for a model list whose URL has a parameter', async () => {
    const fake = await serve(behaviours.openai);
    const more =
      'parameters: [{name: ACME_TEAM, description: The team}]\nlive_models: {url: "https://{ACME_TEAM}.example.com/models", shape: openai}\n';
    const { code, stdout, stderr } = await run([specFile({ url: `${fake.url}/v1`, more }), '--yes']);
    expect(code).toBe(0);
    expect(stdout).toContain('/v1/models, with the key');
    expect(stdout + stderr).not.toMatch(/ACME_TEAM|acme_team/);
  });

  it('adds the header of the key to a spec in JSON', async () => {
    const fake = await serve(behaviours['api-key-header']);
    const path = join(temporaryFolder(), 'acme.json');
    const text = `{ "schema": "providersmith/1", "id": "acme", "name": "Acme",\n  "endpoints": [{"protocol": "openai-chat", "base_url": "${fake.url}/v1"}],\n\t"auth": [{"type": "api_key", "env": "ACME_KEY", "scheme": "Bearer", "header": "Authorization"}] }\n`;
    writeFileSync(path, text);
    expect(await run([path, '--yes', '--write', '--model', 'gpt-x'])).toMatchObject({ code: 0 });
    const after = readFileSync(path, 'utf8');
    expect(JSON.parse(after)).toMatchObject({ auth: [{ header: 'api-key', scheme: '' }] });
    expect(after.startsWith(text.slice(0, text.indexOf('"Bearer"')))).toBe(true);
  });

  it('reports ids that need another prefix, and quirks that the provider does not have', async () => {
    const fake = await serve(behaviours['api-v1']);
    const more = 'quirks: {non_streaming_envelope: data, reasoning_field: reasoning}\n';
    const { report, code } = await probe([specFile({ url: `${fake.url}/api/v1`, models: '{id: large}', more }), '--yes']);
    expect(code).toBe(1);
    expect(new Set(report.diagnostics.map(({ field }) => field))).toEqual(
      new Set(['/models/0/id', '/quirks/non_streaming_envelope', '/quirks/reasoning_field']),
    );
  });

  it.each([
    ['{protocol: bedrock-converse, base_url: "URL"}', /no endpoint that a probe can ask[^]*Bedrock, which signs requests/],
    ['{protocol: ai-sdk, base_url: "URL", npm: acme-ai-provider}', /no endpoint that a probe can ask[^]*`ai-sdk`/],
    ['{protocol: openai-chat, base_url: "URL/{ACME_TEAM}"}', /"URL\/\{ACME_TEAM\}\/chat\/completions" contains a parameter/],
    [
      '{protocol: anthropic-messages, base_url: "URL", path: "/{ACME_TEAM}/{model}/messages"}',
      /ACME_TEAM\}\/\{model\}\/messages" contains a parameter/,
    ],
  ])('refuses an endpoint that it cannot ask: %s', async (endpoint, said) => {
    const fake = await serve(behaviours.openai);
    const path = join(temporaryFolder(), 'acme.yaml');
    const parameters = endpoint.includes('ACME_TEAM') ? 'parameters: [{name: ACME_TEAM}]\n' : '';
    writeFileSync(
      path,
      `schema: providersmith/1\nid: acme\nname: Acme\nendpoints: [${endpoint.replace('URL', fake.url)}]\nauth: [{type: none}]\n${parameters}`,
    );
    const { code, stderr } = await run([path, '--yes']);
    expect(code).toBe(2);
    expect(stderr.replaceAll(fake.url, 'URL')).toMatch(said);
    expect(fake.seen).toEqual([]);
  });

  it.each([
    ['{type: api_key}', /names no environment variable for the key/],
    ['{type: google_adc}', /has a login but no API key/],
    ['{type: api_key, env: ACME_KEY, token_prefix: "x:"}', /cannot add the `token_prefix`/],
  ])('refuses a login without a key that it can send: %s', async (auth, said) => {
    const fake = await serve(behaviours.openai);
    const result = await run([specFile({ url: fake.url, auth }), '--yes']);
    expect(result).toMatchObject({ code: 2, stderr: expect.stringMatching(said) as string });
    expect(fake.seen).toEqual([]);
  });
});
