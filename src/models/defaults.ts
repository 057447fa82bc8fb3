// The models that a spec names: they follow a model that gets another id, and what sources name, and never point at nothing.
import type { JsonValue } from '../core/edits.js';
import type { Model } from '../spec/provider.js';
import { quote } from '../core/text.js';
import type { Known } from './lock.js';
import type { ModelList } from './model-list.js';
import type { RefreshFinding, RefreshInput } from './types.js';
import { settle } from './values.js';

const keys = ['default_model', 'small_model'] as const;

export class Defaults {
  readonly findings: RefreshFinding[] = [];
  /** The ids that are named now. That there is none is a choice as well. */
  readonly named: { default_model?: string; small_model?: string } = {};
  readonly known: Record<string, Known>;

  constructor(readonly input: RefreshInput) {
    this.known = { ...input.lock.provider };
    for (const key of keys) if (input.spec[key] !== undefined) this.named[key] = input.spec[key];
  }

  /** What names a model names the one that takes its place. */
  follow(from: string, to: string): void {
    for (const key of keys) {
      if (this.named[key] !== from) continue;
      this.named[key] = to;
      const known = this.known[key];
      if (known?.[0] === from) this.known[key] = [to, known[1]];
      const message = `\`${key}\` was ${quote(from)}, which is ${quote(to)} now`;
      this.findings.push({ kind: 'change', rule: 'models/default', message, field: key, before: from, after: to });
    }
  }

  /** Settles what the sources name, of the models that stay. */
  settle({ models }: ModelList, leaving: readonly Model[]): void {
    const { spec, answers } = this.input;
    const gone = new Set(leaving.map(({ id }) => id));
    const ids = new Set(models.map(({ id }) => id).filter((id) => !gone.has(id)));
    for (const key of keys) {
      const current = this.named[key];
      if (current === undefined) continue;
      const said = answers.flatMap((answer) => {
        const value: JsonValue | undefined = answer.listing.provider[key];
        return typeof value === 'string' && ids.has(value) ? [{ answer, value }] : [];
      });
      const say = {
        pinned: spec.pinned?.includes(key) === true,
        documented: (spec.evidence ?? []).some(({ field }) => field === `/${key}`),
      };
      const settled = settle({ field: key, label: `\`${key}\`` }, current, this.known[key], said, say, this.input);
      if (settled.known) this.known[key] = settled.known;
      const { finding } = settled;
      if (finding) this.findings.push({ ...finding, rule: finding.kind === 'change' ? 'models/default' : finding.rule });
      this.named[key] = settled.value as string;
    }
  }

  /** What the model is named for; undefined when it is not named. */
  roleOf(id: string): string | undefined {
    if (this.named.default_model === id) return 'default';
    return this.named.small_model === id ? 'small' : undefined;
  }
}
