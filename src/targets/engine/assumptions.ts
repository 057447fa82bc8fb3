// Values that a target writes though the spec does not know them.
import { diagnose, type Diagnostic } from '../../core/diagnostics.js';
import type { JsonValue } from '../../core/edits.js';
import { quote } from '../../core/text.js';
import type { ModelField } from '../../spec/fields.js';
import type { Provider } from '../../spec/provider.js';

/** A value that is written though the spec does not know it. */
export interface Assumption {
  readonly field: ModelField;
  readonly model: string;
  readonly value: JsonValue;
}

/** What was assumed, each value told once for all models. */
export function assumptionDiagnostics(assumed: readonly Assumption[], provider: Provider, title: string): Diagnostic[] {
  const byValue = new Map<string, Assumption[]>();
  for (const one of assumed) {
    const key = JSON.stringify([one.field, one.value]);
    byValue.set(key, [...(byValue.get(key) ?? []), one]);
  }
  return [...byValue.values()].map((group) => {
    const { field, value, model } = group[0]!;
    const models = [...new Set(group.map((one) => one.model))];
    const shown = models.slice(0, 3).join(', ') + (models.length > 3 ? ` and ${models.length - 3} more` : '');
    return diagnose('target/assumed', `${title} needs \`${field}\`, which is unknown: ${quote(value)} is written for ${shown}`, {
      field: `/models/${provider.models.findIndex(({ id }) => id === model)}`,
    });
  });
}
