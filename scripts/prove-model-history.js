// npm run prove:model-history -- <clone>: would model lists have stayed true? The history of charmbracelet/catwalk as a feed, in which each
// file is a provider that is asked once a day, as it was and with answers that nobody should believe.
import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { printSpec, applyRefresh, validateSpec } from '../dist/index.js';
import { faulty, faultNames, numbers } from './prove-model-history/faults.js';
import { daysOfFiles } from './prove-model-history/history.js';
import { bodyOf, firstState, idsOf, parsed, poll } from './prove-model-history/poll.js';
import { longest, median, naive, Tally, Watch } from './prove-model-history/tally.js';

const clone = process.argv[2];
if (clone === undefined || !existsSync(clone)) {
  console.error('usage: npm run prove:model-history -- <clone of charmbracelet/catwalk with its history>');
  process.exit(2);
}

/** What is promised. The updater that believes each answer is ten times off. */
const mostBack = 77;
const mostDays = 8;
/** One day in so many has a fault. */
const faultEvery = 10;
/** One change in so many is written into the text of a spec. */
const writtenEvery = 50;

/** All providers from day to day. `onChange` is told of each day on which a spec changes. */
async function replay(files, onChange) {
  const tally = new Tally();
  for (const [path, days] of files) {
    const watch = new Watch(tally, path);
    for (const { body, ...day } of answered(days)) {
      const before = watch.state ?? firstState(body);
      const after = poll(before, body, day.date);
      watch.step(before, after, body, day);
      if (after.spec !== before.spec) await onChange(before.spec, after);
    }
    watch.end();
  }
  return tally;
}

/** Each day with a fault beside the same day without an answer: what is different then came from the fault. */
function replayWithFaults(files) {
  const tally = new Tally();
  const next = numbers(1);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const counts = new Map(faultNames.map((name) => [name, { days: 0, changes: 0, keptLonger: 0, differs: 0 }]));
  for (const [path, days] of files) {
    const watch = new Watch(tally, path);
    const others = otherBodies(files, path);
    let silent;
    let cause;
    for (const { body, ...day } of answered(days)) {
      const before = watch.state ?? firstState(body);
      silent ??= before;
      const fault = next() * faultEvery < 1 ? pick(faultNames) : undefined;
      const other = pick(others);
      const after = poll(before, fault === undefined ? body : parsed(faulty(fault, body, other)), day.date);
      watch.step(before, after, body, day);
      if (fault !== undefined) {
        if (silent === before) cause = counts.get(fault);
        counts.get(fault).days += 1;
        if (after.spec !== before.spec) counts.get(fault).changes += 1;
      } else {
        silent = silent === before ? after : poll(silent, body, day.date);
        if (isDeepStrictEqual(silent, after)) silent = after;
        else if (!isDeepStrictEqual(silent.spec, after.spec)) cause[hasAllOf(after.spec, silent.spec) ? 'keptLonger' : 'differs'] += 1;
      }
    }
    watch.end();
  }
  return { tally, counts };
}

/** Whether two specs are the same but for models that one has and the other has not any more. */
function hasAllOf(spec, other) {
  const ids = new Set(idsOf(other));
  return isDeepStrictEqual({ ...spec, models: spec.models?.filter(({ id }) => ids.has(id)) }, other);
}

function answered(days) {
  return days.flatMap((day) => {
    const body = bodyOf(day.text);
    return body === undefined ? [] : [{ ...day, body }];
  });
}

/**
 * The first lists of the other providers, but for those that have models of this one: Azure with the list of OpenAI is a good answer by all
 * that can be seen.
 */
function otherBodies(files, path) {
  const own = new Set(answered(files.get(path)).flatMap(({ body: [entry] }) => idsOf(entry)));
  return [...files]
    .filter(([other]) => other !== path)
    .flatMap(([, days]) => answered(days).slice(0, 1))
    .map(({ body }) => body)
    .filter(([entry]) => !idsOf(entry).some((id) => own.has(id)));
}

/** Writes a change into the text of a spec that has a comment, YAML and JSON in turns. @returns whether all is there then */
async function isWritten(spec, after, isJson) {
  const path = isJson ? 'acme.json' : 'acme.yaml';
  const text = isJson ? `${JSON.stringify(spec, null, 2)}\n` : `# kept\n${printSpec(spec)}`;
  const { valid: loaded, diagnostics } = await validateSpec(path, text);
  if (!loaded) throw new Error(diagnostics[0].message);
  const { text: written } = await applyRefresh(loaded, text, after);
  const { valid, document: read } = await validateSpec(path, written);
  return valid !== undefined && isDeepStrictEqual(read.value, after.spec) && (isJson || written.startsWith('# kept\n'));
}

const start = performance.now();
const { commits, days } = daysOfFiles(clone);
let changes = 0;
let texts = 0;
let wrong = 0;
const plain = await replay(days, async (spec, after) => {
  changes += 1;
  if (changes % writtenEvery > 0) return;
  texts += 1;
  if (!(await isWritten(spec, after, texts % 2 === 0))) wrong += 1;
});
const { tally: withFaults, counts } = replayWithFaults(days);

console.log(`${commits} commits, ${days.size} files, ${plain.polls} answers, ${changes} changes of a spec`);
const row = ({ removals, back, delays, dangling }) => ({ removals, 'come back': back, 'median days': median(delays), dangling });
console.table({
  'believes each answer': naive([...days.values()].map(answered)),
  providersmith: row(plain),
  'with faults': row(withFaults),
});
for (const [name, { held, late }] of Object.entries({ providersmith: plain, 'with faults': withFaults })) {
  const rules = [...held].map(([rule, count]) => `${count} by ${rule}`).join(', ');
  console.log(`${name}: gone for more than ${longest} days and there still: held ${rules || 'none'}; others ${late.length}`);
  for (const line of late) console.log(`    ${line}`);
}
console.table(Object.fromEntries(counts));
console.log(`${texts} changes written into the text of a spec, ${wrong} wrong`);
console.log(`${((performance.now() - start) / 1000).toFixed(0)} s`);

const isGood = ({ back, delays, dangling }) => back <= mostBack && median(delays) <= mostDays && dangling === 0;
const isFromFaults = [...counts.values()].some((count) => count.changes + count.differs > 0);
process.exitCode = isGood(plain) && isGood(withFaults) && !isFromFaults && wrong === 0 && texts > 0 ? 0 : 1;
