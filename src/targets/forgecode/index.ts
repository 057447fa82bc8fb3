import type { Plan, Provider, Target } from './api.js';
import { auditRules } from './audit/diagnostics.js';
import { entryFieldSupport } from './field-support.js';
import { checkoutLimits } from './limits.js';
import { providerJsonEdit, providerJsonPath } from './provider-json.js';
import { readmeEdit, readmePath } from './readme.js';
import { rules } from './rules.js';
import { domainEdit, domainPath, repoEdit, repoPath } from './rust.js';
import { standaloneFiles } from './standalone-files.js';
import { resolveForgecodeView } from './view.js';

/** https://github.com/tailcallhq/forgecode, as of 6ed5d37b6 (2026-08-08). */
const target: Target = {
  id: 'forgecode',
  title: 'forgecode',
  homepage: 'https://github.com/tailcallhq/forgecode',
  kind: 'checkout',
  files: [providerJsonPath, domainPath, repoPath, readmePath],
  accepts: {
    protocols: ['openai-chat', 'openai-responses', 'anthropic-messages', 'google-generative-ai', 'bedrock-converse'],
    auth: ['api_key', 'oauth_device', 'oauth_code', 'google_adc', 'aws_profile', 'none'],
  },
  rules,
  fieldSupport: entryFieldSupport({ name: { how: 'exact' }, default_model: { how: 'approximated', why: 'used in a test' } }),
  plan,
  artifacts,
  // Loaded on demand, since only one command needs each of them.
  import: async (tree) => (await import('./import/index.js')).importCatalog(tree),
  auditor: { rules: auditRules, audit: async (tree) => (await import('./audit/index.js')).audit(tree) },
};

function plan(provider: Provider): Plan {
  const { view, diagnostics } = resolveForgecodeView(provider);
  if (!view) return { edits: [], diagnostics };
  const edits = [domainEdit(view), providerJsonEdit(view), repoEdit(view), readmeEdit(view)];
  return {
    edits: edits.filter((edit) => edit !== undefined),
    diagnostics: [...diagnostics, ...checkoutLimits(view)],
  };
}

function artifacts(provider: Provider): Plan {
  const { view, diagnostics } = resolveForgecodeView(provider);
  if (!view) return { edits: [], diagnostics };
  const all = [...diagnostics, ...checkoutLimits(view)];
  const warnings = all
    .filter((diagnostic) => diagnostic.severity === 'warning')
    .map(({ message, hint }) => (hint === undefined ? message : `${message} (${hint})`));
  return { edits: standaloneFiles(view, warnings), diagnostics: all };
}

export default target;
