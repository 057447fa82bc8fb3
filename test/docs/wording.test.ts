// Phrases that readers of earlier versions stumbled over do not come back. Each has a plain replacement.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pagePaths, readPage } from '../support/pages.js';

const replacements: readonly (readonly [phrase: RegExp, replacement: string])[] = [
  [/\bwhen nothing is said\b/, 'by default'],
  [/\b(?:agents?|which|that) (?:is|are) there\b/, 'installed, or exists'],
  [/\b(?:is|are) there already\b/, 'already exists'],
  [/\bwith commas between\b/, 'comma-separated'],
  [/\b(?:somebody|nobody|whoever)\b/, 'name the person, or use the passive'],
  [/\b(?:take|takes|taken|took) out\b/, 'remove'],
  [/\bputs? in\b/, 'add'],
  [/\bbehind\b(?! (?:a|the) proxy)/, 'after'],
  [/\b(?:has|have) not(?=$|[,.;:)`])/, 'does not have'],
  [/(?<!there )\bis no (?!longer\b|more\b)/, 'is not a'],
  [/\banew\b/, 'again'],
  [/\bmend(?:s|ed|ing)?\b/, 'fix'],
  [/\b(?:is|are|was|were|be) told\b/, 'reported'],
  [/\bfindings?\b(?!\.txt)/, 'diagnostic'],
  [/\bpass(?:es|ed)? over\b/, 'skip'],
  [/\blook(?:s|ed)? whether\b/, 'check whether'],
  [/\bnot to be had\b/, 'not available'],
  [/\bslip of the hand\b/, 'typo'],
  [/\bcalled off\b/, 'cancelled'],
  [/\bto know in\b/, 'notes'],
  [/\bstand-ins?\b/, 'placeholder'],
  [/\bwithout a word\b/, 'silently'],
  [/\bsay(?:s|ing)? nothing of\b/, 'does not have'],
  [/\b(?:is|are|was|were) said\b/, 'the active voice, with a subject'],
  [/\bin the place of\b/, 'instead of'],
  [/\bcomes? of (?:it|them|this|that|`)/, 'the result'],
  [/\bgoes? round\b/, 'bypass'],
  [/\blets? go of\b/, 'remove'],
  [/\bpoints? at nothing\b/, 'dangle'],
  [/\bat the left margin\b/, 'without indentation'],
  [/\bas it is meant\b/, 'intended'],
];

function phrasesIn(text: string): string[] {
  return replacements.flatMap(([phrase, replacement]) =>
    [...text.matchAll(new RegExp(phrase, 'gim'))].map(({ index, 0: found }) => {
      const line = text.slice(0, index).split('\n').length;
      return `${line}: "${found}", better: ${replacement}`;
    }),
  );
}

/** A page without the text of its code blocks, with the same lines. */
function blankCode(page: string): string {
  return page.replaceAll(/^(`{3,}).*\n[\s\S]*?^\1$/gm, (block) => block.replaceAll(/[^\n]/g, ''));
}

/** The templates of pages, and the sources with their messages and comments. */
const sourcePaths = ['src', 'templates'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.(?:ts|md\.hbs)$/.test(path) && !path.startsWith(join('src', 'generated')))
    .sort(),
);

describe('wording', () => {
  it.each(pagePaths.map((path) => [path]))('%s uses plain words', (path) => {
    expect(phrasesIn(blankCode(readPage(path)))).toEqual([]);
  });

  it.each(sourcePaths.map((path) => [path]))('%s uses plain words', (path) => {
    // `findings` is a member of a baseline file.
    const text = path.endsWith('baseline.ts') ? readPage(path).replaceAll('findings', 'members') : readPage(path);
    expect(phrasesIn(text)).toEqual([]);
  });
});
