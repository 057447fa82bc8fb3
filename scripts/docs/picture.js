// docs/picture.svg: what the command line prints in a home directory with opencode and pi, drawn as a terminal.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const size = { font: 13, line: 17, column: 7.83, margin: 20, bar: 34 };
const commands = [
  ['diff', 'acme.yaml', '-t', 'opencode'],
  ['apply', 'acme.yaml', '-t', 'opencode,pi'],
];

/** @param createProgram the command tree of the sources */
export async function picture(root, createProgram) {
  const folder = mkdtempSync(join(tmpdir(), 'providersmith-picture-'));
  const cwd = process.cwd();
  const env = { ...process.env };
  try {
    cpSync(join(root, 'fixtures/docs'), folder, { recursive: true });
    process.chdir(folder);
    const home = join(folder, 'home');
    // Each variable by itself: `os.homedir()` does not see another object in the place of `process.env`.
    for (const name of Object.keys(process.env)) if (name !== 'PATH') delete process.env[name];
    Object.assign(process.env, { HOME: home, USERPROFILE: home, NO_COLOR: '1' });
    if (homedir() !== home) throw new Error(`the home directory is ${homedir()}, not ${home}`);
    const lines = [['$ cat acme.yaml', 'command'], ...readFileSync('acme.yaml', 'utf8').trimEnd().split('\n').map(colorOfYaml)];
    for (const args of commands) {
      const output = await run(createProgram(), args);
      lines.push(['', 'plain'], [`$ providersmith ${args.join(' ')}`, 'command'], ...output.trimEnd().split('\n').map(colorOfOutput));
    }
    return draw(lines);
  } finally {
    process.chdir(cwd);
    Object.assign(process.env, env);
    process.exitCode = undefined;
    rmSync(folder, { recursive: true });
  }
}

/** What a command prints on stdout. */
async function run(program, args) {
  const write = process.stdout.write.bind(process.stdout);
  let text = '';
  process.stdout.write = (part) => {
    text += part;
    return true;
  };
  try {
    await program.parseAsync(['node', 'providersmith', ...args]);
  } finally {
    process.stdout.write = write;
  }
  return text;
}

function colorOfYaml(line) {
  return [line, 'plain'];
}

function colorOfOutput(line) {
  if (/^(diff|---|\+\+\+) /.test(line)) return [line, 'dim'];
  if (line.startsWith('@@')) return [line, 'hunk'];
  if (line.startsWith('+')) return [line, 'added'];
  if (line.startsWith('-')) return [line, 'removed'];
  return [line, 'plain'];
}

function draw(lines) {
  const width = Math.ceil(Math.max(...lines.map(([text]) => text.length)) * size.column) + 2 * size.margin;
  const height = size.bar + lines.length * size.line + size.margin;
  const rows = lines.flatMap(([text, color], index) => {
    const y = size.bar + size.margin / 2 + (index + 0.5) * size.line;
    return text === '' ? [] : [`<text class="${color}" x="${size.margin}" y="${y}">${escape(text)}</text>`];
  });
  const buttons = [0, 1, 2].map((index) => `<circle class="bar" cx="${size.margin + 5 + index * 18}" cy="${size.bar / 2}" r="5"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" xml:space="preserve">
<title>providersmith turns a short spec into edits of two configuration files</title>
<style>
text { font: ${size.font}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2328 }
.window { fill: #f6f8fa; stroke: #d1d9e0 } .bar { fill: #d1d9e0 } .command { font-weight: bold }
.dim { fill: #59636e } .hunk { fill: #8250df } .added { fill: #116329 } .removed { fill: #a40e26 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc } .window { fill: #151b23; stroke: #3d444d } .bar { fill: #3d444d }
.dim { fill: #9198a1 } .hunk { fill: #d2a8ff } .added { fill: #7ee787 } .removed { fill: #ffa198 }
}
</style>
<rect class="window" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${buttons.join('\n')}
${rows.join('\n')}
</svg>
`;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
