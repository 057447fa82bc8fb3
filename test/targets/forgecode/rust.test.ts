import { describe, expect, it } from 'vitest';
import { domainTests, repoEdit } from '../../../src/targets/forgecode/rust.js';
import { modelForTest } from '../../../src/targets/forgecode/view.js';
import { forgecodeView } from '../../support/forgecode.js';

describe('the tests that forgecode gets', () => {
  it.each([
    [undefined, 3, true],
    [true, 3, true],
    [false, 0, false],
    [['from_str'], 1, false],
    [['config', 'display_name'], 1, true],
  ] as const)('are those of `targets.forgecode.tests`, here %j', (tests, count, hasConfigTest) => {
    const view = forgecodeView({ targets: { forgecode: tests === undefined ? {} : ({ tests } as object) } });
    expect(domainTests(view)).toHaveLength(count);
    expect(repoEdit(view) !== undefined).toBe(hasConfigTest);
  });

  it('are none if no Rust code is written', () => {
    const view = forgecodeView({ targets: { forgecode: { rust: false } } });
    expect([domainTests(view), repoEdit(view)]).toEqual([[], undefined]);
  });

  it('look for the default model, or for the first one', () => {
    const models = [{ id: 'one' }, { id: 'two' }];
    expect(modelForTest(forgecodeView({ models, default_model: 'two' }))).toBe('two');
    expect(modelForTest(forgecodeView({ models }))).toBe('one');
  });
});
