import { describe, expect, it } from 'vitest';
import { parseUrlTemplate } from '../../../../src/targets/forgecode/audit/url-template.js';

describe('parsing a URL template', () => {
  it('collects variables and defaults, and renders the first branch of each `if`', () => {
    const { names, defaults, sample, problem } = parseUrlTemplate(
      'https://{{#if A}}{{A}}{{else}}eu{{/if}}.{{B}}/{{#if (eq C "d")}}x{{/if}}',
    );
    expect(problem).toBeUndefined();
    expect([...names]).toEqual(['A', 'B', 'C']);
    expect(defaults).toEqual([{ name: 'A', value: 'eu' }]);
    expect(sample).toBe('https://x.x/x');
  });

  it('finds no default in an empty branch, or in one with a variable', () => {
    expect(parseUrlTemplate('{{#if A}}{{A}}{{else}}{{/if}}').defaults).toEqual([]);
    expect(parseUrlTemplate('{{#if A}}{{A}}{{else}}{{B}}{{/if}}').defaults).toEqual([]);
  });

  it.each([
    ['{{A', /^unbalanced/],
    ['A}}', /^unbalanced/],
    ['}}{{A}}', /^unbalanced/],
    ['{{}}', /^empty/],
    ['{{else}}', /outside/],
    ['{{/if}}', /without `\{\{#if\}\}`/],
    ['{{#if A}}', /without `\{\{\/if\}\}`/],
  ])('reports the mistake in %s', (text, problem) => {
    expect(parseUrlTemplate(text).problem).toMatch(problem);
  });

  it.each(['{{#each A}}x{{/each}}', '{{> partial}}', '{{! comment}}', '{{^A}}{{/A}}', '{{&A}}'])('does not look into %s', (text) => {
    expect(parseUrlTemplate(text)).toMatchObject({ opaque: true, sample: '' });
  });
});
