// All that a spec knows of its models, for modules that hold it as data.
import { modelFields, type ModelField } from '../../core/fields.js';
import type { Lens, Rows } from '../lens.js';
import { modelsById } from '../lenses.js';

const catalogRows: Rows = Object.fromEntries((Object.keys(modelFields) as ModelField[]).map((field) => [field, field]));

/** The models by their ids, with the fields of the spec. */
export const catalog: Lens = modelsById(catalogRows);
