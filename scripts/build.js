// Bundles the library (ESM) and the command line (CommonJS) into dist/.
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

/** Bundles one entry with shared chunks, so that a command loads what it uses. */
async function bundle(name, input, format, extension, plugins = []) {
  const build = await rolldown({
    input: { [name]: join(root, input) },
    platform: 'node',
    plugins,
    // Chunks may take what they share from the entry: one file less to load.
    preserveEntrySignatures: 'allow-extension',
    // web-tree-sitter has two calls of eval for dynamic linking, which no grammar here uses.
    checks: { eval: false },
    // Both are ESM, unlike what Node would load: the CommonJS build of yaml costs 30 ms, the UMD build of jsonc-parser cannot be bundled.
    resolve: {
      alias: {
        yaml: join(root, 'node_modules/yaml/browser/dist/index.js'),
        'jsonc-parser': join(root, 'node_modules/jsonc-parser/lib/esm/main.js'),
        'node:child_process': join(root, 'scripts/shims/child-process.js'),
        undici$: join(root, 'scripts/shims/undici.js'),
      },
    },
  });
  const { output } = await build.write({
    dir: dist,
    format,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `${name}-[name]-[hash].${extension}`,
    minify: true,
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  return output;
}

/** `import()` would start the ESM loader, which costs more than everything else here. */
const mainStaysOutside = {
  name: 'main-stays-outside',
  resolveId: (id) => (id === './main.js' ? { id: './cli-main.cjs', external: true } : undefined),
  renderChunk: (code) => code.replace(/import\(("|'|`)\.\/cli-main\.cjs\1\)/, 'Promise.resolve(require("./cli-main.cjs"))'),
};

// The command line is CommonJS: Node starts it 5 ms faster than ESM, and loads each chunk faster too.
// Its entry stands alone, so that `--version` loads nothing else.
const output = [
  ...(await bundle('index', 'src/index.ts', 'esm', 'js')),
  ...(await bundle('cli-main', 'src/cli/main.ts', 'cjs', 'cjs')),
  ...(await bundle('cli', 'src/cli/index.ts', 'cjs', 'cjs', [mainStaysOutside])),
];

// npx links to this file, and sets its mode only when it makes the link: a later build has to do it again.
chmodSync(join(dist, 'cli.cjs'), 0o755);
for (const name of ['web-tree-sitter', 'tree-sitter-rust']) cpSync(join(root, `src/generated/${name}.wasm`), join(dist, `${name}.wasm`));
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
});
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licences(output));

/** The licences of the packages that went into the bundle. */
function licences(chunks) {
  const names = new Set(['web-tree-sitter', '@vscode/tree-sitter-wasm']);
  // The validators were bundled before, from packages that comments in them name.
  for (const file of ['validators.js', 'validators-verbose.js']) {
    const code = readFileSync(join(root, 'src/generated', file), 'utf8');
    for (const [, name] of code.matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)) names.add(name);
  }
  for (const chunk of chunks) {
    for (const id of chunk.moduleIds ?? []) {
      const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'));
      if (match) names.add(match[1]);
    }
  }
  return [...names]
    .sort()
    .map((name) => {
      const folder = join(root, 'node_modules', name);
      const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const text = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license']
        .map((file) => tryRead(join(folder, file)))
        .find((found) => found !== undefined);
      return `${name} ${version} (${license})\n\n${text ?? 'No licence file in the package.\n'}`;
    })
    .join(`\n${'-'.repeat(78)}\n\n`);
}

function tryRead(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
