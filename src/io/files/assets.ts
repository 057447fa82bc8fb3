import { existsSync, readFileSync } from 'node:fs';
import type { Grammars } from '../../core/edits.js';

/** The grammars stand beside the bundle, and in `src/generated` when the sources run as they are. */
export const grammars: Grammars = {
  async load(name) {
    const here = new URL(`./${name}.wasm`, import.meta.url);
    return readFileSync(existsSync(here) ? here : new URL(`../../generated/${name}.wasm`, import.meta.url));
  },
};
