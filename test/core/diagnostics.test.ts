import { expect, it } from 'vitest';
import { codeFrame, LineIndex } from '../../src/core/diagnostics.js';

it('codeFrame shows the lines around a position with a caret, and clips long lines', () => {
  const text = `one\n\ttwo ${'x'.repeat(300)}\nthree\n`;
  const frame = codeFrame(text, { path: 'x', line: 2, column: 2 });
  expect(frame.split('\n').map((row) => row.slice(0, 14))).toEqual(['  1 | one', '> 2 |   two xx', '    |   ^', '  3 | three', '  4 |']);
  expect(Math.max(...frame.split('\n').map((row) => row.length))).toBe(126);
  expect(codeFrame(text, { path: 'x', line: 2, column: 250 })).not.toContain('^');
  expect(new LineIndex(text).position('x', 5)).toEqual({ path: 'x', line: 2, column: 2 });
});
