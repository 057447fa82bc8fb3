// Real interpreters read each literal as the value it was printed from.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/core/edits.js';
import { commentText } from '../../src/edit/literals/escape.js';
import { luaLiteral, luaString } from '../../src/edit/literals/lua.js';
import { pythonLiteral } from '../../src/edit/literals/python.js';
import { shellWord } from '../../src/edit/literals/shell.js';
import { tsLiteral } from '../../src/edit/literals/typescript.js';
import { lawRuns } from '../support/edit.js';
import { awkwardText, jsonValue } from '../support/json-documents.js';
import { temporaryFolder } from '../support/tree.js';

const awkward = fc
  .oneof(
    awkwardText,
    fc.constantFrom(
      '\r',
      '\r\n',
      '\\',
      '\\n',
      '\u2028',
      '\u0085',
      '\u0007',
      "''",
      "'\\''",
      '$(x)',
      '`x`',
      '!x',
      '--[[',
      ']]',
      '#',
      '"""',
      '%s',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  .filter((text) => text.isWellFormed() && !text.includes('\0'));
const cleanValue = jsonValue.filter(
  (value) => JSON.stringify(value).isWellFormed() && !/\\u0000|\\ud[89a-f]|"__proto__"/i.test(JSON.stringify(value)),
);

/** How many programs are run, and how many values are in each of them. */
const programs = Math.max(2, Math.round(lawRuns / 250));
const many = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 100, maxLength: 250, size: 'max' });

const has = (command: string, flag = '--version'): boolean => spawnSync(command, [flag], { stdio: 'ignore' }).status === 0;

function run(command: string, name: string, program: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, program);
  const { status, stdout, stderr } = spawnSync(command, [file], { encoding: 'utf8', maxBuffer: 1e8, env: { PATH: process.env['PATH'] } });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

function law<T>(
  name: string,
  command: string,
  flag: string | undefined,
  values: fc.Arbitrary<T>,
  read: (values: T[]) => unknown[],
  asIs = (value: T): unknown => value,
): void {
  it.skipIf(!has(command, flag))(`${command} reads ${name} as its value`, { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(many(values), (all) => {
        expect(read(all)).toEqual(all.map(asIs));
      }),
      { numRuns: programs, endOnFailure: true },
    );
  });
}

describe('literals of programming languages', () => {
  law('a literal of TypeScript', process.execPath, undefined, cleanValue, (values) => {
    const lines = values.map((value) => `console.log(JSON.stringify(${tsLiteral(value)}));\n`);
    return run(process.execPath, 'x.cjs', lines.join(''))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  });

  law('a literal of Python', 'python3', undefined, cleanValue, (values) => {
    const lines = values.map((value) => `print(json.dumps(${pythonLiteral(value)}))\n`);
    return run('python3', 'x.py', `import json\n${lines.join('')}`)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  });

  for (const command of ['sh', 'bash'])
    law('a word of a shell', command, '-n', awkward, (values) => {
      const lines = values.map((text) => `printf '%s\\0' ${shellWord(text)}\n`);
      return run(command, 'x.sh', lines.join('')).split('\0').slice(0, -1);
    });

  for (const [command, flag] of [
    ['luajit', '-v'],
    ['lua5.1', '-v'],
  ] as const) {
    // Bytes in hexadecimal, since an output could change them.
    const show = 'local function show(t) return (t:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end\n';
    const toHex = (text: string): string => Buffer.from(text).toString('hex');
    law(
      'a string of Lua',
      command,
      flag,
      awkward,
      (values) => {
        const lines = values.map((text) => `print("=" .. show(${luaString(text)}))\n`);
        return run(command, 'x.lua', show + lines.join(''))
          .trimEnd()
          .split('\n');
      },
      (text) => `=${toHex(text)}`,
    );
    law(
      'a table of Lua',
      command,
      flag,
      fc.dictionary(awkward, awkward, { minKeys: 1, maxKeys: 1, noNullPrototype: true }),
      (values) => {
        const lines = values.map((value) => `for k, v in pairs(${luaLiteral(value)}) do print(show(k) .. "=" .. show(v)) end\n`);
        return run(command, 'x.lua', show + lines.join(''))
          .trimEnd()
          .split('\n');
      },
      (value) =>
        Object.entries(value)
          .map(([key, text]) => `${toHex(key)}=${toHex(text)}`)
          .join(''),
    );
  }
});

it('tsLiteral prints the key __proto__ as an ordinary key', () => {
  const value = JSON.parse('{"__proto__":{"a":1},"constructor":2}') as JsonValue;
  // oxlint-disable-next-line no-eval
  expect(JSON.stringify((0, eval)(`(${tsLiteral(value)})`))).toBe(JSON.stringify(value));
});

it('commentText never ends the line of its comment', () => {
  fc.assert(
    fc.property(awkward, (text) => {
      expect(commentText(text)).not.toMatch(/[\n\r\u2028\u2029\u0085\u202e]/);
    }),
    { numRuns: lawRuns },
  );
  expect(commentText('a\r\nb')).toBe('a  b');
});
