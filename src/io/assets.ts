import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Grammars } from '../core/edits.js';

/** The grammars stand beside the bundle, and in `src/generated` when the sources run as they are. */
export const grammars: Grammars = {
  load(name) {
    const here = new URL(`./${name}.wasm`, import.meta.url);
    return readFile(existsSync(here) ? here : new URL(`../generated/${name}.wasm`, import.meta.url));
  },
};
