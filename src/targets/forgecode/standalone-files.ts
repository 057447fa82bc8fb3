// The same changes as stand-alone files, for users without a checkout.
import { follow, render, withComma, type PatchStep, type Provider, type WriteEdit } from './api.js';
import { providerJsonFile, providerJsonPath } from './provider-json.js';
import { readmeBlock, readmeEdit, readmePath } from './readme.js';
import { configTest, domainPath, domainTests, identitySteps, repoPath, wantsTest } from './rust.js';
import { modelForTest, type ForgecodeView } from './view.js';

const placesInWords: Readonly<Record<PatchStep['item'], string>> = {
  const: 'in `impl ProviderId`, after the last constant',
  element: 'in the slice of `built_in_providers`',
  arm: 'before the catch-all arm',
  fn: 'in `mod tests`',
  details: 'in the section on environment variables',
};

export function standaloneFiles(view: ForgecodeView, warnings: readonly string[]): WriteEdit[] {
  const readme = readmeEdit(view);
  const tests = domainTests(view);
  return [
    // A list with one entry, which forgecode also reads from a user's base folder.
    toWriteEdit('provider.json', providerJsonFile(view)),
    ...(view.inRust ? [toWriteEdit('provider.rs', annotatedSnippets(domainPath, identitySteps(view)))] : []),
    ...(tests.length > 0 ? [toWriteEdit('provider_tests.rs', annotatedSnippets(domainPath, tests))] : []),
    ...(wantsTest(view, 'config') ? [toWriteEdit('provider_repo_tests.rs', annotatedSnippets(repoPath, [configTest(view)]))] : []),
    ...(readme ? [toWriteEdit('README.block.md', `${readmeBlock(view)}\n`)] : []),
    toWriteEdit('PULL_REQUEST.md', pullRequestText(view, warnings)),
  ];
}

function toWriteEdit(path: string, content: string): WriteEdit {
  return { kind: 'write', path, content };
}

/** Rust code with a comment on the place of each item. */
function annotatedSnippets(path: string, steps: readonly PatchStep[]): string {
  return steps
    .filter(({ onlyIfPresent }) => onlyIfPresent !== true)
    .map((step) => `// ${path}: ${step.label}, ${placesInWords[step.item]}\n${withComma(step)}\n`)
    .join('\n');
}

function pullRequestText(view: ForgecodeView, warnings: readonly string[]): string {
  const { provider } = view;
  const models = view.models;
  return `${render('forgecode/pull-request.md', {
    ...view,
    provider,
    homepage: provider.homepage,
    docs: provider.docs,
    vendor: provider.vendor,
    description: provider.description,
    modelCount: Array.isArray(models) ? models.length : undefined,
    modelsUrl: typeof models === 'string' ? models : undefined,
    modelsAsOf: provider.models_as_of,
    testModel: modelForTest(view) ?? provider.default_model,
    methods: view.authMethods.map((method) => (typeof method === 'string' ? method : Object.keys(method as object)[0])),
    files: describeTouchedFiles(view),
    displayArm: view.needsDisplayArm,
    evidence: provider.evidence,
    assumed: listAssumptions(provider),
    warnings,
  })}\n`;
}

function describeTouchedFiles(view: ForgecodeView): { path: string; what: string }[] {
  const tests = domainTests(view).length;
  const identity = `\`ProviderId::${view.ident}\`, the list of built-in providers, ${view.needsDisplayArm ? 'the display name, ' : ''}\`FromStr\``;
  return [
    { path: providerJsonPath, what: 'the provider and its models' },
    ...(view.inRust
      ? [
          {
            path: domainPath,
            what: `${identity}${tests > 0 ? `, ${tests === 1 ? 'one test' : `${['two', 'three'][tests - 2]} tests`}` : ''}`,
          },
        ]
      : []),
    ...(wantsTest(view, 'config') ? [{ path: repoPath, what: 'a test of the entry' }] : []),
    ...(readmeEdit(view) ? [{ path: readmePath, what: 'the environment variables' }] : []),
  ];
}

/** Omits empty values, which normalization added. */
function omitEmpty(_: string, value: unknown): unknown {
  return value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

/** Each assumed value with its question. */
function listAssumptions(
  provider: Provider,
): { field: string; value: string; question: string; assumption: string; evidence: string | undefined }[] {
  return provider.questions.map(({ field, question, assumption, evidence }) => {
    const value = follow(provider, field);
    return { field, value: typeof value === 'string' ? value : JSON.stringify(value, omitEmpty), question, assumption, evidence };
  });
}
