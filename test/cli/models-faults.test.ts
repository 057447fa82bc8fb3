import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { refuseStaleBuild } from '../support/cli.js';
import { answer, faults, faultyServer, redirect, tagged, type Behaviour } from '../support/faulty-server.js';
import { large, listOf, models, small, specText, textsOf, writeSpec } from '../support/models-cli.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

beforeAll(refuseStaleBuild);

const json = (body: unknown): Behaviour => answer(200, JSON.stringify(body), { 'content-type': 'application/json' });
// What is behind a status would be a good list.
const body = JSON.stringify({ data: [small, large] });

/** Responses that are not model lists, with the reported error. What takes as long as the time for a request is in `http.test.ts`. */
const refused: Record<string, readonly [Behaviour, RegExp]> = {
  'cut before the answer': [faults['cut before the answer'], /net\/failed/],
  'closed before the answer': [faults['closed before the answer'], /net\/failed/],
  'cut in the body': [faults['cut in the body'], /net\/failed/],
  'less than it says': [faults['less than it says'], /net\/failed/],
  'half a gzip': [faults['half a gzip'], /net\/failed/],
  'gzip that is none': [faults['gzip that is none'], /net\/failed/],
  'an unknown encoding': [faults['an unknown encoding'], /net\//],
  html: [faults.html, /net\/not-json[^]*hint: check the URL/],
  empty: [faults.empty, /answers with an empty body/],
  'half a document': [faults['half a document'], /net\/not-json/],
  'invalid utf-8': [faults['invalid utf-8'], /not UTF-8/],
  '100 MB': [faults['100 MB'], /net\/too-large/],
  'gzip bomb': [faults['gzip bomb'], /net\/too-large/],
  '401': [answer(401, body), /answers 401[^]*hint: the server needs a key/],
  '403': [answer(403, body), /answers 403[^]*hint: the server needs a key/],
  '404': [answer(404, body), /answers 404[^]*hint: check the URL/],
  '429': [answer(429, body, { 'retry-after': '3600' }), /answers 429[^]*hint: try again after/],
  '500': [answer(500, body), /answers 500[^]*hint: try again later/],
  '204': [answer(204), /net\/status/],
  'a redirect to another host': [redirect('http://other.example/list'), /net\/redirect[^]*hint: if .* is right, use its URL instead/],
  'a redirect in a circle': [(request, response) => response.writeHead(302, { location: request.url! }).end(), /net\/redirect/],
  null: [json(null), /models\/answer/],
  'a list of nothing': [json({ data: [] }), /models\/answer/],
  'an error with the status 200': [json({ error: { message: 'Unauthorized' } }), /models\/answer[^]*hint: nothing was changed/],
  'another shape': [json({ models: { 'acme/small': {} } }), /models\/answer/],
  'a list of texts': [json(['acme/small']), /models\/answer/],
  'ids that are none': [json({ data: [{ id: 7 }, { id: '' }, null, { name: 'x' }] }), /models\/answer/],
};

describe('models update with a response that is not a model list', () => {
  it('changes nothing, reports a hint, and exits with 2', { timeout: 60_000, tags: ['slow'] }, async () => {
    const folder = temporaryFolder();
    const routes = Object.fromEntries(Object.values(refused).map(([behaviour], index) => [`/${index}`, behaviour]));
    const { origin } = await faultyServer({ routes: { ...routes, '/good': listOf(small, large) } });
    const specs = Object.keys(refused).map((_, index) => {
      mkdirSync(join(folder, String(index)));
      return writeSpec(join(folder, String(index)), specText(`${origin}/good`));
    });
    // Each has a lock already. Those of one run must be of different providers.
    const named = specs.map((spec, index) => [spec, readFileSync(spec, 'utf8').replace('id: acme\n', `id: acme-${index}\n`)] as const);
    for (const [spec, text] of named) writeFileSync(spec, text);
    expect((await models('update', folder, specs)).code).toBe(1);
    for (const [index, spec] of specs.entries())
      writeFileSync(spec, readFileSync(spec, 'utf8').replace(`${origin}/good`, `${origin}/${index}`));
    const before = treeOf(folder);

    const runs = await Promise.all(specs.map(async (spec) => models('update', folder, [spec])));
    for (const [index, [name, [, message]]] of Object.entries(refused).entries()) {
      const { code, stdout, stderr } = runs[index]!;
      expect.soft({ name, code, stdout }).toEqual({ name, code: 2, stdout: '0 changed, 0 held, 0 notes in 0 specs\n' });
      expect.soft(stderr, name).toMatch(message);
      expect.soft(stderr, name).toMatch(/hint: /);
    }
    expect(treeOf(folder)).toEqual(before);
  });

  it('updates the other specs of the run', async () => {
    const folder = temporaryFolder();
    const { origin } = await faultyServer({ routes: { '/good': listOf(small, large) } });
    const bad = writeSpec(folder, specText(`${origin}/none`).replace('id: acme\n', 'id: other\n'), 'bad.yaml');
    const good = writeSpec(folder, specText(`${origin}/good`), 'good.yaml');
    const { code, stderr } = await models('update', folder, [bad, good]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.yaml:\d+:\d+ error .*answers 404/);
    expect(readFileSync(bad, 'utf8')).not.toContain('acme/large');
    expect(existsSync(`${bad}.lock`)).toBe(false);
    expect(readFileSync(good, 'utf8')).toContain('  - id: acme/large\n');
  });

  it('changes nothing if it is the list of another account, until `partial` is accepted', async () => {
    const folder = temporaryFolder();
    const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id }));
    let now = listOf(...all, small);
    const { origin } = await faultyServer({ routes: { '/list': (...exchange) => now(...exchange) } });
    const spec = writeSpec(folder, specText(`${origin}/list`));
    await models('update', folder, [spec]);
    const before = textsOf(spec);
    now = listOf(small, { id: 'theirs' });
    const { code, stdout } = await models('update', folder, [spec]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/! held: own lacks 6 of the 7 models[^]*--accept models\/partial/);
    expect(textsOf(spec)).toEqual(before);
    expect((await models('update', folder, [spec, '--accept', 'partial'])).code).toBe(1);
    expect(textsOf(spec).lock).toContain('"missing"');
  });
});

