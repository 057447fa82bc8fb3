// Which findings count: severities, rules, a baseline, suppressions with a last day.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkout, cli, refuseStaleBuild, type Run } from '../support/cli.js';
import { applyPatch } from '../support/patch.js';
import { temporaryFolder } from '../support/tree.js';

beforeAll(refuseStaleBuild);

/** A checkout in which the audit finds one error, `forgecode/duplicate-provider`, and one thing more. */
function drifted(): string {
  const folder = checkout();
  applyPatch(folder, readFileSync('fixtures/audit/forgecode/duplicate-provider/fires.patch', 'utf8'));
  return folder;
}

const audit = async (into: string, ...args: string[]): Promise<Run> => cli(['audit', '-t', 'forgecode', '--into', into, ...args]);

function commit(folder: string, day: string): void {
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, GIT_COMMITTER_DATE: `${day}T12:00:00Z`, GIT_AUTHOR_DATE: `${day}T12:00:00Z` },
    });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'x');
}

function suppress(folder: string, ...items: { rule: string; path?: string; subject?: string; reason?: string; until?: string }[]): void {
  const list = items.map((item) => ({ reason: 'known', until: '2027-01-31', ...item }));
  writeFileSync(join(folder, '.providersmith.yaml'), JSON.stringify({ suppress: list }));
}

describe('--fail-on', () => {
  it.each([
    ['error', 1],
    ['warning', 1],
    ['never', 0],
    ['forgecode/duplicate-provider', 1],
    ['forgecode/wrong-type', 0],
    ['forgecode/wrong-type,error', 1],
  ])('%s gives %d', async (words, code) => {
    expect((await audit(drifted(), '--fail-on', words)).code).toBe(code);
  });

  it('suggests a rule for a misspelt one', async () => {
    expect(await audit(checkout(), '--fail-on', 'warnings')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/there is no rule `warnings` \[rule\/unknown\]\n.*did you mean `warning`\?/) as string,
    });
  });

  it('does not hide that a command could not run', async () => {
    expect((await audit(join(temporaryFolder(), 'gone'), '--fail-on', 'never')).code).toBe(2);
  });
});

describe('--baseline', () => {
  it('keeps known diagnostics from counting, but not new ones', async () => {
    const folder = drifted();
    const file = join(folder, 'baseline.json');
    expect(await audit(folder, '--write-baseline', file)).toMatchObject({ code: 0, stdout: '' });
    const text = readFileSync(file, 'utf8');
    await audit(folder, '--write-baseline', file);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(text).toContain('"code": "forgecode/duplicate-provider"');

    expect(await audit(folder, '--baseline', file)).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^not counted: \d+ in the baseline\n$/) as string,
    });

    // Lines move and the folder has another name: the finding is the same.
    const json = join(folder, 'crates/forge_repo/src/provider/provider.json');
    writeFileSync(json, readFileSync(json, 'utf8').replace('"sample-small"', '"sample-tiny"'));
    expect((await audit(`${folder}/.`, '--baseline', file)).code).toBe(0);

    writeFileSync(json, readFileSync(json, 'utf8').replace('"id": "open_router"', '"id": "openai"'));
    const later = await audit(folder, '--baseline', file);
    expect(later.code).toBe(1);
    expect(later.stdout).toMatch(/error duplicate entry "openai"/);
    expect(later.stdout).not.toMatch(/duplicate entry "xai"/);
  });

  it('rewrites a baseline with what still occurs', async () => {
    const folder = drifted();
    const file = join(folder, 'baseline.json');
    await audit(folder, '--write-baseline', file);
    const text = readFileSync(file, 'utf8');
    await audit(folder, '--baseline', file, '--write-baseline', file);
    expect(readFileSync(file, 'utf8')).toBe(text);

    writeFileSync(file, text.replace(/"fingerprint": "\w+"/, '"fingerprint": "0"'));
    suppress(folder, { rule: 'forgecode/missing-display-arm', until: '2020-01-01' });
    await audit(folder, '--as-of', '2026-12-01', '--baseline', file, '--write-baseline', file);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('stores no key, and still recognizes the diagnostic', async () => {
    const folder = drifted();
    const file = join(folder, 'baseline.json');
    const key = `sk-${'a1'.repeat(16)}`;
    const json = join(folder, 'crates/forge_repo/src/provider/provider.json');
    writeFileSync(json, readFileSync(json, 'utf8').replaceAll('"id": "xai"', `"id": "${key}"`));
    await audit(folder, '--write-baseline', file);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(`"subject": "${'*'.repeat(key.length)}"`);
    expect(text).not.toContain(key);
    expect((await audit(folder, '--baseline', file)).code).toBe(0);
  });

  it('reports entries that no longer occur', async () => {
    const folder = drifted();
    const file = join(folder, 'baseline.json');
    await audit(folder, '--write-baseline', file);
    expect(await audit(checkout(), '--baseline', file)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/warning forgecode\/duplicate-provider no longer occurs for "xai" \[baseline\/stale\]/) as string,
    });
  });

  it.each([
    ['gone.json', undefined, /gone\.json does not exist \[baseline\/invalid\]/],
    ['broken.json', '{', /broken\.json is not JSON/],
    ['other.json', '{"version":1,"findings":[1]}', /other\.json is not a baseline/],
  ])('reports a file that is not a baseline: %s', async (name, text, said) => {
    const folder = checkout();
    if (text !== undefined) writeFileSync(join(folder, name), text);
    expect(await audit(folder, '--baseline', join(folder, name))).toMatchObject({ code: 2, stderr: expect.stringMatching(said) as string });
  });
});

