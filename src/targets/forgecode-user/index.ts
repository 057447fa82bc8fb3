import {
  quote,
  type Diagnostic,
  type FileEdit,
  type Import,
  type MergeEdit,
  type Plan,
  type Provider,
  type Target,
  type Tree,
  type WriteEdit,
} from '../forgecode/api.js';
import { entryFieldSupport } from '../forgecode/field-support.js';
import { entryLimits } from '../forgecode/limits.js';
import { defaultDisplayName } from '../forgecode/names.js';
import { providerJsonEdit, providerJsonFile } from '../forgecode/provider-json.js';
import { resolveForgecodeView, type ForgecodeView } from '../forgecode/view.js';
import { builtInIds } from './built-in.js';
import { rules, userDiagnostic } from './rules.js';
import { importToml, tomlEdit, tomlFile, tomlPath } from './toml.js';

const providerJsonName = 'provider.json';

/** An entry that a user adds without a pull request. https://github.com/tailcallhq/forgecode, as of 6ed5d37b6 (2026-08-08). */
const target: Target = {
  id: 'forgecode-user',
  title: 'forgecode (user config)',
  homepage: 'https://github.com/tailcallhq/forgecode',
  kind: 'config',
  files: [providerJsonName, tomlPath],
  accepts: {
    protocols: ['openai-chat', 'openai-responses', 'anthropic-messages', 'google-generative-ai', 'bedrock-converse'],
    auth: ['api_key', 'oauth_device', 'oauth_code', 'google_adc', 'aws_profile', 'none'],
  },
  rules,
  fieldSupport: entryFieldSupport({ name: { how: 'dropped', why: 'forgecode shows the id' } }),
  plan: (provider) => planWith(provider, userEntryEdit, (edit) => edit),
  artifacts: (provider) => planWith(provider, userEntryFile, tomlFile),
  import: importBothFiles,
};

/** @param toJsonEdit the edit of provider.json, if the entry is written there @param toTomlEdit the edit of .forge.toml, likewise */
function planWith(provider: Provider, toJsonEdit: (view: ForgecodeView) => FileEdit, toTomlEdit: (edit: MergeEdit) => FileEdit): Plan {
  const { view, diagnostics } = resolveForgecodeView(provider);
  if (!view) return { edits: [], diagnostics };
  const all = [...diagnostics, ...userEntryLimits(view)];
  if (provider.targets['forgecode-user']?.file !== 'toml') return { edits: [toJsonEdit(view)], diagnostics: all };
  const { edit, diagnostics: more } = tomlEdit(view);
  return { edits: edit ? [toTomlEdit(edit)] : [], diagnostics: [...all, ...more] };
}

/** Appends the entry, since the user's file does not contain the siblings that a checkout has. */
function userEntryEdit(view: ForgecodeView): MergeEdit {
  const { after: _, ...edit } = providerJsonEdit(view);
  return { ...edit, path: providerJsonName, newFile: { content: '[]\n' } };
}

function userEntryFile(view: ForgecodeView): WriteEdit {
  return { kind: 'write', path: providerJsonName, content: providerJsonFile(view) };
}

function userEntryLimits(view: ForgecodeView): Diagnostic[] {
  const found = entryLimits(view);
  const builtIn = builtInIds.includes(view.id);
  if (builtIn)
    found.push(
      userDiagnostic('built-in-id', `forgecode has a built-in provider ${quote(view.id)} and merges the entry into it`, {
        field: view.options.id === undefined ? '/id' : '/targets/forgecode/id',
        hint: 'set a different id with `targets.forgecode.id` to keep both',
      }),
    );
  const shown = defaultDisplayName(view.id);
  if (!builtIn && shown !== view.name)
    found.push(
      userDiagnostic('shown-name', `forgecode shows the name ${quote(shown)}`, {
        field: view.options.name === undefined ? '/name' : '/targets/forgecode/name',
      }),
    );
  return found;
}

/** The providers of both files. For one in both, the entry of .forge.toml wins, since forgecode reads it last. */
async function importBothFiles(tree: Tree): Promise<Import> {
  const { importCatalog } = await import('../forgecode/import/index.js');
  const [json, toml] = [await importCatalog(tree, providerJsonName), await importToml(tree)];
  const inToml = new Map(toml.providers.map((provider) => [provider.spec.id, provider]));
  const both = json.providers.flatMap(({ spec, at }) => {
    const other = inToml.get(spec.id);
    return other
      ? [
          userDiagnostic('both-files', `${quote(spec.id)} is in both files`, {
            at,
            subject: spec.id,
            related: [{ at: other.at, message: 'this entry is imported' }],
          }),
        ]
      : [];
  });
  return {
    providers: [...json.providers.filter(({ spec }) => !inToml.has(spec.id)), ...toml.providers],
    diagnostics: [...json.diagnostics, ...toml.diagnostics, ...both],
  };
}

export default target;
