// Every command in the pages is run. The comment above an `sh` or `console` block says where, or why it is not; CONTRIBUTING.md explains it.
// The output in `console` blocks is compared; UPDATE_GOLDEN=1 writes it.
import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { makePlace, placeNames, runCommands, type Place } from '../support/doc-places.js';
import { codeBlocks, pagePaths, readPage, type CodeBlock } from '../support/pages.js';

const comment = /^<!-- (?:not run: (?<reason>.+)|run in: (?<name>\w+)(?:, exits with (?<code>\d))?(?<after>, after the block above)?) -->$/;

for (const path of pagePaths) {
  const blocks = codeBlocks(readPage(path)).filter(({ language }) => language === 'sh' || language === 'console');
  if (blocks.length === 0) continue;
  describe(path, () => {
    const places: Place[] = [];
    afterAll(() => places.forEach(({ root }) => rmSync(root, { recursive: true })));
    for (const block of blocks) {
      const { reason, name, code = '0', after } = comment.exec(block.above)?.groups ?? {};
      const title = `line ${block.line}: ${block.text.split('\n')[0]}${reason === undefined ? '' : ` (not run: ${reason})`}`;
      it.skipIf(reason !== undefined)(title, async () => {
        expect(placeNames, 'the comment above the block names a place').toContain(name);
        if (after === undefined) places.push(makePlace(name!));
        const place = places.at(-1)!;
        if (block.language === 'console') await expectOutput(path, block, place);
        else {
          const { code: actual, output } = await runCommands(block.text, place);
          expect(actual, output).toBe(Number(code));
        }
      });
    }
  });
}

async function expectOutput(path: string, { text }: CodeBlock, place: Place): Promise<void> {
  const shown: string[] = [];
  for (const command of text.split('\n').filter((line) => line.startsWith('$ '))) {
    const { output } = await runCommands(command.slice(2), place);
    // How old a file is depends on the day of the test.
    shown.push(
      command,
      ...output
        .trimEnd()
        .replaceAll(/\d+ days old/g, '[…] days old')
        .split('\n'),
    );
  }
  const actual = shown.join('\n');
  if (process.env['UPDATE_GOLDEN'] === '1')
    writeFileSync(
      path,
      readPage(path).replace(`\`\`\`console\n${text}\n`, () => `\`\`\`console\n${actual}\n`),
    );
  else expect(text).toBe(actual);
}
