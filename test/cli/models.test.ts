import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cli, refuseStaleBuild } from '../support/cli.js';
import { faultyServer, type Behaviour } from '../support/faulty-server.js';
import { catalogOf, large, listOf, models, small, specText, textsOf, writeSpec } from '../support/models-cli.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

beforeAll(refuseStaleBuild);

/** A list that can be another one later, and a spec that names it. */
async function listed(
  ...first: readonly object[]
): Promise<{ folder: string; spec: string; list: string; serve: (...models: readonly object[]) => void }> {
  let now: Behaviour = listOf(...first);
  const { origin } = await faultyServer({ routes: { '/list': (...exchange) => now(...exchange) } });
  const folder = temporaryFolder();
  const list = `${origin}/list`;
  return { folder, spec: writeSpec(folder, specText(list)), list, serve: (...next) => (now = listOf(...next)) };
}

describe('models update', () => {
  it('edits only what differs, and nothing the second time', async () => {
    const { folder, spec, list } = await listed(small, large);
    const { code, stdout, stderr } = await models('update', folder, [spec]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toBe(
      `acme ${spec}\n  + "acme/large" is listed by own\n  ~ "acme/small" gets new values from own: limit.context 128000\n2 changed, 0 held, 0 notes in 1 spec\n`,
    );
    const after = textsOf(spec);
    expect(after.spec).toBe(
      specText(list).replace('true # by hand\n', 'true # by hand\n    limit: {context: 128000}\n') +
        '  - id: acme/large\n    name: Large\n    limit: {context: 256000}\n',
    );
    const times = [spec, `${spec}.lock`].map((path) => statSync(path).mtimeMs);
    expect(await models('update', folder, [spec])).toMatchObject({
      code: 0,
      stdout: '0 changed, 0 held, 0 notes in 1 spec\n',
      stderr: '',
    });
    expect([spec, `${spec}.lock`].map((path) => statSync(path).mtimeMs)).toEqual(times);
    expect(textsOf(spec)).toEqual(after);
  });

  it('keeps line endings, a byte order mark and JSON formatting', async () => {
    const { folder, list } = await listed(small, large);
    const yaml = specText(list);
    const json = {
      schema: 'providersmith/1',
      id: 'acme',
      name: 'Acme',
      endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' }],
      auth: [{ type: 'api_key', env: 'ACME_API_KEY' }],
      live_models: { url: list, shape: 'openrouter', auth: 'none' },
      models: [{ id: 'acme/small' }],
    };
    const forms: Record<string, [before: string, after: (text: string) => string]> = {
      'crlf.yaml': [yaml.replaceAll('\n', '\r\n'), (text) => text.replaceAll('\r\n', '\n')],
      'mark.yaml': [`\uFEFF${yaml}`, (text) => text.slice(1)],
      'json.json': [JSON.stringify(json, undefined, '\t'), (text) => text],
      'line.json': [JSON.stringify(json), (text) => text],
    };
    for (const [name, [before]] of Object.entries(forms)) writeSpec(folder, before, name);
    await models('update', folder, [writeSpec(folder, yaml)]);
    const plain = readFileSync(join(folder, 'acme.yaml'), 'utf8');
    for (const [name, [before, undone]] of Object.entries(forms)) {
      const path = join(folder, name);
      expect((await models('update', folder, [path])).code, name).toBe(1);
      const after = readFileSync(path, 'utf8');
      if (name.endsWith('.yaml')) expect(undone(after), name).toBe(plain);
      else {
        const limited = [
          { id: 'acme/small', name: 'Small', limit: { context: 128_000 } },
          { id: 'acme/large', name: 'Large', limit: { context: 256_000 } },
        ];
        expect(JSON.parse(after), name).toEqual({ ...json, models: limited });
        // What comes before the models is as it was, byte for byte.
        const start = before.indexOf('"acme/small"');
        expect(after.slice(0, start), name).toBe(before.slice(0, start));
      }
    }
    expect(readFileSync(join(folder, 'crlf.yaml'), 'utf8')).not.toMatch(/[^\r]\n/);
    expect(readFileSync(join(folder, 'mark.yaml'), 'utf8').startsWith('\uFEFF#')).toBe(true);
  });

  it('holds a change for review, and makes it after `--accept`', async () => {
    const { folder, spec, serve } = await listed(small, large);
    await models('update', folder, [spec]);
    const before = textsOf(spec);
    serve({ ...small, context_length: 8000 }, large);
    const held = await models('update', folder, [spec]);
    expect(held).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/! held: `limit\.context` of "acme\/small" was 128000, now 8000/),
    });
    expect(textsOf(spec)).toEqual(before);
    expect((await models('update', folder, [spec, '--accept', 'limit-shrinks'])).code).toBe(1);
    expect(textsOf(spec).spec).toContain('{context: 8000}');
    const wrong = await models('update', folder, [spec, '--accept', 'limit-shrink']);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean `limit-shrinks`?') });
  });

  it('follows a link to the spec, and writes the lock next to the link', async () => {
    const { folder, spec } = await listed(small, large);
    const link = join(folder, 'link.yaml');
    symlinkSync('acme.yaml', link);
    expect((await models('update', folder, [link])).code).toBe(1);
    expect(readFileSync(spec, 'utf8')).toContain('acme/large');
    expect(treeOf(folder)['link.yaml']).toBe('-> acme.yaml');
    expect(existsSync(`${link}.lock`)).toBe(true);
  });

  it('refuses the same spec twice, and a spec that is read-only', async () => {
    const { folder, spec } = await listed(small, large);
    const before = treeOf(folder);
    expect(await models('update', folder, [spec, spec])).toMatchObject({ stderr: expect.stringContaining('spec/duplicate-id') });
    expect(treeOf(folder)).toEqual(before);
    chmodSync(spec, 0o444);
    const other = writeSpec(folder, readFileSync(spec, 'utf8').replace('id: acme\n', 'id: other\n'), 'other.yaml');
    const { code, stderr } = await models('update', folder, [spec, other]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot write .*acme\.yaml: it is read-only[^]*hint: nothing was changed; make it writable first/);
    expect(existsSync(`${spec}.lock`)).toBe(false);
    // The other one was written.
    expect(textsOf(other).spec).toContain('acme/large');
  });
});

