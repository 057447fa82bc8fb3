// Reports of values that are written although the spec does not know them.
import { describe, expect, it } from 'vitest';
import { assumptionDiagnostics, type Assumption } from '../../../src/targets/engine/assumptions.js';
import { providerWith } from '../../support/agent-views.js';

const provider = providerWith({ models: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })) });
const assumed = (model: string, value = 8192, field: Assumption['field'] = 'limit.context'): Assumption => ({ model, value, field });
const reportOf = (...list: Assumption[]): string[] =>
  assumptionDiagnostics(list, provider, 'Agent').map(({ message, field }) => `${field} ${message}`);

describe('assumptionDiagnostics', () => {
  it('reports a value once for all models that get it, at the first one', () => {
    expect(reportOf(assumed('b'), assumed('c'), assumed('b'))).toEqual([
      '/models/1 Agent requires `limit.context`, which is unknown: 8192 is written for b, c',
    ]);
  });

  it('names three models, and counts the others', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    expect(reportOf(...ids.slice(0, 3).map((id) => assumed(id)))[0]).toMatch(/ for a, b, c$/);
    expect(reportOf(...ids.slice(0, 4).map((id) => assumed(id)))[0]).toMatch(/ for a, b, c and 1 more$/);
    expect(reportOf(...ids.map((id) => assumed(id)))[0]).toMatch(/ for a, b, c and 2 more$/);
  });

  it('reports two fields or two values separately', () => {
    expect(reportOf(assumed('a'), assumed('a', 1), assumed('a', 8192, 'limit.output'))).toHaveLength(3);
    expect(reportOf()).toEqual([]);
  });
});
