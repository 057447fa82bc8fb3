// Names as catalogs have them.
import type { FieldMapping } from '../targets/engine/field-mapping.js';
import { modelName } from '../targets/engine/common-mappings.js';

/** The name of a model; in a catalog it can have a tab at its end, or nothing that one sees. */
export const visibleName: FieldMapping = {
  ...modelName,
  read(value, draft, model) {
    const text = typeof value === 'string' ? value.replaceAll(/\p{Cc}/gu, ' ').trim() : '';
    if (text !== '') modelName.read!(text, draft, model);
  },
};
