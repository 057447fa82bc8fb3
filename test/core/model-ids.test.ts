import { describe, expect, it } from 'vitest';
import { bareId, isUnusualId } from '../../src/core/model-ids.js';

describe('bareId', () => {
  it.each([
    ['z-ai/GLM-4.6-20250930', 'glm46'],
    ['glm-4-6', 'glm46'],
    ['a/b/model@latest', 'model'],
    ['model-2025-09-30', 'model'],
    ['model_preview', 'model'],
    ['model-beta', 'model'],
    ['model-exp', 'model'],
    ['model-experimental', 'model'],
    ['model-0930', 'model'],
    ['model-1330', 'model1330'],
    ['model-0932', 'model0932'],
    ['model-betamax', 'modelbetamax'],
    ['model-19990930', 'model19990930'],
  ])('of %s is %s', (id, expected) => {
    expect(bareId(id)).toBe(expected);
  });
});

describe('isUnusualId', () => {
  it.each(['lab/model-4.6:free', 'a_b@1', 'a+b', 'a,b', 'a~b', 'a#b', 'a%b', 'a=b', 'a^b'])('accepts %s', (id) => {
    expect(isUnusualId(id)).toBe(false);
  });

  it.each([
    'a b',
    'a"b',
    "a'b",
    'a`b',
    'a{b',
    'a}b',
    'a\\b',
    'a<b',
    'a>b',
    'a$b',
    'a;b',
    'a|b',
    'a&b',
    'a(b',
    'a)b',
    'a*b',
    'a?b',
    'a!b',
    'ä',
    '\u007f',
  ])('reports %j', (id) => {
    expect(isUnusualId(id)).toBe(true);
  });
});
