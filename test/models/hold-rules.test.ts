import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/core/edits.js';
import { holdRuleOf, isRoundedLimit } from '../../src/models/hold-rules.js';

describe('a change of a value is held', () => {
  it.each<[field: string, before: JsonValue | undefined, after: JsonValue, rule?: string]>([
    ['tool_call', true, false, 'models/loses-ability'],
    ['parallel_tool_calls', true, false, 'models/loses-ability'],
    ['reasoning', true, false, 'models/loses-ability'],
    ['structured_output', true, false, 'models/loses-ability'],
    ['tool_call', false, true],
    ['tool_call', undefined, false],
    ['tool_call', true, true],
    ['temperature', true, false],
    ['modalities.input', ['text', 'image'], ['text'], 'models/loses-ability'],
    ['modalities.input', ['text', 'image'], ['image', 'audio', 'text']],
    ['modalities.output', undefined, ['text']],
    ['reasoning_options', ['a'], ['b']],
    ['limit.context', 1000, 999, 'models/limit-shrinks'],
    ['limit.context', 1000, 1000],
    ['limit.context', 1000, 9999],
    ['limit.output', 1000, 10_000, 'models/limit-jump'],
    ['limit.input', undefined, 10_000],
    ['cost.input', 1, 9.9],
    ['cost.input', 1, 10, 'models/price-jump'],
    ['cost.output', 10, 1.1],
    ['cost.output', 10, 1, 'models/price-jump'],
    ['cost.cache_read', 0, 1, 'models/price-jump'],
    ['cost.cache_write', 1, 0, 'models/price-jump'],
    ['cost.cache_write', undefined, 1],
    ['name', 'a', 'b'],
    ['release', 1, 100],
  ])('%s from %j to %j: %s', (field, before, after, rule) => {
    expect(holdRuleOf(field, before, after)).toBe(rule);
  });

  const tier = (above_context: number, input: number, output: number): JsonValue => ({ above_context, input, output });
  it.each<[title: string, before: JsonValue | undefined, after: JsonValue, rule?: string]>([
    ['one price jumps', [tier(8, 1, 2), tier(16, 1, 2)], [tier(8, 1, 2), tier(16, 1, 20)], 'models/price-jump'],
    ['no price jumps', [tier(8, 1, 2), tier(16, 1, 2)], [tier(8, 2, 4), tier(16, 3, 6)]],
    ['a tier is new', [tier(8, 1, 2)], [tier(8, 1, 2), tier(80, 10, 20)]],
    ['tiers are new', undefined, [tier(8, 1, 2)]],
  ])('if of its tiers %s', (_, before, after, rule) => {
    expect(holdRuleOf('cost.tiers', before, after)).toBe(rule);
  });
});

describe('a rounded limit', () => {
  it.each<[field: string, before: JsonValue | undefined, after: JsonValue, yes: boolean]>([
    ['limit.context', 262_144, 262_000, true],
    ['limit.context', 1_048_576, 1_048_575, true],
    ['limit.output', 1049, 1000, true],
    ['limit.output', 1049, 999, false],
    ['limit.output', 1000, 1000, false],
    ['limit.output', 1000, 1001, false],
    ['limit.output', undefined, 1000, false],
    ['limit.output', 1049, '1000', false],
    ['cost.input', 1049, 1000, false],
  ])('%s of %j for %j: %s', (field, before, after, yes) => {
    expect(isRoundedLimit(field, before, after)).toBe(yes);
  });
});
