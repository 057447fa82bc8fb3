import { existsSync, readFileSync } from 'node:fs';
import type { Grammars } from '../../core/edits.js';

/** Loads grammars from beside the bundle, or from `src/generated` when the sources run unbundled. */
export const grammars: Grammars = {
  async load(name) {
    const here = new URL(`./${name}.wasm`, import.meta.url);
    return readFileSync(existsSync(here) ? here : new URL(`../../generated/${name}.wasm`, import.meta.url));
  },
};
