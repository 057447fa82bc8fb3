// Several providers in one home, of which one is the default, or each wants the place that an agent has for one.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/commands/apply.js';
import { check } from '../../src/commands/check.js';
import { remove } from '../../src/commands/remove.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

const pass = 'fixtures/specs/cline-pass.yaml';
const acme = 'fixtures/specs/acme/chat.yaml';

function home(files: Readonly<Record<string, string>>): string {
  const into = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(join(into, path), text);
  }
  return into;
}

/** The texts by their paths, without the folders and the modes. */
function textsOf(folder: string): Record<string, string> {
  const files = Object.entries(treeOf(folder)).filter(([path]) => !path.endsWith('/'));
  return Object.fromEntries(files.map(([path, text]) => [path, text.replace(/^\d+ /, '')]));
}

function options(into: string, target: string, setDefault = false) {
  return { target, into, setDefault, draft: false, dryRun: false, fix: false };
}

async function codesOf(command: Promise<{ diagnostics: readonly { code: string; severity: string }[] }>): Promise<string[]> {
  const { diagnostics } = await command;
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

describe('two specs at once', () => {
  it.each(['opencode', 'all', 'aider,claude-code'])('cannot both be the default of %s', async (target) => {
    const into = home({ '.config/opencode/opencode.json': '{}\n' });
    const before = treeOf(into);
    expect(await codesOf(apply([pass, acme], options(into, target, true)))).toContain('target/two-defaults');
    expect(treeOf(into)).toEqual(before);
  });

  it('are removed in one run', async () => {
    const into = home({ '.config/opencode/opencode.json': '{"model": "mine"}\n', '.gemini/settings.json': '{}\n' });
    const before = treeOf(into);
    for (const target of ['opencode', 'all']) {
      await apply([pass, acme], options(into, target));
      await apply([acme], options(into, target, true));
      expect(await codesOf(remove([pass, acme], options(into, target)))).toEqual([]);
      expect(readFileSync(join(into, '.config/opencode/opencode.json'), 'utf8')).not.toMatch(/acme|cline-pass/);
    }
    expect(Object.keys(treeOf(into))).toEqual(expect.arrayContaining(Object.keys(before)));
  });
});

describe('one provider after the other', () => {
  const settings = {
    '.aider.conf.yml': '# mine\nmodel: gpt-4o\n',
    '.config/opencode/opencode.json': '{\n  // mine\n  "model": "mine/one"\n}\n',
    '.qwen/settings.json': '{ "ui": { "theme": "x" } }\n',
  };

  it('restores the home directory when the first is removed before the second', async () => {
    const into = home(settings);
    for (const spec of [pass, acme]) await apply([spec], options(into, 'all', true));
    for (const spec of [pass, acme]) expect(await codesOf(remove([spec], options(into, 'all')))).toEqual([]);
    expect(textsOf(into)).toEqual(settings);
  });

  it('restores the home directory when both are removed in one run', async () => {
    const into = home(settings);
    await apply([pass], options(into, 'all'));
    await apply([acme], options(into, 'all', true));
    expect(await codesOf(remove([pass, acme], options(into, 'all')))).toEqual([]);
    expect(textsOf(into)).toEqual(settings);
  });

  it('restores the home directory when both were applied in one run', async () => {
    const into = home(settings);
    await apply([pass, acme], options(into, 'all'));
    for (const spec of [pass, acme]) await remove([spec], options(into, 'all'));
    expect(textsOf(into)).toEqual(settings);
  });

  it('never restores a provider that was removed', async () => {
    const into = home(settings);
    const groq = 'fixtures/specs/groq.json';
    for (const spec of [pass, acme, groq]) await apply([spec], options(into, 'all', true));
    for (const spec of [pass, groq, acme]) await remove([spec], options(into, 'all'));
    expect(JSON.stringify(treeOf(into))).not.toMatch(/cline-pass|acme|groq/);
  });

  it.each([
    ['qwen-code', 'chat'],
    ['claude-code', 'messages'],
    ['all', 'messages'],
  ])('%s keeps what the one that is left needs', async (target, name) => {
    // Cline has one place, in which the second takes over that of the first.
    const ofCline = '.cline/data/settings/providers.json';
    const into = home(target === 'all' ? { [ofCline]: '{}' } : {});
    const first = `fixtures/specs/acme/${name}.yaml`;
    const second = join(temporaryFolder(), 'zorg.yaml');
    writeFileSync(second, readFileSync(first, 'utf8').replaceAll(/acme/gi, 'zorg'));
    await apply([first], options(into, target, true));
    if (target === 'all') writeFileSync(join(into, ofCline), '{"lastUsedProvider": "anthropic"}');
    expect(await codesOf(apply([second], options(into, target, true)))).toEqual([]);
    await remove([first], options(into, target));
    expect(await codesOf(check([second], options(into, target, true)))).toEqual([]);
  });
});

it('remove deletes the file of a model that is no longer in the spec', async () => {
  const into = home({ '.junie/mine.txt': '' });
  const renamed = join(temporaryFolder(), 'renamed.yaml');
  const spec = 'fixtures/specs/acme/no-headers.yaml';
  writeFileSync(renamed, readFileSync(spec, 'utf8').replaceAll('acme-large', 'acme-huge'));
  await apply([spec], options(into, 'all'));
  const profile = Object.keys(textsOf(into)).find((path) => path.startsWith('.junie/models/'));
  expect(profile).toBeDefined();
  await remove([renamed], options(into, 'all'));
  expect(textsOf(into)).toEqual({ '.junie/mine.txt': '' });
});

it('apply leaves room for the prompt in VS Code when the output limit is the whole window', async () => {
  const into = home({});
  await apply([pass], options(into, 'vscode'));
  const numbers = JSON.stringify(textsOf(into))
    .match(/maxInputTokens\\*": \d+/g)!
    .map((text) => Number(text.split(' ')[1]));
  expect(Math.min(...numbers)).toBeGreaterThan(4096);
});

describe('backups', () => {
  it('are ignored by git, in a project and in a home directory', async () => {
    const into = home({ 'opencode.json': '{"a": 1}\n' });
    await apply([pass], { ...options(into, 'opencode'), scope: 'project' });
    expect(Object.keys(textsOf(into)).filter((path) => path.startsWith('.local/'))).toHaveLength(2);
    expect(textsOf(into)['.local/state/providersmith/backup/.gitignore']).toBe('*\n');
    await remove([pass], { ...options(into, 'opencode'), scope: 'project' });
    expect(textsOf(into)).toEqual({ 'opencode.json': '{"a": 1}\n' });
  });

  it('are not restored when remove refuses', async () => {
    const into = home({ '.config/opencode/opencode.json': '{}\n', '.config/aichat/config.yaml': 'model: x\n' });
    await apply([pass], options(into, 'all'));
    writeFileSync(join(into, '.config/aichat/config.yaml'), 'a: [');
    const before = treeOf(into);
    expect(await codesOf(remove([pass], options(into, 'all')))).toContain('edit/syntax');
    expect(treeOf(into)).toEqual(before);
  });
});

it('apply -t all hints how to leave out an agent whose file does not parse', async () => {
  const into = home({
    '.config/opencode/opencode.json': '{ broken',
    '.config/aichat/config.yaml': 'model: x\n',
    '.pi/agent/models.json': '{}',
  });
  const { diagnostics } = await apply([pass], options(into, 'all'));
  expect(diagnostics.find(({ code }) => code === 'edit/syntax')?.hint).toContain('`-t aichat,pi` leaves opencode out');
});

it('apply refuses `all` beside a target id', async () => {
  await expect(apply([pass], options(home({}), 'all,opencode'))).rejects.toThrow('cannot be combined with target ids');
});

it('apply -t all reports that no installed agent can use the provider', async () => {
  const into = home({ '.codex/config.toml': 'model = "gpt"\n' });
  // Nothing on the path, where an agent may be installed.
  const { PATH } = process.env;
  process.env['PATH'] = '';
  try {
    const { changes, diagnostics } = await apply([acme], options(into, 'all'));
    expect(changes).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toContain('target/none');
  } finally {
    process.env['PATH'] = PATH;
  }
});
