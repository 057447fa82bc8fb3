// Values that a target writes although the spec does not have them.
import { groupBy } from '../../core/collections.js';
import { diagnose, type Diagnostic } from '../../core/diagnostics.js';
import type { JsonValue } from '../../core/edits.js';
import { quote } from '../../core/text.js';
import type { ModelField } from '../../spec/fields.js';
import type { Provider } from '../../spec/provider.js';

export interface Assumption {
  readonly field: ModelField;
  readonly model: string;
  readonly value: JsonValue;
}

/** Reports each assumed value once for all models that get it. */
export function assumptionDiagnostics(assumed: readonly Assumption[], provider: Provider, title: string): Diagnostic[] {
  const groups = groupBy(assumed, ({ field, value }) => [JSON.stringify([field, value])]);
  return [...groups.values()].map((group) => {
    const { field, value, model } = group[0]!;
    const models = [...new Set(group.map((one) => one.model))];
    const shown = models.slice(0, 3).join(', ') + (models.length > 3 ? ` and ${models.length - 3} more` : '');
    return diagnose('target/assumed', `${title} requires \`${field}\`, which is unknown: ${quote(value)} is written for ${shown}`, {
      field: `/models/${provider.models.findIndex(({ id }) => id === model)}`,
    });
  });
}
