// The table of layers: what each folder of src may import, read from the imports themselves.
import { dirname, join, relative } from 'node:path';
import { Project } from 'ts-morph';
import { describe, expect, it } from 'vitest';

/** A room of src, and what it may import: rooms, and packages. Only an `api` reaches from its targets or sources into the engines. forgecode edits a checkout, so it has an api of its own. */
const layers: Readonly<Record<string, { own: readonly string[]; packages: readonly string[] }>> = {
  core: { own: ['core', 'generated'], packages: ['ajv', 'fastest-levenshtein'] },
  spec: { own: ['core', 'spec', 'generated'], packages: ['ajv', 'jsonc-parser', 'yaml'] },
  edit: {
    own: ['core', 'edit', 'generated'],
    packages: ['handlebars', 'jsonc-parser', 'web-tree-sitter', 'diff', 'toml-eslint-parser', 'yaml'],
  },
  'targets/engine': { own: ['core', 'spec', 'targets/engine'], packages: [] },
  'sources/engine': { own: ['core', 'spec', 'targets/engine', 'sources/engine', 'generated'], packages: [] },
  'catalog-formats': { own: ['core', 'spec', 'targets/engine', 'sources/engine', 'catalog-formats'], packages: [] },
  'targets/families': { own: ['core', 'spec', 'targets/engine', 'catalog-formats', 'targets/families'], packages: [] },
  'targets/api': { own: ['core', 'spec', 'edit', 'targets/engine', 'targets/families', 'catalog-formats'], packages: [] },
  'targets/forgecode/api': { own: ['core', 'spec', 'edit', 'targets/engine'], packages: [] },
  'sources/api': { own: ['core', 'spec', 'sources/engine', 'catalog-formats'], packages: [] },
  targets: { own: ['targets', 'targets/api', 'targets/forgecode/api'], packages: [] },
  sources: { own: ['sources', 'sources/api'], packages: [] },
  models: { own: ['core', 'spec', 'sources/engine', 'models', 'generated'], packages: [] },
  probe: { own: ['core', 'spec', 'sources/engine', 'probe'], packages: [] },
  commands: {
    own: ['core', 'spec', 'edit', 'models', 'probe', 'targets/engine', 'sources/engine', 'commands', 'io', 'generated'],
    packages: [],
  },
  io: { own: ['core', 'io'], packages: ['node', 'undici', 'p-limit'] },
  cli: { own: ['core', 'spec', 'models', 'probe', 'commands', 'cli', 'generated'], packages: ['commander', 'picocolors', 'node'] },
  '': { own: ['core', 'spec', 'models', 'targets/engine', 'sources/engine', 'commands', 'generated'], packages: [] },
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

/** The room of a path below src. */
function layerOf(path: string): string {
  const [room = '', part = ''] = path.split('/').slice(0, -1);
  if (room !== 'targets' && room !== 'sources') return room;
  const api = /^(.+\/api)\.[jt]s$/.exec(path)?.[1];
  if (api !== undefined) return api;
  return part === 'engine' || part === 'families' ? `${room}/${part}` : room;
}

/** A target imports its own folder, and the folder of the agent that its name begins with: `forgecode-user` that of `forgecode`. */
function isOwnFolder(path: string, imported: string): boolean {
  const [own, other] = [path, imported].map((file) => file.split('/')[1]!);
  return own === other || own!.startsWith(`${other}-`);
}

describe('the layers of src', () => {
  it.each(files.map(({ path }) => path))('%s imports only packages and layers that its layer allows', (path) => {
    const { file } = files.find((candidate) => candidate.path === path)!;
    const layer = layers[layerOf(path)]!;
    for (const specifier of specifiersOf(file)) {
      if (!specifier.startsWith('.')) {
        const name = specifier.startsWith('node:') ? 'node' : specifier.split('/')[0]!;
        expect(layer.packages, `${path} imports the package ${specifier}`).toContain(name);
        continue;
      }
      const imported = join(dirname(path), specifier);
      expect(layer.own, `${path} imports ${imported}`).toContain(layerOf(imported));
      if (['targets', 'sources', 'targets/forgecode/api'].includes(layerOf(imported)))
        expect(isOwnFolder(path, imported), `${path} imports ${imported}`).toBe(true);
    }
  });
});

describe('globals outside of cli and io', () => {
  it.each(files.map(({ path }) => path).filter((path) => layerOf(path) !== 'cli'))(
    '%s does not use the console or exit the process',
    (path) => {
      const text = files.find((candidate) => candidate.path === path)!.file.getFullText();
      expect(text).not.toMatch(/\bconsole\.|process\.exit/);
      if (layerOf(path) !== 'io') expect(text).not.toMatch(/\bprocess\.\w|\bfetch\(/);
    },
  );
});
