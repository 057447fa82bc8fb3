import { describe, expect, it } from 'vitest';
import { findChanges } from '../../src/commands/changes.js';

const options = { target: 'forgecode', into: 'fixtures/rust-workspace', draft: false };

describe('remove', () => {
  it('refuses a provider that is only partly there, and lists what is missing', async () => {
    const { changes, diagnostics } = await findChanges(['fixtures/specs/openrouter.yaml'], options, 'remove');
    expect(changes).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toContain('edit/not-all-there');
    expect(diagnostics.map(({ message }) => message)).toContain('config test: `test_open_router_config` does not exist');
  });

  it('does nothing for a provider that is not there, and reports no unsupported fields', async () => {
    const { changes, diagnostics } = await findChanges(['fixtures/specs/cline-pass.yaml'], options, 'remove');
    expect({ changes, diagnostics }).toEqual({ changes: [], diagnostics: [] });
  });
});
