// What `explain` says of a field is true: a change of a field that is held changes the plan, a change of one that is dropped does not.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allFields, modelFieldValue, type Field, type ModelField } from '../../src/spec/fields.js';
import { normalize } from '../../src/spec/normalize.js';
import type { FileEdit } from '../../src/core/edits.js';
import type { Auth, Model, ProviderSpec } from '../../src/spec/provider.js';
import type { Target } from '../../src/targets/engine/target.js';
import { validateSpec } from '../../src/spec/validate.js';
import { explain } from '../../src/commands/explain.js';
import { allTargets } from '../../src/commands/targets.js';

type Change = (spec: ProviderSpec) => void;

const auth = (spec: ProviderSpec): Extract<Auth, { type: 'api_key' }> => spec.auth[0] as never;
const device: Auth = {
  type: 'oauth_device',
  authorization_url: 'https://id.acme.example/device',
  token_url: 'https://id.acme.example/token',
  client_id: 'acme',
  scopes: [],
};

/** How each field is given another value, in one way or in several: some hosts hold only a part of what it can say. */
const changes: Readonly<Partial<Record<Field, readonly Change[]>>> = {
  id: [(spec) => void (spec.id = 'other')],
  name: [(spec) => void (spec.name = 'Other')],
  description: [(spec) => void (spec.description = 'Other models.')],
  homepage: [(spec) => void (spec.homepage = 'https://other.example')],
  docs: [(spec) => void (spec.docs = 'https://other.example/docs')],
  url: [(spec) => void (spec.endpoints[0].base_url = spec.endpoints[0].base_url.replace('acme', 'other'))],
  key: [(spec) => void (auth(spec).env = 'OTHER_KEY')],
  key_aliases: [(spec) => void (auth(spec).env_aliases = ['OTHER_KEY'])],
  login: [(spec) => void spec.auth.push(device)],
  headers: [(spec) => void (spec.headers = { 'X-Other': 'v' })],
  'models.id': [
    (spec) => {
      spec.models![1]!.id = 'other';
      spec.small_model = 'other';
    },
  ],
  live_models: [(spec) => void (spec.live_models = { url: 'https://api.acme.example/models', shape: 'openai' })],
  default_model: [(spec) => void (spec.default_model = spec.models![1]!.id)],
  small_model: [(spec) => void (spec.small_model = spec.models![0]!.id)],
  'quirks.reasoning_field': [(spec) => void (spec.quirks = { reasoning_field: 'reasoning' })],
  'quirks.max_tokens_field': [
    (spec) => void (spec.quirks = { max_tokens_field: 'max_tokens' }),
    (spec) => void (spec.quirks = { max_tokens_field: 'max_completion_tokens' }),
  ],
};

const others: Readonly<Record<ModelField, readonly unknown[]>> = {
  name: ['Other'],
  description: ['Another one.'],
  family: ['other'],
  'limit.context': [150_000, 400_000],
  'limit.input': [100_000],
  'limit.output': [10_000],
  'modalities.input': [['text'], ['text', 'audio'], ['text', 'image', 'pdf', 'video']],
  'modalities.output': [['text', 'image']],
  tool_call: [false],
  parallel_tool_calls: [false],
  reasoning: [false],
  reasoning_options: [[{ type: 'effort', values: ['high'] }], [{ type: 'toggle' }]],
  temperature: [false],
  structured_output: [false],
  'cost.input': [4],
  'cost.output': [20],
  'cost.cache_read': [0.5],
  'cost.cache_write': [5],
  release_date: ['2026-01-02'],
  knowledge: ['2024-01'],
  status: ['beta', 'deprecated'],
};

function changesOf(field: Field): readonly Change[] {
  if (!field.startsWith('models.') || field === 'models.id') return changes[field] ?? [];
  const name = field.slice('models.'.length) as ModelField;
  return others[name].map((value) => (spec) => {
    const steps = name.split('.');
    let at = spec.models![0] as unknown as Record<string, unknown>;
    for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>;
    at[steps.at(-1)!] = value;
  });
}

/** What a plan asks for, without where it comes from: several fields can share one place in the spec. */
function said(target: Target, spec: ProviderSpec): string {
  const { edits, diagnostics } = target.plan(normalize(structuredClone(spec)), { scope: 'user', setDefault: true });
  if (diagnostics.some(({ severity }) => severity === 'error')) return 'refused';
  return JSON.stringify(edits, (key, value: unknown) => (key === 'fields' || key === 'field' ? undefined : value)) satisfies
    | string
    | FileEdit;
}

const targets = await allTargets();
const withHeaders = await Promise.all(
  readdirSync('fixtures/specs/acme').map(async (name) => {
    const { document } = await validateSpec(name, readFileSync(join('fixtures/specs/acme', name), 'utf8'));
    return document!.value as ProviderSpec;
  }),
);
// Some send no headers of a provider.
const withoutHeaders = withHeaders.map(
  (spec) => Object.fromEntries(Object.entries(spec).filter(([key]) => key !== 'headers')) as unknown as ProviderSpec,
);
const specs = [...withHeaders, ...withoutHeaders];

describe('the changes of this test', () => {
  it.each(allFields.filter((field) => field !== 'protocol' && field !== 'key_header'))('change the field %s', (field) => {
    const base = specs[0]!;
    expect(changesOf(field).length).toBeGreaterThan(0);
    for (const change of changesOf(field)) {
      const spec = structuredClone(base);
      change(spec);
      expect(spec).not.toEqual(base);
      if (field.startsWith('models.')) expect(modelFieldValue(spec.models![0] as Model, 'name')).toBeDefined();
    }
  });
});

describe.each(targets)('$id', (target) => {
  const accepted = specs.filter((spec) => target.accepts.protocols.includes(spec.endpoints[0].protocol));
  const changed = (field: Field): boolean =>
    accepted.some((base) =>
      changesOf(field).some((change) => {
        const spec = structuredClone(base);
        change(spec);
        return said(target, spec) !== said(target, base);
      }),
    );

  it.each(allFields.filter((field) => changesOf(field).length > 0))('reports its support of the field %s truthfully', (field) => {
    const { how } = target.fieldSupport[field];
    expect(changed(field)).toBe(how === 'exact' || how === 'approximated');
  });
});

describe('explain', () => {
  const spec = ['fixtures/specs/acme/chat.yaml'];

  it('explains each part of a field that is partly supported', async () => {
    const { explained } = await explain(spec, ['llm']);
    const why = explained[0]!.fields?.find(({ field }) => field === 'models.modalities.input')?.why;
    expect(why).toBe('only whether it accepts images; only whether it accepts audio');
  });

  it.each(['cliproxyapi', 'librechat'])('reports the protocol of %s as exact', async (target) => {
    const { explained } = await explain(spec, [target]);
    expect(explained[0]!.fields?.find(({ field }) => field === 'protocol')?.how).toBe('exact');
  });

  it('refuses an unknown target beside `all`', async () => {
    await expect(explain(spec, ['all', 'opncode'])).rejects.toThrow('there is no target `opncode`');
  });
});
