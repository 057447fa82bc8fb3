// Checks the README's section on environment variables.
import { list, quote, type Diagnostic } from '../api.js';
import { readmePath } from '../readme.js';
import { auditDiagnostic } from './diagnostics.js';
import { displayName, parameterNamesOf, type Facts } from './facts.js';

interface ReadmeBlock {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly variables: readonly { readonly name: string; readonly offset: number }[];
  /** Whether it is in the section on the variables of providers. */
  readonly inSection: boolean;
}

export async function checkReadme(facts: Facts): Promise<Diagnostic[]> {
  const text = await facts.tree.read(readmePath);
  if (text === undefined) return [];
  const blocks = readBlocks(text);
  return [...checkDuplicateBlocks(facts, text, blocks), ...(facts.jsonProblem ? [] : checkVariables(facts, blocks))];
}

function checkVariables(facts: Facts, blocks: readonly ReadmeBlock[]): Diagnostic[] {
  const { entries, tree } = facts;
  const known = new Set(entries.flatMap((entry) => [entry.member('api_key_vars')?.value as unknown, ...parameterNamesOf(entry)]));
  const diagnostics: Diagnostic[] = [];
  for (const { title, variables, inSection, start } of blocks) {
    if (!inSection || variables.length === 0) continue;
    const names = variables.map(({ name }) => name);
    const unknown = variables.filter(({ name }) => !known.has(name));
    for (const { name, offset } of unknown)
      diagnostics.push(
        auditDiagnostic('readme-unknown-variable', `no provider reads \`${name}\``, {
          at: tree.position(readmePath, offset),
          subject: `${title}/${name}`,
        }),
      );
    const owners = entries.filter(({ id }) => id !== undefined && displayName(facts, id) === title);
    const wanted = owners.map((entry) => entry.member('api_key_vars')?.value as unknown).filter((name) => typeof name === 'string');
    if (unknown.length > 0 || wanted.length === 0 || wanted.some((name) => names.includes(name))) continue;
    const message = `${quote(title)} reads \`${wanted[0]}\`, but its block contains ${list(names)}`;
    diagnostics.push(auditDiagnostic('readme-wrong-variable', message, { at: tree.position(readmePath, start), subject: title }));
  }
  return diagnostics;
}

/** Reports blocks with the same title and variables. The fix removes an exact copy. */
function checkDuplicateBlocks({ tree }: Facts, text: string, blocks: readonly ReadmeBlock[]): Diagnostic[] {
  const first = new Map<string, ReadmeBlock>();
  return blocks.flatMap((block) => {
    const { title, start, end, variables } = block;
    if (!variables.some(({ name }) => name.endsWith('_KEY'))) return [];
    const key = [title, ...variables.map(({ name }) => name)].join('\n');
    const other = first.get(key);
    first.set(key, other ?? block);
    if (!other) return [];
    const isSame = text.slice(start, end) === text.slice(other.start, other.end);
    const from = text.slice(0, start).endsWith('\n\n') ? start - 1 : start;
    return [
      auditDiagnostic('readme-duplicate', `duplicate block for ${quote(title)}`, {
        at: tree.position(readmePath, start),
        subject: title,
        related: [{ at: tree.position(readmePath, other.start), message: 'the first block' }],
        ...(isSame && { fix: [{ kind: 'splice', path: readmePath, start: from, end, text: '' }] }),
      }),
    ];
  });
}

/** The innermost `<details>` blocks and the variables that their code sets. */
function readBlocks(text: string): ReadmeBlock[] {
  const blocks: ReadmeBlock[] = [];
  const open: { start: number; title: string; isLeaf: boolean }[] = [];
  for (const { 0: line, index } of text.matchAll(/^[ \t]*(?:<\/?details>|<summary>).*(?:\r?\n|$)/gm)) {
    if (line.includes('<details>')) {
      const parent = open.at(-1);
      if (parent) parent.isLeaf = false;
      open.push({ start: index, title: '', isLeaf: true });
    } else if (line.includes('<summary>')) {
      const block = open.at(-1);
      if (block) block.title = line.replaceAll(/<[^>]*>/g, '').trim();
    } else {
      const block = open.pop();
      if (!block?.isLeaf) continue;
      const end = index + line.length;
      const variables = [...text.slice(block.start, end).matchAll(/^([A-Z][A-Z0-9_]*)=/gm)];
      blocks.push({
        ...block,
        end,
        inSection: open.some(({ title }) => title === 'Legacy Environment Variable Setup (Deprecated)'),
        variables: variables.map((match) => ({ name: match[1]!, offset: block.start + match.index })),
      });
    }
  }
  return blocks;
}
