// The files of catwalk as they were on each day, from a clone: nothing is checked out.
import { execFileSync } from 'node:child_process';

const folder = 'internal/providers/configs';
const day = 86_400;

/**
 * What was in each file at the end of each day: from the day it came to the last day of the history, a text, or undefined where there was no
 * file. A text that stays is the same one.
 * @returns by the path of the file
 */
export function daysOfFiles(clone) {
  const commits = commitsOf(clone);
  if (commits.length === 0) throw new Error(`${clone} has no history of ${folder}`);
  const texts = textsOf(clone, commits);
  const last = Math.floor(commits.at(-1).time / day);
  const versions = new Map();
  for (const { commit, time, files } of commits)
    for (const { path, isGone } of files) {
      const known = versions.get(path) ?? [];
      versions.set(path, known);
      known.push({ day: Math.floor(time / day), text: isGone ? undefined : texts.get(`${commit}:${path}`) });
    }
  const days = [...versions].map(([path, known]) => [path, everyDay(known, last)]);
  return { commits: commits.length, days: new Map(days) };
}

/** Time is that of the commit: the files of catwalk are served from its main branch. */
function commitsOf(clone) {
  const format = ['--first-parent', '--reverse', '--format=@%H %ct', '--name-status', '--no-renames'];
  const commits = [];
  for (const line of git(clone, ['log', ...format, '--', folder])
    .toString()
    .split('\n')) {
    const [status, path] = line.split('\t');
    if (line.startsWith('@')) commits.push({ commit: line.slice(1, 41), time: Number(line.slice(42)), files: [] });
    else if (path?.endsWith('.json')) commits.at(-1).files.push({ path, isGone: status === 'D' });
  }
  return commits;
}

/** All versions of all files from one process, by `<commit>:<path>`. */
function textsOf(clone, commits) {
  const names = commits.flatMap(({ commit, files }) => files.filter(({ isGone }) => !isGone).map(({ path }) => `${commit}:${path}`));
  const output = git(clone, ['cat-file', '--batch'], `${names.join('\n')}\n`);
  const texts = new Map();
  let at = 0;
  for (const name of names) {
    // `<object> blob <length>`, the bytes, a line break
    const start = output.indexOf(10, at) + 1;
    const end = start + Number(output.subarray(at, start).toString().trim().split(' ')[2]);
    texts.set(name, output.subarray(start, end).toString());
    at = end + 1;
  }
  return texts;
}

function everyDay(versions, last) {
  const days = [];
  let next = 0;
  for (let number = versions[0].day; number <= last; number += 1) {
    while (versions[next]?.day <= number) next += 1;
    days.push({ date: new Date(number * day * 1000).toISOString().slice(0, 10), number, text: versions[next - 1].text });
  }
  return days;
}

function git(clone, args, input) {
  return execFileSync('git', args, { cwd: clone, input, maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'ignore'] });
}
