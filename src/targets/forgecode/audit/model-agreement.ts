// Compares the entries of one model in the lists of several providers.
import { groupBy, quote, type Diagnostic, type JsonNode } from '../api.js';
import { valueDiagnostic } from './diagnostics.js';
import { entryName, servesModels, type Facts } from './facts.js';
import { elementsOf, memberOf, textOf } from './json-nodes.js';
import type { CatalogModel } from './models.js';

export function checkModelAgreement(facts: Facts, models: readonly CatalogModel[]): Diagnostic[] {
  const plans = new Set(facts.entries.filter(isSubscription).map(entryName));
  const byId = groupBy(models, ({ id }) => [id.toLowerCase()]);
  return [...byId.values()].flatMap((same) =>
    same.length > 1 ? [...checkLimits(facts, same, plans), ...checkCapabilities(facts, same)] : [],
  );
}

/** Whether a provider is a subscription, whose context windows can be smaller than those of the API: it has no API key login, or its id or URL contains `coding` or `plan`. */
function isSubscription(entry: Facts['entries'][number]): boolean {
  const logins = elementsOf(entry.member('auth_methods'));
  const oauthOnly = servesModels(entry) && logins.length > 0 && logins.every(({ type }) => type === 'object');
  return oauthOnly || /(^|[^a-z])(coding|plan)([^a-z]|$)/.test(`${entry.id} ${textOf(entry.member('url')) ?? ''}`);
}

interface StatedLimit {
  readonly provider: string;
  readonly node: JsonNode;
  readonly value: number;
}

/** The largest difference between powers of 1000 and 1024: 1048576 is 4.9 % above 1000000. */
const roundingFactor = 1.05;

function* checkLimits(facts: Facts, same: readonly CatalogModel[], plans: ReadonlySet<string>): Generator<Diagnostic> {
  const stated = same.flatMap(({ provider, node }): StatedLimit[] => {
    const limit = memberOf(node, 'context_length');
    return typeof limit?.value === 'number' && limit.value > 0 ? [{ provider, node: limit, value: limit.value }] : [];
  });
  if (new Set(stated.map(({ value }) => value)).size < 2) return;
  const { id } = same[0]!;
  const windows = groupByRounding(stated);
  if (windows.length === 1) {
    yield limitDiagnostic(
      facts,
      'limit-rounding',
      id,
      smallestGroup(groupBy(stated, ({ value }) => [value])),
      stated,
      'the same window, rounded differently',
    );
    return;
  }
  const open = stated.filter(({ provider }) => !plans.has(provider));
  const openWindows = groupByRounding(open);
  const least = Math.min(...open.map(({ value }) => value));
  const caps = stated.filter(({ provider, value }) => plans.has(provider) && value * roundingFactor < least);
  const odd = stated.filter((one) => !caps.includes(one));
  if (openWindows.length === 1 && groupByRounding(odd).length === 1 && caps.length > 0)
    yield limitDiagnostic(facts, 'limit-plan-cap', id, caps, stated, 'a plan has a smaller window than the API');
  else
    yield limitDiagnostic(
      facts,
      'limit-contradiction',
      id,
      smallestGroup(new Map(windows.map((window) => [window[0]!.value, window]))),
      stated,
      'at most one of them is right',
    );
}

/** Groups the values that differ only by rounding. */
function groupByRounding(stated: readonly StatedLimit[]): StatedLimit[][] {
  const windows: StatedLimit[][] = [];
  for (const one of stated.toSorted((a, b) => a.value - b.value)) {
    const last = windows.at(-1);
    if (last && one.value <= last[0]!.value * roundingFactor) last.push(one);
    else windows.push([one]);
  }
  return windows;
}

/** The smallest group; the last one of several. */
function smallestGroup(groups: ReadonlyMap<number, StatedLimit[]>): StatedLimit[] {
  return [...groups.values()].reduce((least, group) => (group.length <= least.length ? group : least));
}

function limitDiagnostic(
  facts: Facts,
  rule: 'limit-rounding' | 'limit-plan-cap' | 'limit-contradiction',
  id: string,
  odd: readonly StatedLimit[],
  stated: readonly StatedLimit[],
  what: string,
): Diagnostic {
  const [first] = odd;
  const values = [...groupBy(stated, ({ value }) => [value])].map(([value, { length }]) =>
    length === 1 ? `${value}` : `${value} (${length} times)`,
  );
  return valueDiagnostic(
    facts,
    rule,
    first!.node,
    `${first!.provider}/${id}/context_length`,
    `${quote(id)} has different context windows, ${values.join(', ')}: ${what}`,
    {
      related: stated.filter((one) => one !== first).map(({ node, provider, value }) => [node, `${value} in ${provider}`] as const),
      ...(rule === 'limit-contradiction' && { hint: 'look up the value and correct the others; some providers include the output limit' }),
      ...(rule === 'limit-rounding' && { hint: 'use the number of the vendor everywhere' }),
    },
  );
}

/** Reports a capability that one list grants to a model and another denies. */
function* checkCapabilities(facts: Facts, same: readonly CatalogModel[]): Generator<Diagnostic> {
  for (const key of ['tools_supported', 'supports_parallel_tool_calls', 'supports_reasoning', 'input_modalities']) {
    const stated = same.flatMap(({ provider, node, id }) => {
      const value = memberOf(node, key);
      const claim = key === 'input_modalities' ? value && elementsOf(value).some((word) => word.value === 'image') : value?.value;
      return value && typeof claim === 'boolean' ? [{ provider, id, value, claim }] : [];
    });
    const yes = stated.filter(({ claim }) => claim);
    const no = stated.filter(({ claim }) => !claim);
    if (yes.length === 0 || no.length === 0) continue;
    const [odd, rest] = yes.length < no.length ? [yes, no] : [no, yes];
    const first = odd[0]!;
    const rule = key === 'input_modalities' ? 'image-contradiction' : 'capability-contradiction';
    const what = key === 'input_modalities' ? 'accepts images' : `has \`${key}\``;
    yield valueDiagnostic(
      facts,
      rule,
      first.value,
      `${first.provider}/${first.id}/${key}`,
      `${quote(first.id)} ${what} in ${joinProviders(yes)}, but not in ${joinProviders(no)}`,
      {
        related: [...odd.slice(1), ...rest].map(({ value, provider }) => [value, `in ${provider}`] as const),
        hint: 'look up the value and correct the other entry',
      },
    );
  }
}

function joinProviders(stated: readonly { readonly provider: string }[]): string {
  return stated.map(({ provider }) => provider).join(', ');
}
