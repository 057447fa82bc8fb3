// `models update -t`: specs and target are written together or not at all.
import { appendFileSync, chmodSync, chownSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkout, cli, readableProgram, refuseStaleBuild } from '../support/cli.js';
import { catalogOf, models, specText, textsOf, writeSpec } from '../support/models-cli.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

beforeAll(refuseStaleBuild);

describe('models update -t', () => {
  const providerJson = 'crates/forge_repo/src/provider/provider.json';

  async function prepared(): Promise<{ folder: string; spec: string; tree: string; args: string[] }> {
    const [folder, tree] = [temporaryFolder(), checkout()];
    const spec = writeSpec(folder, specText());
    expect((await cli(['apply', spec, '-t', 'forgecode', '--into', tree])).code).toBe(0);
    const catalog = join(folder, 'api.json');
    writeFileSync(catalog, catalogOf({ 'acme/small': {}, 'acme/brand-new': { limit: { context: 99_000, output: 9000 } } }));
    return { folder, spec, tree, args: [spec, '--source', `models.dev=${catalog}`, '-t', 'forgecode', '--into', tree] };
  }

  function allPaths(...folders: readonly string[]): string[] {
    return folders.flatMap((top) => [top, ...readdirSync(top, { recursive: true, encoding: 'utf8' }).map((path) => join(top, path))]);
  }

  it('updates a checkout with the spec', async () => {
    const { folder, spec, tree, args } = await prepared();
    const before = [treeOf(folder), treeOf(tree)];
    expect((await models('diff', folder, args)).code).toBe(1);
    expect([treeOf(folder), treeOf(tree)]).toEqual(before);
    const { code, stderr } = await models('update', folder, args);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(readFileSync(spec, 'utf8')).toContain('acme/brand-new');
    expect(readFileSync(join(tree, providerJson), 'utf8')).toContain('acme/brand-new');
    expect((await cli(['check', spec, '-t', 'forgecode', '--into', tree])).code).toBe(0);
    expect((await models('update', folder, args)).code).toBe(0);
  });

  it('is required by `--into` and `--draft`', async () => {
    const { folder, spec, args } = await prepared();
    const before = treeOf(folder);
    for (const option of [['--into', folder], ['--draft']]) {
      const { code, stderr } = await models('update', folder, [...args.slice(0, 3), ...option]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`error: \`${option[0]}\` needs \`-t\``) as string });
    }
    expect(readFileSync(spec, 'utf8')).not.toContain('acme/brand-new');
    expect(treeOf(folder)).toEqual(before);
  });

  it('writes nothing if the checkout cannot be edited', async () => {
    const { folder, tree, args } = await prepared();
    appendFileSync(join(tree, providerJson), '{');
    const before = [treeOf(folder), treeOf(tree)];
    const { code, stderr } = await models('update', folder, args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/edit\/syntax[^]*the change cannot be carried into forgecode, so nothing is written/);
    expect([treeOf(folder), treeOf(tree)]).toEqual(before);
  });

  it.each([
    ['the file of the checkout', (_: string, tree: string) => join(tree, providerJson)],
    ['the spec', (spec: string) => spec],
  ])('writes nothing if %s is read-only', async (_, which) => {
    const { folder, spec, tree, args } = await prepared();
    chmodSync(which(spec, tree), 0o444);
    const before = [treeOf(folder), treeOf(tree)];
    const { code, stderr } = await models('update', folder, args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/it is read-only \[io\/write\][^]*carried into forgecode, so nothing is written \[models\/not-carried\]/);
    expect([treeOf(folder), treeOf(tree)]).toEqual(before);
  });

  it.skipIf(process.platform === 'win32')('writes nothing if the folder of the spec is read-only (needs file modes)', async () => {
    const { folder, tree, args } = await prepared();
    chmodSync(folder, 0o555);
    const before = [treeOf(folder), treeOf(tree)];
    // Root may write anywhere.
    const isRoot = process.getuid?.() === 0;
    for (const path of isRoot ? allPaths(folder, tree) : []) chownSync(path, 65_534, 65_534);
    const user = isRoot ? { uid: 65_534, gid: 65_534, program: readableProgram(), cwd: '/' } : {};
    const { code, stderr } = await models('update', folder, args, user);
    chmodSync(folder, 0o755);
    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot write .*acme\.yaml: permission denied \[io\/write\]/);
    expect([treeOf(folder), treeOf(tree)]).toEqual(before);
  });

  it('does not update the checkout if one spec cannot be written, and writes the other specs', async () => {
    const { folder, spec, tree, args } = await prepared();
    const other = writeSpec(folder, specText().replace('id: acme\n', 'id: other\n').replace('ACME', 'OTHER'), 'other.yaml');
    expect((await cli(['apply', other, '-t', 'forgecode', '--into', tree])).code).toBe(0);
    const catalog = JSON.parse(readFileSync(join(folder, 'api.json'), 'utf8')) as { acme: object };
    writeFileSync(
      join(folder, 'api.json'),
      JSON.stringify({ ...catalog, other: { ...catalog.acme, id: 'other', env: ['OTHER_API_KEY'] } }),
    );
    chmodSync(spec, 0o444);
    const before = [readFileSync(spec, 'utf8'), treeOf(tree)];
    const { code, stderr } = await models('update', folder, [other, ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain('the change cannot be carried into forgecode, which stays as it is [models/not-carried]');
    expect([readFileSync(spec, 'utf8'), treeOf(tree)]).toEqual(before);
    expect(textsOf(other).spec).toContain('acme/brand-new');
    // Nothing is lost: the next run makes up for it.
    chmodSync(spec, 0o644);
    expect((await models('update', folder, [other, ...args])).code).toBe(1);
    expect((await cli(['check', spec, other, '-t', 'forgecode', '--into', tree])).code).toBe(0);
  });
});