describe('suppressions in .providersmith.yaml', () => {
  it('hold until their last day, compared with the date of the commit', async () => {
    const folder = drifted();
    suppress(
      folder,
      { rule: 'forgecode/duplicate-provider', subject: 'x*' },
      { rule: 'forgecode/const-*' },
      { rule: 'forgecode/shared-*' },
    );
    commit(folder, '2027-01-31');
    const { code, stderr } = await audit(folder);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^not counted: \d suppressed\n$/);

    writeFileSync(join(folder, 'x'), 'x');
    commit(folder, '2027-02-01');
    expect(await audit(folder)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /\.providersmith\.yaml:1:\d+ warning the suppression of .* expired on 2027-01-31 \[suppress\/expired\]/,
      ) as string,
    });
    expect((await audit(folder, '--as-of', '2026-12-01')).code).toBe(0);
  });

  it('need --as-of in a folder without commits', async () => {
    const folder = drifted();
    suppress(folder, { rule: 'forgecode/duplicate-provider' });
    expect(await audit(folder)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no commit to take the date from \[config\/no-date\]/) as string,
    });
    expect((await audit(folder, '--as-of', '2026-12-01')).code).toBe(0);
  });

  it('report that git is not on the PATH', async () => {
    const folder = drifted();
    suppress(folder, { rule: 'forgecode/duplicate-provider' });
    expect(await cli(['audit', '-t', 'forgecode', '--into', folder], { env: { PATH: temporaryFolder() } })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/git is not on the PATH \[config\/no-date\]/) as string,
    });
  });

  it.each([
    ['x*', true],
    ['*ai', true],
    ['x*i', true],
    ['xa*ai', false],
    ['*'.repeat(40) + 'i', true],
    ['*'.repeat(40) + '!', false],
  ])('of the subject %s suppresses: %s', async (subject, suppresses) => {
    const folder = drifted();
    suppress(folder, { rule: 'forgecode/duplicate-provider', subject });
    const { stdout } = await audit(folder, '--as-of', '2026-12-01');
    expect(stdout.includes('[forgecode/duplicate-provider]')).toBe(!suppresses);
  });

  it.each([
    ['crates/*/provider.json', true],
    ['{into}/crates/*/provider.json', true],
    ['*/provider.json', true],
    ['crates/provider.json', false],
    ['{into}/README.md', false],
  ])('of the path %s suppresses: %s', async (path, suppresses) => {
    const folder = drifted();
    const into = folder.split('/').at(-1)!;
    suppress(folder, { rule: 'forgecode/duplicate-provider', path: path.replace('{into}', into) });
    const { stdout } = await cli(['audit', '-t', 'forgecode', '--into', `./${into}/`, '--as-of', '2026-12-01'], {
      cwd: join(folder, '..'),
    });
    expect(stdout.includes('[forgecode/duplicate-provider]')).toBe(!suppresses);
  });

  it('are reported when they match nothing', async () => {
    const folder = checkout();
    suppress(folder, { rule: 'forgecode/duplicate-provider', subject: 'gone' });
    expect(await audit(folder, '--as-of', '2026-12-01')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\[suppress\/unused\]/) as string,
    });
  });

  it.each([
    ['suppress: [{rule: a, until: 2027-01-31}]', /`suppress\.0` .*`reason`/],
    ['suppress: [{rule: a, reason: b, until: soon}]', /`suppress\.0\.until` is "soon"/],
    ['supress: []', /supress.*suppress/s],
    ['{', /\.providersmith\.yaml:1:/],
  ])('is checked: %s', async (text, said) => {
    const folder = checkout();
    writeFileSync(join(folder, '.providersmith.yaml'), text);
    expect(await audit(folder)).toMatchObject({ code: 2, stderr: expect.stringMatching(said) as string });
  });

  it.each(['json', 'sarif'])('show no key from their reason in %s', async (reporter) => {
    const folder = drifted();
    const key = `sk-${'a1'.repeat(16)}`;
    suppress(folder, { rule: 'forgecode/duplicate-provider', reason: `see ${key}` });
    const { stdout } = await audit(folder, '--as-of', '2026-12-01', '--reporter', reporter);
    expect(stdout).toContain(`see ${'*'.repeat(key.length)}`);
    expect(stdout).not.toContain(key);
  });

  it('are marked in SARIF', async () => {
    const folder = drifted();
    suppress(folder, { rule: 'forgecode/duplicate-provider' });
    const { stdout } = await audit(folder, '--as-of', '2026-12-01', '--reporter', 'sarif');
    const { runs } = JSON.parse(stdout) as { runs: [{ results: { ruleId: string; suppressions?: { justification: string }[] }[] }] };
    expect(runs[0].results.find(({ ruleId }) => ruleId === 'forgecode/duplicate-provider')!.suppressions).toEqual([
      { kind: 'external', justification: 'known' },
    ]);
  });
});

