// What the runs said: a matrix for the terminal, and docs/compatibility.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { protocols, root } from './specs.js';

const ids = Object.keys(protocols);

export function printMatrix(rows) {
  console.table(
    Object.fromEntries(
      rows.map(({ agent, outcome, pairs }) => [
        `${agent.id} ${agent.version}`,
        Object.fromEntries(ids.map((id) => [id, pairs?.[id].outcome ?? outcome])),
      ]),
    ),
  );
  for (const { agent, reason } of rows) if (reason !== undefined) console.log(`${agent.id}: ${reason}`);
  const pairs = rows.flatMap((row) => Object.values(row.pairs ?? {}));
  const count = (outcome) => pairs.filter((pair) => pair.outcome === outcome).length;
  const working = rows.filter((row) => Object.values(row.pairs ?? {}).some(({ outcome }) => outcome === 'works')).length;
  console.log(`${working} agents, ${count('works')} pairs work, ${count('refused')} refused, ${count('FAILS')} fail`);
}

/** Prints each case, and whether one of them fails. */
export function reportFails(rows) {
  let fails = false;
  for (const { agent, pairs } of rows) {
    for (const [protocol, { outcome, reason, note, cells }] of Object.entries(pairs ?? {})) {
      const parts = [note, reason, ...Object.entries(cells).map(([name, text]) => `${name}: ${text}`)].filter((text) => text !== undefined);
      console.log(`${agent.id} ${protocol} ${outcome}${parts.map((text) => `\n    ${text}`).join('')}`);
      fails ||= outcome === 'FAILS';
    }
  }
  return fails;
}

export function writePage(rows) {
  writeFileSync(join(root, 'docs/compatibility.md'), `${rows.length}\n`);
}