describe('models update with hostile entries', () => {
  it('leaves them out, reports them, and uses the other entries', async () => {
    const folder = temporaryFolder();
    const ids = [
      'acme/large',
      'acme/large',
      'sk-aaaabbbbccccddddeeeeffff',
      'acme\u202Eegral',
      'a\nid: b',
      "it's: #{x}",
      '__proto__',
      'a/~1"b',
      'acme/${HOME}',
      'x'.repeat(201),
    ];
    const { origin } = await faultyServer({ routes: { '/list': listOf(small, ...ids.map((id) => ({ id }))) } });
    const spec = writeSpec(folder, specText(`${origin}/list`));
    const { code, stdout, stderr } = await models('update', folder, [spec]);
    const { spec: text, lock } = textsOf(spec);
    expect(code).toBe(1);
    const usual = ['- id: acme/small # wire id', '- id: acme/large', '- id: "__proto__"'];
    expect(text.match(/- id: .*/g)).toEqual(usual);
    expect(stdout.match(/held: "a.*" has characters that are unusual/g)).toHaveLength(2);
    expect(stdout + stderr + text + lock).not.toMatch(/sk-aaaabbbb|\u202E/);
    expect(await models('update', folder, [spec])).toMatchObject({ code: 1 });
    expect(textsOf(spec)).toEqual({ spec: text, lock });
    expect(await models('update', folder, [spec, '--accept', 'unusual-id'])).toMatchObject({ code: 1 });
    const accepted = [`- id: "it's: #{x}"`, String.raw`- id: "a/~1\"b"`, '- id: "acme/${HOME}"'];
    expect(textsOf(spec).spec.match(/- id: .*/g)).toEqual([...usual, ...accepted]);
    expect(await models('update', folder, [spec])).toMatchObject({ code: 0 });
  });
});

describe('models update with a key', () => {
  const canary = 'canary-secret-5f1e9c7a4b2d';

  it('never writes or prints the key, even if the server repeats it everywhere', async () => {
    const folder = temporaryFolder();
    const echo: Behaviour = ({ headers, url }, response) => {
      const key = String(headers.authorization);
      const said = { id: `acme/${canary}`, name: key, description: encodeURIComponent(key), owned_by: btoa(canary) };
      const routes: Record<string, () => void> = {
        '/list': () => void response.end(JSON.stringify({ data: [small, large, said, { id: 'acme/x', name: canary }], [canary]: key })),
        '/error': () => void response.writeHead(401, { 'www-authenticate': key }).end(JSON.stringify({ error: key })),
        '/moved': () => void response.writeHead(302, { location: `https://${canary}.example/${canary}` }).end(),
        '/html': () => void response.end(`<p>${key}</p>`),
        '/shape': () => void response.end(JSON.stringify({ error: { message: `${key} is wrong`, code: canary } })),
      };
      response.setHeader('etag', `"${canary}"`);
      response.setHeader('x-echo', canary);
      routes[url!]!();
    };
    const paths = ['/list', '/error', '/moved', '/html', '/shape'];
    const { origin, seen } = await faultyServer({ routes: Object.fromEntries(paths.map((path) => [path, echo])) });
    const printed: string[] = [];
    for (const path of paths) {
      const spec = writeSpec(folder, specText(`${origin}${path}`).replace('auth: none', 'auth: required'), `${path.slice(1)}.yaml`);
      for (const [command, reporter] of [
        ['diff', 'pretty'],
        ['diff', 'markdown'],
        ['update', 'json'],
      ] as const) {
        const args = [spec, '--reporter', reporter, '--accept', 'private-id'];
        const { code, stdout, stderr } = await models(command, folder, args, { env: { ACME_API_KEY: canary } });
        expect(code, path).toBe(path === '/list' ? 1 : 2);
        printed.push(stdout, stderr);
      }
    }
    expect(seen.every(({ headers }) => headers.authorization === `Bearer ${canary}`)).toBe(true);
    expect(readFileSync(join(folder, 'list.yaml'), 'utf8')).toContain('acme/large');
    const written = JSON.stringify([treeOf(folder), readdirSync(folder, { recursive: true })]);
    for (const form of [canary, btoa(canary).slice(0, 20), encodeURIComponent(canary)]) {
      expect(printed.join('')).not.toContain(form);
      expect(written).not.toContain(form);
    }
  });

  it('holds models that are listed only with the key', async () => {
    const folder = temporaryFolder();
    const { origin } = await faultyServer({ routes: { '/list': listOf(small, { id: 'ft:acme/mine' }) } });
    const spec = writeSpec(folder, specText(`${origin}/list`).replace('auth: none', 'auth: required'));
    const env = { ACME_API_KEY: canary };
    const held = await models('update', folder, [spec], { env });
    expect(held).toMatchObject({ code: 1, stdout: expect.stringContaining('! held: "ft:acme/mine" is listed only with a key') });
    expect(textsOf(spec).spec).not.toContain('ft:acme');
    await models('update', folder, [spec, '--accept', 'models/private-id'], { env });
    expect(textsOf(spec).spec).toContain('ft:acme/mine');
    // What was said to a key is not kept, and without one nothing is asked.
    expect(existsSync(join(folder, 'cache'))).toBe(false);
    expect(await models('update', folder, [spec])).toMatchObject({ code: 2, stderr: expect.stringContaining('ACME_API_KEY') });
    expect(await models('update', folder, [spec, '--offline'], { env })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('net/offline'),
    });
  });
});

