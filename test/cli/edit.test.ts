import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkout, cli, refuseStaleBuild, type Run } from '../support/cli.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

const good = 'fixtures/specs/groq.json';
const draft = 'fixtures/specs/cline-pass-draft.yaml';
const providerJson = 'crates/forge_repo/src/provider/provider.json';
const untouched = treeOf('fixtures/rust-workspace');

beforeAll(refuseStaleBuild);

async function edit(command: string, folder: string, ...more: string[]): Promise<Run> {
  return cli([command, good, '-t', 'forgecode', '--into', folder, ...more]);
}

describe('apply, check and remove', () => {
  it('check finds drift until apply ran, and again after remove', async () => {
    const folder = checkout();
    expect(await edit('check', folder)).toMatchObject({
      code: 1,
      stderr: '',
      stdout: expect.stringMatching(/check\/(missing|differs)/) as string,
    });

    const applied = await edit('apply', folder);
    expect(applied.code).toBe(0);
    expect(applied.stdout).toContain(`modified ${providerJson}\n`);
    expect(await edit('check', folder)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/clean: the files match the specs\n$/),
    });

    const tree = treeOf(folder);
    expect(await edit('apply', folder)).toMatchObject({ code: 0, stdout: '', stderr: expect.stringMatching(/nothing to do\n$/) });
    expect(treeOf(folder)).toEqual(tree);

    expect(await edit('remove', folder)).toMatchObject({ code: 0, stdout: applied.stdout });
    expect(treeOf(folder)).toEqual(untouched);
  });

  it('check prints the position of each difference', async () => {
    const folder = checkout();
    await edit('apply', folder);
    const path = join(folder, providerJson);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"GROQ_API_KEY"', '"OTHER_KEY"'));
    const { code, stdout } = await edit('check', folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(/provider\.json:\d+:\d+ error `api_key_vars` is "OTHER_KEY", not "GROQ_API_KEY" \[check\/(missing|differs)\]\n/);
  });

  it('apply --dry-run lists the changes without writing', async () => {
    const folder = checkout();
    const dry = await edit('apply', folder, '--dry-run');
    expect(treeOf(folder)).toEqual(untouched);
    const { stdout } = await edit('apply', folder);
    expect(dry).toMatchObject({ code: 0, stdout: stdout.replaceAll('modified', 'would modify').replaceAll('created', 'would create') });
  });

  it('edit the file behind a symbolic link and keep the link', async () => {
    const folder = checkout();
    const elsewhere = join(temporaryFolder(), 'real.json');
    const path = join(folder, providerJson);
    writeFileSync(elsewhere, readFileSync(path));
    unlinkSync(path);
    symlinkSync(elsewhere, path);
    expect(await edit('apply', folder)).toMatchObject({ code: 0 });
    expect(treeOf(folder)[providerJson]).toBe(`-> ${elsewhere}`);
    expect(readFileSync(elsewhere, 'utf8')).toContain('"groq"');
  });
});

describe('diff', () => {
  it('prints a patch with which `git apply` gives the same files as apply', async () => {
    const [patched, applied] = [checkout(), checkout()];
    const { code, stdout } = await edit('diff', patched);
    expect(code).toBe(0);
    const git = spawnSync('git', ['apply', '-'], { cwd: patched, input: stdout, encoding: 'utf8' });
    expect({ status: git.status, stderr: git.stderr }).toEqual({ status: 0, stderr: '' });
    await edit('apply', applied);
    expect(treeOf(patched)).toEqual(treeOf(applied));
    expect(treeOf(patched)).not.toEqual(untouched);
  });

  it('prints nothing on stdout and a note on stderr when there is nothing to do', async () => {
    const folder = checkout();
    await edit('apply', folder);
    const { code, stdout, stderr } = await edit('diff', folder);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/nothing to do: the files match the specs\n$/);
  });

  it('writes no file', async () => {
    const folder = checkout();
    await edit('diff', folder);
    expect(treeOf(folder)).toEqual(untouched);
  });

  it.each(['head -1', 'true'])('ends quietly when its output is piped into `%s`', (reader) => {
    const command = `'${process.execPath}' dist/cli.cjs diff ${good} -t forgecode --into fixtures/rust-workspace | ${reader}`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stderr).not.toMatch(/\n\s+at |EPIPE|bug/);
  });
});

describe('a spec with open questions', () => {
  it.each(['diff', 'apply', 'generate'])('is refused by %s without --draft', async (command) => {
    const folder = command === 'generate' ? temporaryFolder() : checkout();
    const before = treeOf(folder);
    const args = command === 'generate' ? ['-o', folder] : ['-t', 'forgecode', '--into', folder];
    const { code, stdout, stderr } = await cli([command, draft, ...args]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/ error clinepass has \d+ open questions \[draft\/not-allowed\]/);
    expect(stderr).toContain('--draft');
    expect(treeOf(folder)).toEqual(before);
  });

  it('lists every assumed value on stderr with --draft', async () => {
    const { code, stdout, stderr } = await cli(['diff', draft, '-t', 'forgecode', '--into', checkout(), '--draft']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^diff --git /);
    const questions = readFileSync(draft, 'utf8').match(/^ {2}- field: /gm);
    expect(stderr.match(/ warning .* Assumed: .* \[draft\/open-question\]/g)).toHaveLength(questions!.length);
  });

  it('can be checked and removed without --draft', async () => {
    const folder = checkout();
    const args = [draft, '-t', 'forgecode', '--into', folder];
    expect(await cli(['apply', ...args, '--draft'])).toMatchObject({ code: 0 });
    expect(await cli(['check', ...args])).toMatchObject({ code: 0 });
    expect(await cli(['remove', ...args])).toMatchObject({ code: 0 });
    expect(treeOf(folder)).toEqual(untouched);
  });
});

describe('generate', () => {
  it('prints the files that it wrote, and prints them again when they are up to date', async () => {
    const out = join(temporaryFolder(), 'a/b');
    const first = await cli(['generate', good, '-o', out]);
    expect(first.code).toBe(0);
    const files = first.stdout.trimEnd().split('\n');
    expect(files).toContain(join(out, 'groq/forgecode/provider.json'));
    for (const file of files) expect(readFileSync(file, 'utf8')).not.toBe('');
    const tree = treeOf(out);
    expect(await cli(['generate', good, '-o', out])).toEqual(first);
    expect(treeOf(out)).toEqual(tree);
  });

  it('makes each file once when a target is named twice', async () => {
    const { stdout } = await cli(['generate', good, '-t', 'forgecode,forgecode', '-o', temporaryFolder()]);
    const files = stdout.trimEnd().split('\n');
    expect(new Set(files).size).toBe(files.length);
  });

  it('writes a folder for each spec', async () => {
    const out = temporaryFolder();
    expect(await cli(['generate', good, 'fixtures/specs/vllm.yaml', '-o', out])).toMatchObject({ code: 0 });
    expect(Object.keys(treeOf(out))).toEqual(expect.arrayContaining(['groq/forgecode/provider.json', 'vllm/forgecode/provider.json']));
  });

  it('refuses an output folder that is a file', async () => {
    const file = join(temporaryFolder(), 'file');
    appendFileSync(file, 'x');
    const { code, stdout, stderr } = await cli(['generate', good, '-o', file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/cannot write .*: a part of the path is not a folder/);
  });
});
