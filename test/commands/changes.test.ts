// What a run would change, what it reports about a tree, and when it changes nothing.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChanges, findChangesOfSpecs, requireTargetFolder, type Changes } from '../../src/commands/changes.js';
import { loadSpecs } from '../../src/commands/specs.js';
import { loadTarget } from '../../src/commands/targets.js';
import { temporaryFolder } from '../support/tree.js';

const acme = 'fixtures/specs/acme/chat.yaml';
const pass = 'fixtures/specs/cline-pass.yaml';

function home(files: Readonly<Record<string, string>> = {}): string {
  const into = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(join(into, path), text);
  }
  return into;
}

const codesOf = ({ diagnostics }: Changes): string[] => diagnostics.map(({ code }) => code);
const opencode = '.config/opencode/opencode.json';

describe('the changes of a run', () => {
  it('name the tree, the targets, the providers and the texts that were read, without a byte order mark', async () => {
    const into = home({ [opencode]: '\uFEFF{}\n' });
    const changes = await findChanges([acme, pass], { target: 'opencode', into, draft: false }, 'apply');
    expect(changes).toMatchObject({ tree: { root: into, paths: new Set([opencode]) }, providerIds: ['acme', 'cline-pass'] });
    expect(changes.targets.map(({ id }) => id)).toEqual(['opencode']);
    expect(changes.sources.get(opencode)).toBe('{}\n');
    expect(changes.changes).toMatchObject([{ path: opencode, before: '\uFEFF{}\n' }]);
  });

  it('are none if there is an error before any file is read', async () => {
    const into = home({ [opencode]: '{}\n' });
    const changes = await findChanges([acme, pass], { target: 'opencode', into, draft: false, setDefault: true }, 'apply');
    expect(changes).toMatchObject({ changes: [], drift: [], tree: { paths: new Set() } });
    expect(codesOf(changes)).toContain('target/two-defaults');
  });

  it('are none if one file cannot be edited', async () => {
    const into = home({ '.codex/config.toml': 'a = [', [opencode]: '{ broken' });
    const changes = await findChanges([acme], { target: 'opencode', into, draft: false }, 'apply');
    expect(changes.changes).toEqual([]);
    expect(codesOf(changes)).toContain('edit/syntax');
  });

  it('are the same for specs that are not written yet', async () => {
    const into = home();
    const { specs } = await loadSpecs([acme]);
    const { changes } = await findChanges([acme], { target: 'opencode', into, draft: false }, 'apply');
    expect((await findChangesOfSpecs(specs, { target: 'opencode', into, draft: false })).changes).toEqual(changes);
  });

  it('hold each file once if several providers are removed from it', async () => {
    const into = home({ [opencode]: '{}\n' });
    const options = { target: 'opencode', into, draft: false };
    const [applied] = (await findChanges([acme, pass], options, 'apply')).changes;
    writeFileSync(join(into, opencode), applied!.after!);
    const { changes } = await findChanges([acme, pass], options, 'remove');
    expect(changes).toEqual([{ path: opencode, before: applied!.after, after: '{}\n' }]);
  });
});

describe('the diagnostics of a run', () => {
  it('of apply include what a target assumes or cannot hold; those of remove do not', async () => {
    const into = home();
    const options = { target: 'cliproxyapi', into, draft: false };
    expect((await findChanges([acme], options, 'apply')).diagnostics.length).toBeGreaterThan(0);
    expect((await findChanges([acme], options, 'remove')).diagnostics).toEqual([]);
  });

  it('include how each agent was detected', async () => {
    const into = home({ [opencode]: '{}\n' });
    const { diagnostics } = await findChanges([acme], { target: 'all', into, draft: false }, 'apply');
    expect(diagnostics[0]).toMatchObject({ code: 'target/found', message: 'opencode: .config/opencode exists' });
  });

  it('refuse a spec with open questions unless drafts are accepted', async () => {
    const draft = 'fixtures/specs/cline-pass-draft.yaml';
    const refused = await findChanges([draft], { target: 'opencode', into: home(), draft: false }, 'apply');
    expect([codesOf(refused).includes('draft/not-allowed'), refused.changes]).toEqual([true, []]);
    const accepted = await findChanges([draft], { target: 'opencode', into: home(), draft: true }, 'apply');
    expect([codesOf(accepted).includes('draft/not-allowed'), accepted.changes.length]).toEqual([false, 1]);
  });
});

