// The rows of targets that are no config of a program: scripts and modules, each run by what it is for.
import { all } from './agents.js';

/**
 * As in agents.js, and besides:
 *
 * - `kind`: `system` is what the machine has, of whatever version; `none` cannot be had, for a `reason`.
 * - `command`: a program on the path, instead of `bin`.
 * - `driver`: a script in drivers/, the program that a user would write. It is put into the home, beside the packages.
 * - `crate`: a crate of ours, which is built in place of a package.
 */
export const modules = [
  { id: 'curl', kind: 'system', version: 'of the system', command: 'sh', args: ['{home}/{provider}.curl.sh'], limit: {} },
  {
    id: 'shell',
    kind: 'npm',
    package: 'openai',
    version: '7.55.0',
    beside: ['@anthropic-ai/sdk@0.137.0', '@google/genai@3.1.0'],
    node: '24.21.0',
    command: 'sh',
    driver: 'shell.js',
    args: ['-c', '. "$1" && exec node "$2" "$3" "$4"', 'sh', '{home}/{provider}.sh', '{home}/driver.js', '{protocol}', '{prompt}'],
    limit: {},
  },
  {
    id: 'ai-sdk',
    kind: 'npm',
    package: 'ai',
    version: '6.0.326',
    beside: ['@ai-sdk/openai-compatible@2.0.87', '@ai-sdk/openai@3.0.141', '@ai-sdk/anthropic@3.0.138', '@ai-sdk/google@3.0.141'],
    node: '24.21.0',
    command: 'node',
    driver: 'ai-sdk.js',
    args: ['{home}/driver.js', '{provider}', '{model}', '{prompt}'],
    limit: all('max_tokens'),
  },
  {
    id: 'langchain',
    kind: 'npm',
    package: '@langchain/core',
    version: '1.2.13',
    beside: ['@langchain/openai@1.5.8', '@langchain/anthropic@1.5.11', '@langchain/google-genai@2.3.2'],
    node: '24.21.0',
    command: 'node',
    driver: 'langchain.js',
    args: ['{home}/driver.js', '{provider}', '{model}', '{prompt}'],
    limit: all('max_tokens'),
  },
  {
    id: 'goose',
    name: 'prove-goose',
    kind: 'cargo',
    crate: 'goose',
    package: 'goose-providers',
    version: '0.1.0-alpha.13',
    bin: 'prove-goose',
    args: ['{home}', '{provider}', '{model}', '{prompt}'],
    limit: { 'openai-chat': 'max_tokens' },
  },
  { id: 'avante', kind: 'none', version: 'a9334315', reason: notHere('avante.nvim') },
  { id: 'codecompanion', kind: 'none', version: '19.22.0', reason: notHere('CodeCompanion.nvim') },
];

function notHere(plugin) {
  return `${plugin} is in no package registry, and takes a Neovim of 0.11 or later`;
}
