// The formats of structured files: each parser is loaded with the first file that needs it.
import type { MergeEdit } from '../core/edits.js';
import type { Problem } from './outcome.js';
import type { Surgeon } from './surgeon.js';

export interface Format {
  open(
    text: string,
  ): { readonly surgeon: Surgeon; readonly problem?: undefined } | { readonly surgeon?: undefined; readonly problem: Problem };
  /** Why a text does not parse, if it does not. */
  problem(text: string): Problem | undefined;
}

export const formats: Readonly<Partial<Record<MergeEdit['format'], () => Promise<Format>>>> = {
  json: async () => (await import('./json-surgeon.js')).json,
};