describe('paths in reports', () => {
  it.each(['pretty', 'json', 'sarif', 'github', 'markdown', 'junit'])(
    '%s does not depend on the place, the language or the time zone',
    async (reporter) => {
      const folder = drifted();
      const run = async (env: Record<string, string>): Promise<string> =>
        (await cli(['audit', '-t', 'forgecode', '--reporter', reporter], { cwd: folder, env })).stdout;
      const first = await run({ TZ: 'UTC', LC_ALL: 'C' });
      expect(first).not.toBe('');
      expect(first).not.toContain(folder);
      expect(await run({ TZ: 'Asia/Kolkata', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' })).toBe(first);
    },
  );

  it('lead from the working directory to the file', async () => {
    const folder = drifted();
    const { stdout } = await cli(['audit', '-t', 'forgecode', '--into', folder.split('/').at(-1)!, '--reporter', 'github'], {
      cwd: join(folder, '..'),
    });
    const path = /file=([^,]+)/.exec(stdout)![1]!;
    expect(existsSync(join(folder, '..', path))).toBe(true);
  });

  it.each(['./', './.', '../{}', '././'])('normalize --into %s', async (into) => {
    const folder = drifted();
    const name = folder.split('/').at(-1)!;
    const of = async (dir: string): Promise<string> =>
      (await cli(['audit', '-t', 'forgecode', '--into', dir, '--reporter', 'github'], { cwd: folder })).stdout;
    const plain = into === '../{}' ? `../${name}` : '.';
    expect(await of(into.replace('{}', `./${name}/`))).toBe(await of(plain));
  });
});
