// Reads what the Rust code contains for a provider: its constant, display name, tests, and the sibling that it follows.
import { normalize, sameCode, type ForgecodeOptions, type PatchStep, type ProviderSpec, type RustItem } from '../api.js';
import type { Facts } from '../audit/facts.js';
import { defaultConstantName, defaultDisplayName } from '../names.js';
import { readmePath } from '../readme.js';
import { configTest, domainPath, domainTests, repoPath, type TestKind } from '../rust.js';
import { firstPlace, resolveForgecodeView, type Surface } from '../view.js';
import { withForgecodeOptions, withoutDisplayArm } from './entry.js';

/** The ids of a list of the code in their order. */
type OrderedIds = readonly string[];

export interface RustFacts {
  readonly idents: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
  readonly orders: Partial<Readonly<Record<Surface, OrderedIds>>>;
  readonly tests: ReadonlyMap<string, string>;
  readonly readme: string;
}

/** @returns undefined for a provider.json without Rust code */
export async function readRustFacts({ providerRs, configTests, tree }: Facts): Promise<RustFacts | undefined> {
  if (!providerRs?.constants) return undefined;
  const idents = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const { keys, strings } of providerRs.constants) {
    const [ident, id] = [keys[0], strings[0]];
    if (ident === undefined || id === undefined || idents.has(id)) continue;
    idents.set(id, ident);
    ids.set(`ProviderId::${ident}`, id);
  }
  const literals = (items: readonly RustItem[] | undefined): string[] => (items ?? []).flatMap(({ strings }) => strings.slice(0, 1));
  const names = new Map<string, string>();
  for (const { keys, strings, value } of providerRs.displayArms ?? [])
    if (keys.length === 1 && strings.length === 2 && /^\{?\s*"[^]*"\.(to_string|to_owned|into)\(\)\s*\}?$/.test(value ?? ''))
      names.set(strings[0]!, strings[1]!);
  const tests = new Map<string, string>();
  for (const [path, items] of [[domainPath, providerRs.tests] as const, [repoPath, configTests] as const]) {
    const text = await tree.read(path);
    for (const { keys, start, end } of items ?? []) tests.set(keys[0]!, text!.slice(start, end));
  }
  return {
    idents,
    names,
    orders: {
      const: [...idents.keys()],
      built_in_providers: (providerRs.builtIn ?? []).flatMap(({ keys }) =>
        keys.map((key) => ids.get(key)).filter((id) => id !== undefined),
      ),
      display_name: literals(providerRs.displayArms),
      from_str: literals(providerRs.fromStr),
    },
    tests,
    readme: (await tree.read(readmePath)) ?? '',
  };
}

/** Adds to the spec what the code and the order of the entries determine. */
export function withRustFacts(spec: ProviderSpec, id: string, catalog: OrderedIds, facts: RustFacts | undefined): ProviderSpec {
  const orders = { provider_json: catalog, ...facts?.orders };
  const after = findPlacement(id, orders);
  if (!facts) return withoutDisplayArm(after === undefined ? spec : withForgecodeOptions(spec, { after }));

  const ident = facts.idents.get(id);
  const name = facts.names.get(id);
  const inRust = ident !== undefined || facts.orders.from_str?.includes(id) === true;
  const named: ProviderSpec = withForgecodeOptions(
    { ...spec, ...(name !== undefined && { name }) },
    {
      ...(ident !== undefined && ident !== defaultConstantName(id) && { ident }),
      ...(after !== undefined && { after }),
      ...(name === defaultDisplayName(id) && { display_arm: 'always' as const }),
      ...(!inRust && { rust: false }),
    },
  );
  const { view } = resolveForgecodeView(normalize(named));
  if (!view) return named;
  const kinds: [kind: TestKind, step: PatchStep][] = inRust
    ? [...domainTests(view).map((step, index): [TestKind, PatchStep] => [testKinds[index]!, step]), ['config', configTest(view)]]
    : [];
  const generatedKinds = kinds.filter(([, step]) => hasOwnTest(step, facts.tests)).map(([kind]) => kind);
  const inReadme = view.env === undefined || new RegExp(`^${view.env}=`, 'm').test(facts.readme);
  return withForgecodeOptions(named, {
    ...(inRust &&
      generatedKinds.length < kinds.length && {
        tests: generatedKinds.length === 0 ? false : (generatedKinds as [TestKind, ...TestKind[]]),
      }),
    ...(!inReadme && { readme: false }),
  });
}

const testKinds: readonly TestKind[] = ['display_name', 'in_built_in_providers', 'from_str'];

/** Whether the test exists and is the generated one. A different test is not ours to maintain. */
function hasOwnTest(step: PatchStep, tests: ReadonlyMap<string, string>): boolean {
  const own = tests.get(step.key);
  return own === undefined ? (step.otherKeys ?? []).some((key) => tests.has(key)) : sameCode(own, step.text);
}

/** The sibling that the provider follows: one id if it is the same on all surfaces, and undefined if the provider is last. */
function findPlacement(id: string, orders: Partial<Readonly<Record<Surface, OrderedIds>>>): ForgecodeOptions['after'] {
  const places = Object.entries(orders).flatMap(([surface, order]) => {
    const at = order.indexOf(id);
    return at === -1 ? [] : [{ surface, sibling: order[at - 1] ?? firstPlace, isLast: at === order.length - 1 }];
  });
  const needed = places.filter(({ isLast }) => !isLast);
  if (needed.length === 0) return undefined;
  const [first] = needed;
  if (places.every(({ sibling }) => sibling === first!.sibling)) return first!.sibling;
  return Object.fromEntries(needed.map(({ surface, sibling }) => [surface, sibling]));
}
