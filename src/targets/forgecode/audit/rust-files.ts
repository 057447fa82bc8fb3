// The Rust files that select code by provider, and the response types that each backend handles (chat.rs, opencode.rs).
import type { Facts } from './facts.js';
import { readRustCode, type RustCode } from './rust-code.js';

const folder = 'crates/forge_repo/src/provider/';
export const anthropicPath = `${folder}anthropic.rs`;
export const responsesPath = `${folder}openai_responses/repository.rs`;
export const chatPath = `${folder}chat.rs`;

/** OpenCode selects one of four backends by model. openai.rs uses the pipeline. */
export const responseTypesByBackend: Readonly<Record<string, readonly string[]>> = {
  [`${folder}openai.rs`]: ['OpenAI', 'OpenCode'],
  'crates/forge_app/src/dto/openai/transformers/pipeline.rs': ['OpenAI', 'OpenCode'],
  [anthropicPath]: ['Anthropic', 'OpenCode'],
  [`${folder}google.rs`]: ['Google', 'OpenCode'],
  [responsesPath]: ['OpenAIResponses', 'OpenCode'],
  [`${folder}bedrock.rs`]: ['Bedrock'],
};

const otherSourcePaths = [
  chatPath,
  'crates/forge_main/src/ui.rs',
  'crates/forge_services/src/provider_auth.rs',
  'crates/forge_infra/src/auth/strategy.rs',
];

export const servedResponseTypes: readonly string[] = [...new Set(Object.values(responseTypesByBackend).flat())];

/** A file that selects code by provider. */
export interface RustFile extends RustCode {
  readonly path: string;
  /** Its code without comments, up to its tests. */
  readonly productCode: string;
}

export async function readRustFiles({ tree }: Facts): Promise<RustFile[]> {
  const sources: RustFile[] = [];
  for (const path of [...Object.keys(responseTypesByBackend), ...otherSourcePaths]) {
    const source = await readRustFile(tree, path);
    if (source) sources.push(source);
  }
  return sources;
}

export async function readRustFile(tree: Facts['tree'], path: string): Promise<RustFile | undefined> {
  const text = await tree.read(path);
  if (text === undefined) return undefined;
  const code = readRustCode(text);
  return { ...code, path, productCode: code.code.slice(0, code.end) };
}
