import { describe, expect, it } from 'vitest';
import type { PatchEdit } from '../../../src/core/edits.js';
import { editText } from '../../support/edit.js';

const block = (name: string, env: string): string =>
  `<details>\n<summary><strong>${name}</strong></summary>\n\n\`\`\`bash\n${env}=x\n\`\`\`\n\n</details>`;
const readme = (...blocks: string[]): string =>
  `# Title\n\n<details>\n<summary><b>Keys&nbsp;&amp; more</b></summary>\n\n${blocks.map((text) => `${text}\n\n`).join('')}</details>\n\nEnd\n`;
const edit = (more: object = {}): PatchEdit => ({
  kind: 'patch',
  path: 'README.md',
  language: 'markdown',
  optional: true,
  steps: [
    {
      item: 'details',
      within: { details: 'Keys & more' },
      key: 'New',
      unique: 'NEW=',
      text: block('New', 'NEW'),
      label: 'README',
      ...more,
    },
  ],
});

describe('a details block of a README', () => {
  const old = readme(block('A', 'A_KEY'), block('B', 'B_KEY'));

  it.each([
    ['at the end', {}, readme(block('A', 'A_KEY'), block('B', 'B_KEY'), block('New', 'NEW'))],
    ['after a sibling', { after: 'A' }, readme(block('A', 'A_KEY'), block('New', 'NEW'), block('B', 'B_KEY'))],
    ['before a sibling', { before: ['B'] }, readme(block('A', 'A_KEY'), block('New', 'NEW'), block('B', 'B_KEY'))],
  ])('is inserted %s, only once, and remove restores the original bytes', async (_, more, expected) => {
    for (const eol of ['\n', '\r\n']) {
      const before = old.replaceAll('\n', eol);
      const { text } = await editText(before, [edit(more)]);
      expect(text).toBe(expected.replaceAll('\n', eol));
      expect((await editText(text, [edit(more)])).resolution.changes).toEqual([]);
      expect((await editText(text, [edit(more)], 'remove')).text).toBe(before);
    }
  });

  it('is not looked for in fenced code, which does not end a block either', async () => {
    const fenced = readme(
      `<details>\n<summary>A</summary>\n\n~~~html\n<details>\n<summary>New</summary>\n</details>\n\`\`\`\n~~~\n\n</details>`,
    );
    const { text } = await editText(fenced, [edit()]);
    expect(text).toBe(fenced.replace('</details>\n\nEnd', `${block('New', 'NEW')}\n\n</details>\n\nEnd`));
  });

  it('exists if its variable does, whatever the summary of the block', async () => {
    expect((await editText(readme(block('Other', 'NEW')), [edit()])).resolution).toMatchObject({ changes: [], problems: [] });
  });

  it('with the same summary and another variable is kept and reported', async () => {
    const { resolution } = await editText(readme(block('New', 'OTHER')), [edit()]);
    expect(resolution).toMatchObject({ changes: [], problems: [{ code: 'edit/differs', at: { line: 6 } }] });
  });

  it('is a warning in a file without the outer block', async () => {
    const { resolution } = await editText('# Nothing\n', [edit()]);
    expect(resolution).toMatchObject({ changes: [], problems: [{ code: 'edit/optional-anchor', severity: 'warning' }] });
  });
});
