// The default and the small model of a provider: they follow renames and sources, and never dangle.
import { quote } from '../core/text.js';
import type { Model } from '../spec/provider.js';
import type { Lock, Provenance } from './lock.js';
import { resolveField, type SourceValue } from './resolve-field.js';
import type { RefreshDiagnostic, RefreshInput } from './types.js';

const keys = ['default_model', 'small_model'] as const;

type DefaultKey = (typeof keys)[number];

export class DefaultModels {
  readonly #input: RefreshInput;
  /** A provider without a default is a choice as well, so none is filled in. */
  readonly #ids: { default_model?: string; small_model?: string } = {};
  readonly #provenance: Record<string, Provenance>;
  readonly #diagnostics: RefreshDiagnostic[] = [];

  constructor(input: RefreshInput) {
    this.#input = input;
    this.#provenance = { ...input.lock.provider };
    for (const key of keys) if (input.spec[key] !== undefined) this.#ids[key] = input.spec[key];
  }

  get ids(): { readonly default_model?: string; readonly small_model?: string } {
    return this.#ids;
  }

  get provenance(): Lock['provider'] {
    return this.#provenance;
  }

  get diagnostics(): readonly RefreshDiagnostic[] {
    return this.#diagnostics;
  }

  /** A default that is renamed or replaced becomes its new id. */
  followRename(from: string, to: string): void {
    for (const key of keys) {
      if (this.#ids[key] !== from) continue;
      this.#ids[key] = to;
      const provenance = this.#provenance[key];
      if (provenance?.[0] === from) this.#provenance[key] = [to, provenance[1]];
      const message = `\`${key}\` was ${quote(from)}, which is now ${quote(to)}`;
      this.#diagnostics.push({ kind: 'change', rule: 'models/default', message, field: key, before: from, after: to });
    }
  }

  /** Resolves the defaults that sources name, among the models that are not missing. */
  resolveFromSources(models: readonly Model[], missing: readonly Model[]): void {
    const missingIds = new Set(missing.map(({ id }) => id));
    const ids = new Set(models.map(({ id }) => id).filter((id) => !missingIds.has(id)));
    for (const key of keys) {
      const current = this.#ids[key];
      if (current === undefined) continue;
      const { value, provenance, diagnostic } = this.#resolve(key, current, ids);
      if (provenance) this.#provenance[key] = provenance;
      if (diagnostic) this.#diagnostics.push({ ...diagnostic, rule: diagnostic.kind === 'change' ? 'models/default' : diagnostic.rule });
      this.#ids[key] = value as string;
    }
  }

  #resolve(key: DefaultKey, current: string, ids: ReadonlySet<string>): ReturnType<typeof resolveField> {
    const { spec, answers } = this.#input;
    const sourceValues = answers.flatMap((answer): SourceValue[] => {
      const value = answer.listing.provider[key];
      return value !== undefined && ids.has(value) ? [{ answer, value }] : [];
    });
    const override = {
      isPinned: spec.pinned?.includes(key) === true,
      hasEvidence: (spec.evidence ?? []).some(({ field }) => field === `/${key}`),
    };
    const state = { field: key, label: `\`${key}\``, current, provenance: this.#provenance[key], sourceValues, override };
    return resolveField(state, this.#input);
  }

  /** Which default a model is; undefined if none. */
  roleOf(id: string): string | undefined {
    if (this.#ids.default_model === id) return 'default';
    return this.#ids.small_model === id ? 'small' : undefined;
  }
}