describe('models update and time', () => {
  it('uses the date of this machine, not of the server', async () => {
    const dates = ['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 2099 23:59:59 GMT', 'soon'];
    let date: string;
    const { origin } = await faultyServer({
      routes: {
        '/list': (_, response) => response.writeHead(200, { date, 'last-modified': date }).end(JSON.stringify({ data: [small, large] })),
      },
    });
    const seen = [];
    for (date of dates) {
      const own = temporaryFolder();
      const spec = writeSpec(own, specText(`${origin}/list`));
      await models('update', own, [spec]);
      seen.push(textsOf(spec));
    }
    expect(seen[0]!.lock).not.toMatch(/1970|2099/);
    expect([seen[1], seen[2]]).toEqual([seen[0], seen[0]]);
  });

  it('does not overwrite a spec that was edited while a source answered', async () => {
    const folder = temporaryFolder();
    let theirs = '';
    const change: Behaviour = (...exchange) => {
      writeFileSync(spec, theirs);
      listOf(small, large)(...exchange);
    };
    const { origin } = await faultyServer({ routes: { '/list': change } });
    const spec = writeSpec(folder, specText(`${origin}/list`));
    theirs = readFileSync(spec, 'utf8').replace('name: Acme', 'name: Acme Cloud');
    const { code, stderr } = await models('update', folder, [spec]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${spec} was changed by another program meanwhile [io/changed]`);
    expect(readFileSync(spec, 'utf8')).toBe(theirs);
    expect(existsSync(`${spec}.lock`)).toBe(false);
  });

  it('writes nothing if it is interrupted while a source does not answer', async () => {
    const folder = temporaryFolder();
    let asked = (): void => {};
    const isAsked = new Promise<void>((done) => (asked = done));
    const { origin } = await faultyServer({ routes: { '/list': () => asked() } });
    const spec = writeSpec(folder, specText(`${origin}/list`));
    const before = treeOf(folder);
    const { code, signal, stdout, stderr } = await models('update', folder, [spec], {
      started: (child) => void isAsked.then(() => child.kill('SIGINT')),
    });
    expect([code, signal]).toEqual([null, 'SIGINT']);
    expect([stdout, stderr]).toEqual(['', '']);
    expect(treeOf(folder)).toEqual(before);
  });
});

describe('models update --offline', () => {
  it('uses the cached response, prints its age, and sends nothing', async () => {
    const folder = temporaryFolder();
    const { origin, seen } = await faultyServer({ routes: { '/list': tagged('"1"', body) } });
    const spec = writeSpec(folder, specText(`${origin}/list`));
    expect(await models('diff', folder, [spec, '--offline'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no response is cached[^]*hint: run it once without `--offline`/),
    });
    await models('diff', folder, [spec]);
    const { code, stdout } = await models('update', folder, [spec, '--offline']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/own: cached response of \d{4}-\d\d-\d\d, 0 days old\n/);
    expect(seen).toHaveLength(1);
    const { mtimeMs } = statSync(spec);
    expect((await models('update', folder, [spec])).code).toBe(0);
    expect(seen[1]!.headers['if-none-match']).toBe('"1"');
    expect(statSync(spec).mtimeMs).toBe(mtimeMs);
  });
});
