import type { PatchEdit, PatchStep } from '../../core/edits.js';
import { eolOf, lineEnd, lineStart, nextLine } from '../lines.js';
import { emptyResult, type Difference, type Direction, type EditResult } from '../edit-result.js';

/** A `<details>` block: its lines, its summary as plain text, and the blocks in it. */
interface Block {
  readonly start: number;
  end: number;
  summary: string;
  readonly blocks: Block[];
}

/** Inserts `<details>` blocks into the block with a given summary, or removes them. Ignores fenced code. */
export function editMarkdown(text: string, edits: readonly PatchEdit[], direction: Direction): EditResult {
  const result = emptyResult();
  const blocks = flattenBlocks(readBlocks(text));
  for (const edit of edits)
    for (const step of edit.steps) {
      const wanted = (step.within as { details: string }).details;
      const outer = blocks.find((block) => block.summary === wanted);
      if (!outer) {
        result.problems.push({
          code: edit.optional ? 'edit/optional-anchor' : 'edit/anchor',
          offset: 0,
          message: `${step.label}: expected a \`<details>\` block with the summary "${wanted}"`,
        });
      } else if (direction === 'apply') applyStep(text, outer, edit, step, result);
      else removeStep(text, outer, edit, step, result);
    }
  return result;
}

function applyStep(text: string, outer: Block, edit: PatchEdit, step: PatchStep, result: EditResult): void {
  const blocks = flattenBlocks(outer.blocks);
  if (blocks.some((block) => hasLine(text, block, step.unique))) return;
  const namesake = blocks.find((block) => block.summary === step.key);
  if (namesake) {
    const message = `${step.label}: the block "${step.key}" exists but does not contain \`${step.unique}\``;
    result.problems.push({ code: 'edit/differs', offset: namesake.start, message });
    return;
  }
  const eol = eolOf(text);
  const after = outer.blocks.findIndex((block) => block.summary === step.after);
  if (step.after !== undefined && after === -1) {
    result.problems.push({
      code: 'edit/placement',
      offset: outer.start,
      message: `${step.label}: there is no block "${step.after}" to insert the new one after`,
    });
  }
  const next = after !== -1 ? outer.blocks[after + 1] : outer.blocks.find((block) => step.before?.includes(block.summary));
  const at = next?.start ?? lineStart(text, outer.end - 1);
  const splice = { start: at, end: at, text: `${step.text.split('\n').join(eol)}${eol}${eol}` };
  result.differences.push({ ...differenceOf(edit, step, `"${step.key}" is missing`), kind: 'missing', offset: at, fix: () => [splice] });
  result.splices.push(splice);
}

function removeStep(text: string, outer: Block, edit: PatchEdit, step: PatchStep, result: EditResult): void {
  const block = outer.blocks.find((candidate) => candidate.summary === step.key && hasLine(text, candidate, step.unique));
  if (!block) return;
  const end = text.startsWith('\r\n', block.end) ? block.end + 2 : text[block.end] === '\n' ? block.end + 1 : block.end;
  const splice = { start: block.start, end, text: '' };
  result.differences.push({
    ...differenceOf(edit, step, `"${step.key}" exists`),
    kind: 'extra',
    offset: block.start,
    fix: () => [splice],
  });
  result.splices.push(splice);
}

function differenceOf(edit: PatchEdit, step: PatchStep, what: string): Pick<Difference, 'edit' | 'message' | 'subject' | 'field'> {
  const { label, key, field } = step;
  return { edit, message: `${label}: ${what}`, subject: `${label}/${key}`, ...(field !== undefined && { field }) };
}

function hasLine(text: string, block: Block, start: string | undefined): boolean {
  return (
    start === undefined ||
    text
      .slice(block.start, block.end)
      .split(/\r?\n/)
      .some((line) => line.startsWith(start))
  );
}

function readBlocks(text: string): Block[] {
  const top: Block[] = [];
  const open: Block[] = [];
  let fence: string | undefined;
  for (let at = 0; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, lineEnd(text, at)).trim();
    const mark = /^(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark !== undefined && mark.startsWith(fence) && line === mark) fence = undefined;
      continue;
    }
    if (mark !== undefined) fence = mark;
    else if (/^<details\b/.test(line)) open.push({ start: at, end: at, summary: '', blocks: [] });
    else if (/^<summary\b/.test(line) && open.length > 0 && open.at(-1)!.summary === '') open.at(-1)!.summary = plainText(line);
    else if (line === '</details>') {
      const block = open.pop();
      if (!block) continue;
      block.end = nextLine(text, at);
      (open.at(-1)?.blocks ?? top).push(block);
    }
  }
  return top;
}

function flattenBlocks(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => [block, ...flattenBlocks(block.blocks)]);
}

function plainText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
}
