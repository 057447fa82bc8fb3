import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSpecs, readForEdit } from '../../src/commands/specs.js';
import type { ParsedDocument } from '../../src/spec/parse-document.js';
import { temporaryFolder } from '../support/tree.js';

const folder = 'fixtures/specs';
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name)
  .sort();

describe('loadSpecs with the specs in fixtures', () => {
  it('finds them', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it.each(files)('loads %s without an error, and with questions only if it is a draft', async (file) => {
    const { specs, diagnostics } = await loadSpecs([join(folder, file)]);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(specs).toHaveLength(1);
    const { questions } = specs[0]!.provider;
    expect(questions.length > 0).toBe(/-draft\.\w+$/.test(file));
    expect(diagnostics.filter(({ code }) => code === 'draft/open-question')).toHaveLength(questions.length);
  });

  it.each(files)('loads %s without a warning except for open questions', async (file) => {
    const { diagnostics } = await loadSpecs([join(folder, file)]);
    expect(diagnostics.filter(({ code }) => code !== 'draft/open-question')).toEqual([]);
  });
});

describe('loadSpecs with specs that have a problem', () => {
  const text = readFileSync('fixtures/specs/groq.json', 'utf8');
  const write = (content: string, name = 'spec.json'): string => {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, content);
    return path;
  };

  it('loads none of them if one has an error, and reports it', async () => {
    const bad = write('schema: providersmith/1\n', 'bad.yaml');
    const { specs, diagnostics, sources } = await loadSpecs([write(text), bad]);
    expect(specs).toEqual([]);
    expect(diagnostics.some(({ at, severity }) => at?.path === bad && severity === 'error')).toBe(true);
    expect(sources.get(bad)).toBe('schema: providersmith/1\n');
  });

  it('refuses a file that does not exist, with an example', async () => {
    await expect(loadSpecs(['gone.yaml'])).rejects.toMatchObject({
      diagnostic: {
        code: 'io/read',
        message: 'cannot read gone.yaml: it does not exist',
        hint: 'name a spec file, such as specs/cline-pass.yaml',
      },
    });
  });

  it('refuses two specs of one provider, at the id of the second', async () => {
    const [one, two] = [write(text), write(text)];
    const { specs, diagnostics } = await loadSpecs([one, two]);
    expect(specs).toEqual([]);
    expect(diagnostics).toMatchObject([
      { code: 'spec/duplicate-id', message: `the provider "groq" is already in ${one}`, at: { path: two, line: 4 } },
    ]);
  });

  it('reports options of a target that does not exist, with the nearest one or all of them', async () => {
    const withTarget = (id: string): string => write(text.replace('"schema":', `"targets": {"${id}": {}}, "schema":`));
    const [near] = (await loadSpecs([withTarget('opencod')])).diagnostics;
    expect(near).toMatchObject({
      code: 'spec/unknown-target',
      message: 'there is no target "opencod"',
      field: '/targets/opencod',
      hint: 'did you mean `opencode`?',
      at: { line: 3, column: 15 },
    });
    expect((await loadSpecs([withTarget('something-else')])).diagnostics[0]?.hint).toMatch(/^targets: .*`opencode`/);
    expect((await loadSpecs([withTarget('opencode')])).diagnostics).toEqual([]);
  });
});

describe('the text of a spec for code frames', () => {
  async function shown(env: string): Promise<string> {
    const path = join(temporaryFolder(), 'spec.json');
    writeFileSync(path, readFileSync('fixtures/specs/groq.json', 'utf8').replace('GROQ_API_KEY', env));
    const { sources } = await loadSpecs([path]);
    return sources.get(path)!;
  }

  it('hides a value that is no variable, where one belongs', async () => {
    const text = await shown('my own key');
    expect(text).not.toContain('my own key');
    expect(text).toContain('** *** ***');
    expect(text).toContain('"base_url": "https://api.groq.com/openai/v1"');
  });

  it('shows the name of a variable', async () => {
    expect(await shown('GROQ_API_KEY')).toContain('"GROQ_API_KEY"');
  });

  it('shows a wrong value elsewhere', async () => {
    const path = join(temporaryFolder(), 'spec.json');
    writeFileSync(path, readFileSync('fixtures/specs/groq.json', 'utf8').replace('"openai-chat"', '"openai-chats"'));
    const { sources, diagnostics } = await loadSpecs([path]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['spec/value']);
    expect(sources.get(path)).toContain('"openai-chats"');
  });
});

describe('readForEdit', () => {
  const document = async (bytes: string): Promise<{ path: string; spec: ParsedDocument }> => {
    const path = join(temporaryFolder(), 'spec.json');
    writeFileSync(path, bytes);
    const { specs } = await loadSpecs([path]);
    return { path, spec: specs[0]!.document };
  };
  const text = readFileSync('fixtures/specs/groq.json', 'utf8');

  it('gives the text that was loaded, with its byte order mark', async () => {
    expect(readForEdit((await document(text)).spec)).toBe(text);
    expect(readForEdit((await document(`\uFEFF${text}`)).spec)).toBe(`\uFEFF${text}`);
  });

  it('refuses a file that was changed or removed meanwhile', async () => {
    const { path, spec } = await document(text);
    const refused = expect.objectContaining({
      diagnostic: expect.objectContaining({ code: 'io/changed', hint: 'nothing was written; run it again' }) as object,
    }) as Error;
    writeFileSync(path, `${text}\n`);
    expect(() => readForEdit(spec)).toThrow(refused);
    rmSync(path);
    expect(() => readForEdit(spec)).toThrow(refused);
  });
});
