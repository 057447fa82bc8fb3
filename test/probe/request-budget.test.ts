import { describe, expect, it } from 'vitest';
import { RequestBudget } from '../../src/probe/request-budget.js';
import { mostRequests, type ProbeResponse } from '../../src/probe/types.js';
import { apiError, json, runStep } from '../support/probe-steps.js';

const request = { method: 'GET', url: 'https://api.acme.example', headers: {} } as const;
const silence: ProbeResponse = { failure: 'timeout' };

function sendAll(budget: RequestBudget, responses: readonly ProbeResponse[]): (ProbeResponse | undefined)[] {
  return responses.map((response) => runStep(budget.send('a purpose', request), () => response).result);
}

describe('RequestBudget', () => {
  it('yields the request with its purpose, and returns the response', () => {
    const { result, sent } = runStep(new RequestBudget().send('a purpose', request), () => json(200, {}));
    expect(sent).toEqual([{ request, purpose: 'a purpose' }]);
    expect(result).toEqual(json(200, {}));
  });

  it('sends 24 requests and no more', () => {
    const budget = new RequestBudget();
    sendAll(
      budget,
      Array.from({ length: mostRequests - 1 }, () => json(200, {})),
    );
    expect(budget.isExhausted).toBe(false);
    expect(sendAll(budget, [json(200, {})])).toEqual([json(200, {})]);
    expect(budget.isExhausted).toBe(true);
    expect(budget.isServerSilent).toBe(false);
    const { result, sent } = runStep(budget.send('one too many', request), () => json(200, {}));
    expect(result).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('sends no more after two requests in a row without a response', () => {
    const budget = new RequestBudget();
    sendAll(budget, [silence]);
    expect(budget.isExhausted).toBe(false);
    sendAll(budget, [silence]);
    expect([budget.isExhausted, budget.isServerSilent]).toEqual([true, true]);
    expect(sendAll(budget, [json(200, {})])).toEqual([undefined]);
  });

  it('starts to count again after a response', () => {
    const budget = new RequestBudget();
    sendAll(budget, [silence, apiError(500), silence]);
    expect(budget.isExhausted).toBe(false);
  });

  it('remembers whether there was a response of any status', () => {
    const budget = new RequestBudget();
    expect(budget.hasResponse).toBe(false);
    sendAll(budget, [silence]);
    expect(budget.hasResponse).toBe(false);
    sendAll(budget, [apiError(500), silence]);
    expect(budget.hasResponse).toBe(true);
  });
});
