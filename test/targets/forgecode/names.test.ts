import { describe, expect, it } from 'vitest';
import { defaultConstantName, defaultDisplayName } from '../../../src/targets/forgecode/names.js';

describe('the default display name of a forgecode id', () => {
  it.each([
    ['acme', 'Acme'],
    ['cline_pass', 'ClinePass'],
    ['fireworks-ai', 'FireworksAi'],
    ['open_router', 'OpenRouter'],
    ['302ai', '302Ai'],
    ['glm4v', 'Glm4V'],
    ['gpt4all', 'Gpt4All'],
    ['a1b2', 'A1B2'],
    ['lmStudio', 'LmStudio'],
    ['HTTPRequest', 'HttpRequest'],
    ['a_-b', 'AB'],
  ])('is upper camel case as convert_case makes it: %s gives %s', (id, name) => {
    expect(defaultDisplayName(id)).toBe(name);
  });
});

describe('the default constant of a forgecode id', () => {
  it.each([
    ['fireworks-ai', 'FIREWORKS_AI'],
    ['302ai', '302AI'],
  ])('is the id in upper case: %s gives %s', (id, name) => {
    expect(defaultConstantName(id)).toBe(name);
  });
});
