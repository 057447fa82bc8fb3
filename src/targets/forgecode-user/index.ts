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

/** What a user of forgecode adds without a pull request. https://github.com/tailcallhq/forgecode, as of 6ed5d37b6 (2026-08-08). */
const target: Target = {
  id: 'forgecode-user',
  title: 'forgecode, of a user',
  homepage: 'https://github.com/tailcallhq/forgecode',
  kind: 'config',
  files: [providerJsonName, tomlPath],
  accepts: {
    protocols: ['openai-chat', 'openai-responses', 'anthropic-messages', 'google-generative-ai', 'bedrock-converse'],
    auth: ['api_key', 'oauth_device', 'oauth_code', 'google_adc', 'aws_profile', 'none'],
  },
  rules,
  fieldSupport: entryFieldSupport({ name: { how: 'dropped', why: 'the id is shown' } }),
  plan: (provider) => planWith(provider, userEntryEdit, (edit) => edit),
  artifacts: (provider) => planWith(provider, userEntryFile, tomlFile),
  import: importBothFiles,
};

/** @param ofJson the edit where the entry goes into provider.json, @param ofToml that where it goes into .forge.toml */
function planWith(provider: Provider, ofJson: (view: ForgecodeView) => FileEdit, ofToml: (edit: MergeEdit) => FileEdit): Plan {
  const { view, diagnostics } = resolveForgecodeView(provider);
  if (!view) return { edits: [], diagnostics };
  const all = [...diagnostics, ...userEntryLimits(view)];
  if (provider.targets['forgecode-user']?.file !== 'toml') return { edits: [ofJson(view)], diagnostics: all };
  const { edit, diagnostics: more } = tomlEdit(view);
  return { edits: edit ? [ofToml(edit)] : [], diagnostics: [...all, ...more] };
}

/** An entry goes to the end: the siblings of the checkout are not here. */
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
      userDiagnostic('built-in-id', `${quote(view.id)} is built in, and the entry is merged into it`, {
        field: view.options.id === undefined ? '/id' : '/targets/forgecode/id',
        hint: 'choose another with `targets.forgecode.id` to have both',
      }),
    );
  const shown = defaultDisplayName(view.id);
  if (!builtIn && shown !== view.name)
    found.push(
      userDiagnostic('shown-name', `the name is shown as ${quote(shown)}`, {
        field: view.options.name === undefined ? '/name' : '/targets/forgecode/name',
      }),
    );
  return found;
}

/** The providers of both files. Of one that is in both, that of .forge.toml, as forgecode reads it last. */
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
            related: [{ at: other.at, message: 'this one is taken' }],
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
