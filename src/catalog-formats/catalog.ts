// All that a spec knows of its models, for modules that hold it as data.
import { modelFields, type ModelField } from '../spec/fields.js';
import type { FieldMapping, MappingTable } from '../targets/engine/field-mapping.js';
import { modelsById } from '../targets/engine/common-mappings.js';

const catalogRows: MappingTable = Object.fromEntries((Object.keys(modelFields) as ModelField[]).map((field) => [field, field]));

/** The models by their ids, with the fields of the spec. */
export const catalog: FieldMapping = modelsById(catalogRows);
