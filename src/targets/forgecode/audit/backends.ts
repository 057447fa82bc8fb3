// The backends, and which response types come to each (crates/forge_repo/src/provider/{chat,opencode}.rs).
import { readCode, type Code } from './code.js';
import type { Facts } from './facts.js';

const folder = 'crates/forge_repo/src/provider/';
export const anthropicPath = `${folder}anthropic.rs`;
export const responsesPath = `${folder}openai_responses/repository.rs`;
export const chatPath = `${folder}chat.rs`;

/** OpenCode asks each of the four for the models it thinks they serve. The pipeline is that of openai.rs. */
export const servedBy: Readonly<Record<string, readonly string[]>> = {
  [`${folder}openai.rs`]: ['OpenAI', 'OpenCode'],
  'crates/forge_app/src/dto/openai/transformers/pipeline.rs': ['OpenAI', 'OpenCode'],
  [anthropicPath]: ['Anthropic', 'OpenCode'],
  [`${folder}google.rs`]: ['Google', 'OpenCode'],
  [responsesPath]: ['OpenAIResponses', 'OpenCode'],
  [`${folder}bedrock.rs`]: ['Bedrock'],
};

const others = [
  chatPath,
  'crates/forge_main/src/ui.rs',
  'crates/forge_services/src/provider_auth.rs',
  'crates/forge_infra/src/auth/strategy.rs',
];

export const responseTypes: readonly string[] = [...new Set(Object.values(servedBy).flat())];

/** A file in which code is chosen by provider. */
export interface Source extends Code {
  readonly path: string;
  /** Its text up to its tests, without comments. */
  readonly product: string;
}

export async function readSources({ tree }: Facts): Promise<Source[]> {
  const sources: Source[] = [];
  for (const path of [...Object.keys(servedBy), ...others]) {
    const source = await readSource(tree, path);
    if (source) sources.push(source);
  }
  return sources;
}

export async function readSource(tree: Facts['tree'], path: string): Promise<Source | undefined> {
  const text = await tree.read(path);
  if (text === undefined) return undefined;
  const code = readCode(text);
  return { ...code, path, product: code.code.slice(0, code.end) };
}