describe('a file that cannot be edited with `-t all`', () => {
  it('has a hint that names the command without its agent', async () => {
    const into = home({ [opencode]: '{ broken', '.pi/agent/models.json': '{}' });
    const { diagnostics, changes } = await findChanges([acme], { target: 'all', into, draft: false }, 'apply');
    expect(changes).toEqual([]);
    expect(diagnostics.find(({ code }) => code === 'edit/syntax')?.hint).toMatch(/nothing was written; `-t pi` leaves opencode out$/);
  });

  it('has the same hint if it is another name of the file', async () => {
    const into = home({ '.config/opencode/opencode.jsonc': '{ broken', '.pi/agent/models.json': '{}' });
    const { diagnostics } = await findChanges([acme], { target: 'all', into, draft: false }, 'apply');
    expect(diagnostics.find(({ code }) => code === 'edit/syntax')?.hint).toMatch(/`-t pi` leaves opencode out$/);
  });

  it('has no such hint if no other agent is installed', async () => {
    const { diagnostics } = await findChanges([acme], { target: 'all', into: home({ [opencode]: '{ broken' }), draft: false }, 'apply');
    expect(diagnostics.find(({ code }) => code === 'edit/syntax')?.hint ?? '').not.toContain('leaves');
  });
});

describe('the differences between a spec and a checkout', () => {
  const options = { target: 'forgecode', into: 'fixtures/rust-workspace', draft: false };

  it('name the provider and what differs, with the place in the spec', async () => {
    const { drift } = await findChanges([pass], options, 'apply');
    const own = drift.filter(({ code }) => code !== 'check/untracked');
    expect(own.length).toBeGreaterThan(0);
    for (const { subject, related } of own) {
      expect(subject).toMatch(/^cline-pass(\/.+)?$/);
      expect(related).toMatchObject([{ at: { path: pass }, message: 'the spec' }]);
    }
  });

  it('end with the providers that have no spec, of which five are named', async () => {
    const { drift } = await findChanges([pass], options, 'apply');
    const [untracked, ...more] = drift.filter(({ code }) => code === 'check/untracked');
    const count = untracked!.subject!.split(' ').length;
    expect(more).toEqual([]);
    expect(count).toBeGreaterThan(1);
    expect(untracked!.message).toMatch(new RegExp(`^${count} providers have no spec: `));
    expect(untracked!.message.match(/`/g)).toHaveLength(2 * Math.min(count, 5));
    expect(untracked!.message.endsWith(` and ${count - 5} more`)).toBe(count > 5);
    expect(untracked).toMatchObject({
      hint: 'run `providersmith import` to make specs of them',
      at: { line: expect.any(Number) as number },
    });
  });

  it('leave out the providers without a spec for remove, and for an agent in the home directory', async () => {
    expect((await findChanges([pass], options, 'remove')).drift.filter(({ code }) => code === 'check/untracked')).toEqual([]);
    const into = home({ [opencode]: '{"provider": {"other": {"npm": "x"}}}\n' });
    const { drift } = await findChanges([acme], { target: 'opencode', into, draft: false }, 'apply');
    expect(drift.filter(({ code }) => code === 'check/untracked')).toEqual([]);
  });
});

it('remove reports what is missing of a provider that is only partly in a checkout, with what to do', async () => {
  const { diagnostics } = await findChanges(
    ['fixtures/specs/openrouter.yaml'],
    { target: 'forgecode', into: 'fixtures/rust-workspace', draft: false },
    'remove',
  );
  const missing = diagnostics.filter(({ code }) => code === 'edit/not-all-there');
  expect(missing.length).toBeGreaterThan(0);
  for (const { hint } of missing) expect(hint).toBe('nothing was removed; remove the rest by hand or with git');
});

describe('the folder of a target', () => {
  it('must exist', async () => {
    const gone = join(temporaryFolder(), 'gone');
    const target = await loadTarget('opencode');
    expect(() => requireTargetFolder(target, gone)).toThrow(`${gone} is not a folder`);
    expect(() => requireTargetFolder(target, dirname(gone))).not.toThrow();
  });

  it('must be a checkout for a target that edits one', async () => {
    const target = await loadTarget('forgecode');
    const folder = temporaryFolder();
    expect(() => requireTargetFolder(target, folder)).toThrow(`${folder} is not a ${target.title} checkout: it has no ${target.files[0]}`);
    mkdirSync(dirname(join(folder, target.files[0]!)), { recursive: true });
    cpSync(join('fixtures/rust-workspace', target.files[0]!), join(folder, target.files[0]!));
    expect(readFileSync(join(folder, target.files[0]!), 'utf8')).not.toBe('');
    expect(() => requireTargetFolder(target, folder)).not.toThrow();
  });
});
