// A target scaffolded by `npm run new-target` works unchanged. The script runs in a copy of its folders, with the API of this tree.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, vi } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { coreRules } from '../../src/core/rules.js';
import type { Target } from '../../src/targets/engine/target.js';
import { readIfThere, readTree } from '../support/golden.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

const id = 'sample-agent';

function copy(): string {
  const root = temporaryFolder();
  cpSync('scripts/new-target.js', join(root, 'scripts/new-target.js'));
  cpSync('scripts/new-target', join(root, 'scripts/new-target'), { recursive: true });
  cpSync('package.json', join(root, 'package.json'));
  mkdirSync(join(root, 'src/targets'), { recursive: true });
  symlinkSync(resolve('src/targets/api.ts'), join(root, 'src/targets/api.ts'));
  return root;
}

function scaffold(root: string, ...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [join(root, 'scripts/new-target.js'), ...args], (error, stdout, stderr) =>
      done({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe('npm run new-target', () => {
  it.each(['json', 'yaml'] as const)(
    'scaffolds a %s target whose golden cases and schema pass, and overwrites no target',
    async (format) => {
      const root = copy();
      const words = format === 'yaml' ? [id, '--yaml'] : [id];
      const { code, stdout } = await scaffold(root, ...words);
      expect(code).toBe(0);
      const created = stdout.slice(0, stdout.indexOf('\n\n')).split('\n');
      expect(created).toContain(`schemas/targets/${id}.schema.json`);
      for (const path of created) expect(readFileSync(join(root, path), 'utf8'), path).not.toContain('{{');

      const { default: target } = (await import(join(root, `src/targets/${id}.ts`))) as { default: Target };
      vi.doMock('../../src/generated/targets.js', () => ({ targetLoaders: { [id]: async () => target } }));
      vi.resetModules();
      const { runCase } = await import('../support/golden.js');
      const cases = join(root, 'fixtures/targets', id);
      expect(readdirSync(cases)).toEqual(['beside-others', 'chat']);
      for (const name of readdirSync(cases)) {
        const { files, diagnostics } = await runCase(id, join(cases, name), join(root, 'out', name));
        expect(diagnostics).toBe(readIfThere(join(cases, name, 'diagnostics.txt')));
        expect(Object.fromEntries(files)).toEqual(Object.fromEntries(readTree(join(cases, name, 'output'))));
      }

      const { generate } = await import('../../src/commands/generate.js');
      const accepts = new Ajv2020({ strictTypes: false }).compile(
        JSON.parse(readFileSync(join(root, `schemas/targets/${id}.schema.json`), 'utf8')) as object,
      );
      for (const protocol of ['chat', 'responses', 'messages', 'google']) {
        const out = join(root, 'out', protocol);
        await generate([`fixtures/specs/acme/${protocol}.yaml`], { targets: [id], out, draft: false, setDefault: true, scope: 'user' });
        accepts(parseYaml(readFileSync(join(out, `acme/${id}/.${id}/config.${format}`), 'utf8')));
        expect(accepts.errors ?? [], protocol).toEqual([]);
      }

      const before = treeOf(root);
      expect(await scaffold(root, ...words)).toEqual({ code: 2, stdout: '', stderr: `there is a target \`${id}\` already\n` });
      expect(treeOf(root)).toEqual(before);
    },
  );

  it('rejects an id that is a prefix of core rules, or not in lower case', async () => {
    const root = copy();
    const prefixes = new Set(Object.keys(coreRules).map((code) => code.slice(0, code.indexOf('/'))));
    const refused = [...prefixes, 'Sample'].map(async (name) => ({ name, ...(await scaffold(root, name)) }));
    for (const { name, ...result } of await Promise.all(refused))
      expect(result, name).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(`\`${name}\``) });
  });
});
