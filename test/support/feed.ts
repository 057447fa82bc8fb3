// A spec that is refreshed day after day.
import type { Model, ProviderSpec } from '../../src/spec/provider.js';
import { emptyLock, type Lock } from '../../src/models/lock.js';
import { refresh } from '../../src/models/refresh.js';
import type { Answer, HoldRule, RefreshResult } from '../../src/models/types.js';
import type { ProviderFacts } from '../../src/sources/engine/source.js';

export function specWith(models: Model[], more: Partial<ProviderSpec> = {}): ProviderSpec {
  return {
    schema: 'providersmith/1',
    id: 'acme',
    name: 'Acme',
    endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' }],
    auth: [{ type: 'api_key', env: 'ACME_API_KEY' }],
    models,
    ...more,
  };
}

/** @param day of the month, from 1 */
export function answer(
  day: number,
  models: readonly Model[],
  more: Partial<Answer> & { facts?: ProviderFacts; isComplete?: boolean } = {},
): Answer {
  const { facts = {}, isComplete = true, ...rest } = more;
  const source = rest.source ?? 'models.dev';
  const date = new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10);
  return {
    source,
    authority: source === 'own' ? 'own' : 'catalog',
    listing: { models, provider: facts, isComplete, leftOut: [] },
    isPublic: true,
    url: `https://${source}/list`,
    digest: `sha256:${date.replaceAll('-', '')}${'0'.repeat(4)}${'a'.repeat(52)}`,
    date,
    isStored: false,
    ...rest,
  };
}

export class Feed {
  last: RefreshResult | undefined;

  constructor(
    public spec: ProviderSpec,
    public lock: Lock = emptyLock(),
  ) {}

  /** One run. @returns what was found, a line each: kind, rule and subject */
  run(answers: Answer | readonly Answer[], accept: readonly HoldRule[] = []): string[] {
    this.last = refresh({ spec: this.spec, lock: this.lock, answers: [answers].flat(), accept: new Set(accept) });
    this.spec = this.last.spec;
    this.lock = this.last.lock;
    return this.last.diagnostics.map(({ kind, rule, model, field }) =>
      [kind, rule.replace('models/', ''), model, field].filter((part) => part !== undefined).join(' '),
    );
  }

  get ids(): string[] {
    return (this.spec.models ?? []).map(({ id }) => id);
  }
}
