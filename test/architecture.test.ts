// The table of layers: what each folder of src may import, read from the imports themselves.
import { dirname, join, relative } from 'node:path';
import { Project } from 'ts-morph';
import { describe, expect, it } from 'vitest';

const layers: Readonly<Record<string, { own: readonly string[]; packages: readonly string[] }>> = {
  core: { own: ['core', 'generated'], packages: ['ajv', 'jsonc-parser', 'yaml'] },
  edit: {
    own: ['core', 'edit', 'generated'],
    packages: ['handlebars', 'jsonc-parser', 'web-tree-sitter', 'diff', 'toml-eslint-parser', 'yaml'],
  },
  kit: { own: ['core', 'kit'], packages: [] },
  targets: { own: ['targets'], packages: [] },
  sources: { own: ['sources'], packages: [] },
  commands: { own: ['core', 'edit', 'commands', 'io', 'generated'], packages: [] },
  io: { own: ['core', 'io'], packages: ['node'] },
  cli: { own: ['core', 'commands', 'cli', 'generated'], packages: ['commander', 'picocolors', 'node'] },
  '': { own: ['core', 'commands', 'generated'], packages: [] },
};

const project = new Project({ tsConfigFilePath: 'tsconfig.json', skipAddingFilesFromTsConfig: true });
project.addSourceFilesAtPaths(['src/**/*.ts', '!src/generated/**']);
const files = project.getSourceFiles().map((file) => ({ file, path: relative(join(process.cwd(), 'src'), file.getFilePath()) }));

function specifiersOf(file: (typeof files)[number]['file']): string[] {
  const dynamic = [...file.getFullText().matchAll(/\bimport\('([^']+)'\)/g)].map((match) => match[1]!);
  const fixed = [...file.getImportDeclarations(), ...file.getExportDeclarations()].map((declaration) =>
    declaration.getModuleSpecifierValue(),
  );
  return [...fixed, ...dynamic].filter((specifier) => specifier !== undefined);
}

const layerOf = (path: string): string => (path.includes('/') ? path.split('/')[0]! : '');

describe('imports', () => {
  it.each(files.map(({ path }) => path))('%s', (path) => {
    const { file } = files.find((candidate) => candidate.path === path)!;
    const layer = layers[layerOf(path)]!;
    for (const specifier of specifiersOf(file)) {
      if (!specifier.startsWith('.')) {
        const name = specifier.startsWith('node:') ? 'node' : specifier.split('/')[0]!;
        expect(layer.packages, `${path} imports the package ${specifier}`).toContain(name);
        continue;
      }
      const target = join(dirname(path), specifier);
      if (path === 'sources/kit.ts') expect(['core', 'kit']).toContain(layerOf(target));
      else if (layerOf(path) === 'targets') expect(allowedForTarget(path, target), `${path} imports ${target}`).toBe(true);
      else expect(layer.own, `${path} imports ${target}`).toContain(layerOf(target));
    }
  });
});

/**
 * A target imports its kit and its own folder, and the folder of the agent that its name begins with: `forgecode-user` that of
 * `forgecode`. Only the kit reaches further, to the core and the editors.
 */
function allowedForTarget(path: string, target: string): boolean {
  if (path === 'targets/kit.ts') return ['core', 'edit', 'kit'].includes(layerOf(target));
  const [own, of] = [path, target].map((file) => file.split('/')[1]!);
  return target === 'targets/kit.js' || own === of || own!.startsWith(`${of}-`);
}

describe('globals', () => {
  it.each(files.map(({ path }) => path).filter((path) => layerOf(path) !== 'cli'))('%s has no console and ends no process', (path) => {
    const text = files.find((candidate) => candidate.path === path)!.file.getFullText();
    expect(text).not.toMatch(/\bconsole\.|process\.exit/);
    if (layerOf(path) !== 'io') expect(text).not.toMatch(/\bprocess\.\w|\bfetch\(/);
  });
});
