// Compares the two functions that derive from its id how a Claude model thinks.
import { list, type Diagnostic } from '../api.js';
import { auditDiagnostic } from './diagnostics.js';
import { modelIdsOf, type Facts } from './facts.js';
import { findFunctionBody } from './rust-code.js';
import { anthropicPath, readRustFile, type RustFile } from './rust-files.js';

const familyPath = 'crates/forge_app/src/transformers/model_specific_reasoning.rs';

export async function checkClaudeThinking(facts: Facts, sources: readonly RustFile[]): Promise<Diagnostic[]> {
  const anthropic = sources.find(({ path }) => path === anthropicPath);
  const body = anthropic && findFunctionBody(anthropic.bare, 'interleaved_thinking_required');
  const family = body && (await readRustFile(facts.tree, familyPath));
  const families = family && findFunctionBody(family.bare, 'family');
  if (!body || !families) return [];
  const named = [...anthropic.code.slice(body.start, body.end).matchAll(/\.contains\("([^"\\]*)"\)/g)].map((match) => match[1]!);
  const isAdaptive = readFamilies(family.code.slice(families.start, families.end));
  if (named.length === 0 || !isAdaptive) return [];
  const differing = claudeModels(facts).filter((id) => isAdaptive(id) !== named.some((part) => id.includes(part)));
  if (differing.length === 0) return [];
  const { tree } = facts;
  return [
    auditDiagnostic('adaptive-thinking', `\`interleaved_thinking_required\` and \`family\` disagree on ${list(differing)}`, {
      at: tree.position(anthropicPath, body.start),
      subject: 'interleaved_thinking_required',
      related: [{ at: tree.position(familyPath, families.start), message: '`family`' }],
    }),
  ];
}

/** Parses a chain of `if id.contains(…) || … { AnthropicModelFamily::X } else if …`. */
function readFamilies(code: string): ((id: string) => boolean) | undefined {
  const cases: { parts: string[]; adaptive: boolean }[] = [];
  let parts: string[] = [];
  for (const [, part, family] of code.matchAll(/\.contains\("([^"\\]*)"\)|AnthropicModelFamily::(\w+)/g)) {
    if (part !== undefined) parts.push(part);
    if (family === undefined) continue;
    cases.push({ parts, adaptive: family.startsWith('Adaptive') });
    parts = [];
  }
  if (!cases.some(({ adaptive }) => adaptive)) return undefined;
  return (id) => cases.find((one) => one.parts.some((part) => id.includes(part)))?.adaptive ?? false;
}

/** The ids that anthropic.rs handles; opencode.rs passes on those that start with `claude-`. */
function claudeModels({ entries }: Facts): string[] {
  const ids = entries.flatMap((entry) => {
    const type: unknown = entry.member('response_type')?.value;
    const models = modelIdsOf(entry) ?? [];
    if (type === 'Anthropic') return models;
    return type === 'OpenCode' ? models.filter((id) => id.startsWith('claude-')) : [];
  });
  return [...new Set(ids.map((id) => id.toLowerCase()).filter((id) => id.includes('claude')))].sort();
}