describe('models diff', () => {
  it('prints the same as update, and writes nothing', async () => {
    const { folder, spec } = await listed(small, large);
    const before = treeOf(folder);
    const diff = await models('diff', folder, [spec], { env: { XDG_CACHE_HOME: temporaryFolder() } });
    expect(treeOf(folder)).toEqual(before);
    expect(await models('update', folder, [spec])).toEqual(diff);
    expect((await models('diff', folder, [spec])).code).toBe(0);
  });

  it.each(['json', 'markdown', 'sarif', 'junit', 'github'])('prints the new models with --reporter %s', async (reporter) => {
    const { folder, spec } = await listed(small, large);
    const { code, stdout } = await models('diff', folder, [spec, '--reporter', reporter]);
    expect(code).toBe(1);
    expect(stdout.replaceAll('\\', '')).toContain('acme/large');
    if (reporter === 'json' || reporter === 'sarif') expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    if (reporter === 'markdown') {
      expect(stdout).toMatch(/^### Model lists: 2 changed, 0 held, 0 notes in 1 spec\n/);
      expect(stdout).toContain('- `acme/small` from own: `limit.context`\n');
    }
  });
});

describe('models update with a broken lock', () => {
  it.each([
    ['not JSON', (text: string) => text.slice(0, -20)],
    ['in conflict', (text: string) => `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`],
    ['another format', (text: string) => text.replace('-lock/1', '-lock/2')],
    ['empty', () => ''],
  ])('that is %s leaves the lock and its spec, and updates the other spec', async (_, broken) => {
    const { folder, spec, serve } = await listed(small, large);
    await models('update', folder, [spec]);
    const other = writeSpec(folder, readFileSync(spec, 'utf8').replace('id: acme\n', 'id: other\n'), 'other.yaml');
    writeFileSync(`${spec}.lock`, broken(textsOf(spec).lock));
    const before = textsOf(spec);
    serve(small, large, { id: 'acme/third' });
    const { code, stderr } = await models('update', folder, [spec, other]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/acme\.yaml\.lock:1:1 error .* is not a valid lock file \[models\/lock\][^]*hint: restore it from git/);
    expect(textsOf(spec)).toEqual(before);
    expect(textsOf(other).spec).toContain('acme/third');
    expect(await cli(['why', spec, 'acme/small'])).toMatchObject({ code: 2, stderr: expect.stringContaining('models/lock') });
  });
});

describe('models update of a spec that cannot be edited', () => {
  it('leaves the spec, and reports the place and a hint', async () => {
    const { folder, spec, list } = await listed(small, large, { id: 'acme/third' });
    writeFileSync(spec, `${specText(list)}    limit: &limit {context: 100000}\n  - id: acme/third\n    limit: *limit\n`);
    const before = treeOf(folder);
    const other = writeSpec(folder, specText(list).replace('id: acme\n', 'id: other\n'), 'other.yaml');
    const { code, stdout, stderr } = await models('update', folder, [spec, other]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /acme\.yaml:\d+:\d+ error acme: this is part of an anchor[^]*\[models\/form\][^]*hint: nothing was changed; write that part/,
    );
    expect(stdout).toContain('other.yaml');
    expect(treeOf(folder)).toMatchObject(before);
    expect(existsSync(`${spec}.lock`)).toBe(false);
    expect(textsOf(other).spec).toContain('acme/large');
  });
});

describe('models update --source', () => {
  it('reads catalogs and files of agents instead of the network', async () => {
    const folder = temporaryFolder();
    const spec = writeSpec(folder, specText());
    const catalog = join(folder, 'api.json');
    writeFileSync(catalog, catalogOf({ 'acme/small': { limit: { context: 128_000, output: 8000 } }, 'acme/new': {} }));
    const agent = join(folder, 'opencode.json');
    const theirs = {
      options: { baseURL: 'https://api.acme.example/v1' },
      models: { 'acme/small': { limit: { context: 64_000, output: 9000 } } },
    };
    writeFileSync(agent, JSON.stringify({ provider: { acme: { npm: '@ai-sdk/openai-compatible', name: 'Acme', ...theirs } } }));
    const args = [spec, '--source', `models.dev=${catalog},opencode=${agent}`, '--as-of', '2026-03-04'];
    const body = await models('diff', folder, [...args, '--reporter', 'markdown']);
    expect(body.stdout).toContain('| `limit.context` |  | `128000` | models.dev, 2026-03-04; opencode says 64000 |');
    const { code, stdout } = await models('update', folder, args);
    expect(code).toBe(1);
    expect(stdout).toMatch(/~ `limit\.context` of "acme\/small" is 128000 according to models\.dev; opencode says 64000\n/);
    expect(stdout).toContain('models.dev: file of 2026-03-04');
    expect(textsOf(spec).spec).toContain('    limit: {context: 128000, output: 8000}\n  - id: acme/new\n');
    expect(textsOf(spec).lock).toContain('"date":"2026-03-04"');
    // The same again gives the same bytes.
    const texts = textsOf(spec);
    const second = writeSpec(folder, specText(), 'second.yaml');
    await models('update', folder, [second, ...args.slice(1)]);
    expect(textsOf(second)).toEqual(texts);
  });

  it.each([
    ['models.dve', 2, /there is no source `models\.dve` \[source\/unknown\]\n.*hint: did you mean `models\.dev`\?/],
    ['models.dev=missing.json', 2, /cannot read missing\.json: it does not exist \[io\/read\]/],
    ['models.dev=fixtures/http/openrouter/html/spec.yaml', 2, /spec\.yaml is not JSON \[io\/read\]/],
    ['models.dev=', 2, /`models\.dev=` has no file\./],
    ['=api.json', 2, /`=api\.json` has no source\./],
    ['models.dev=fixtures/http/models.dev/error/1.json', 2, /models\/answer/],
    ['litellm=fixtures/http/litellm/models/1.json', 2, /no source has acme \[models\/no-source\][^]*hint: name another source/],
  ])('refuses %s', async (source, expected, message) => {
    const folder = temporaryFolder();
    const spec = writeSpec(folder, specText().replaceAll('acme/small', 'none/such'));
    const before = treeOf(folder);
    const { code, stderr } = await models('update', folder, [spec, '--source', source]);
    expect(code).toBe(expected);
    expect(stderr).toMatch(message);
    expect(treeOf(folder)).toEqual(before);
  });
});
