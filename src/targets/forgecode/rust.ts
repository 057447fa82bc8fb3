// The edits of Rust files. Each place is named by its kind of item and the items around it.
import { render, rustArm, rustConst, rustString, type PatchEdit, type PatchStep } from './api.js';
import { defaultConstantName } from './names.js';
import { modelForTest, placedAfter, type ForgecodeView } from './view.js';

export const domainPath = 'crates/forge_domain/src/provider.rs';
export const repoPath = 'crates/forge_repo/src/provider/provider_repo.rs';

/** The indentation of the arms in both matches. */
const armIndent = 12;

export function domainEdit(view: ForgecodeView): PatchEdit | undefined {
  if (!view.inRust) return undefined;
  return { kind: 'patch', path: domainPath, language: 'rust', steps: [...identitySteps(view), ...domainTests(view)] };
}

/** What provider.rs needs to know about a provider. */
export type NamedProvider = Pick<ForgecodeView, 'id' | 'ident' | 'name' | 'options' | 'after' | 'needsDisplayArm'>;

/** Adds the constant, its element of `built_in_providers`, and the arms of `display_name` and `FromStr`. */
export function identitySteps(view: NamedProvider): PatchStep[] {
  const { id, ident, name, after, options } = view;
  const constant = `ProviderId::${ident}`;
  const steps: PatchStep[] = [
    {
      item: 'const',
      within: { impl: 'ProviderId' },
      key: ident,
      unique: id,
      text: rustConst(ident, 'ProviderId', `ProviderId(Cow::Borrowed(${rustString(id)}))`),
      ...placedAfter(after.const, defaultConstantName),
      label: 'ProviderId constant',
      field: view.options.ident === undefined ? '/id' : '/targets/forgecode/ident',
    },
    {
      item: 'element',
      within: { impl: 'ProviderId', fn: 'built_in_providers' },
      key: constant,
      text: constant,
      ...placedAfter(after.built_in_providers, (sibling) => `ProviderId::${defaultConstantName(sibling)}`),
      label: 'built_in_providers',
      field: '/id',
    },
    {
      item: 'arm',
      within: { impl: 'ProviderId', fn: 'display_name' },
      key: id,
      text: rustArm(rustString(id), `${rustString(name)}.to_string()`, armIndent),
      // An arm that is not needed may exist, but must not return another name.
      ...(!view.needsDisplayArm && { onlyIfPresent: true }),
      ...placedAfter(after.display_name),
      label: 'display_name',
      field: view.options.name === undefined ? '/name' : '/targets/forgecode/name',
    },
    {
      item: 'arm',
      within: { impl: 'ProviderId', trait: 'FromStr', fn: 'from_str' },
      key: id,
      text: rustArm(rustString(id), constant, armIndent),
      ...placedAfter(after.from_str),
      label: 'FromStr',
      field: '/id',
    },
  ];
  return options.display_arm === 'as-is' ? steps.filter(({ label }) => label !== 'display_name') : steps;
}

export type TestKind = 'display_name' | 'in_built_in_providers' | 'from_str' | 'config';

export function wantsTest({ inRust, options: { tests = true } }: ForgecodeView, kind: TestKind): boolean {
  return inRust && (Array.isArray(tests) ? tests.includes(kind) : tests);
}

/** The three tests that the newest providers have (moonshot, alibaba_token_plan), in the form that forgecode's AGENTS.md requires. */
export function domainTests(view: ForgecodeView): PatchStep[] {
  const lower = view.ident.toLowerCase();
  const data = { id: view.id, ident: view.ident, name: view.name, lower };
  const kinds: TestKind[] = ['display_name', 'in_built_in_providers', 'from_str'];
  const wanted = kinds.filter((kind) => wantsTest(view, kind));
  return wanted.map((kind) => ({
    item: 'fn',
    within: { mod: 'tests' },
    key: `test_${lower}_${kind === 'from_str' ? 'from_str_roundtrip' : kind}`,
    text: render(`forgecode/test-${kind === 'from_str' ? 'from-str-roundtrip' : kind.replaceAll('_', '-')}.rs`, data),
    keep: true,
    // For older providers, the third test has a shorter name.
    ...(kind === 'from_str' && { otherKeys: [`test_${lower}_from_str`] }),
    ...placedAfter(view.after.domain_tests, (sibling) => `test_${defaultConstantName(sibling).toLowerCase()}_from_str_roundtrip`),
    before: ['test_io_intelligence'],
    label: 'tests of provider.rs',
    field: '/id',
  }));
}

export function repoEdit(view: ForgecodeView): PatchEdit | undefined {
  if (!wantsTest(view, 'config')) return undefined;
  return { kind: 'patch', path: repoPath, language: 'rust', steps: [configTest(view)] };
}

export function configTest(view: ForgecodeView): PatchStep {
  const lower = view.ident.toLowerCase();
  const models = view.models;
  return {
    item: 'fn',
    within: { mod: 'tests' },
    key: `test_${lower}_config`,
    text: render('forgecode/test-config.rs', {
      ...view,
      lower,
      constant: `ProviderId::${view.ident}`,
      envValue: view.env === undefined ? 'None' : `Some(${rustString(view.env)}.to_string())`,
      parameterNames: view.parameters.map((parameter) => parameter.name),
      responseValue: view.responseType === undefined ? 'None' : `Some(ProviderResponse::${view.responseType})`,
      urlLiteral: rustString(view.url),
      modelsUrl: typeof models === 'string' ? rustString(models) : undefined,
      model: modelForTest(view),
    }),
    keep: true,
    ...placedAfter(view.after.config_test, (sibling) => `test_${defaultConstantName(sibling).toLowerCase()}_config`),
    before: ['test_provider_entry_with_static_models_converts_to_hardcoded'],
    label: 'config test',
    field: '/id',
  };
}
