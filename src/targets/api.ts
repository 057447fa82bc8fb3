// Everything that a target may import. forgecode has a separate `api.ts`.
export type { JsonValue } from '../core/edits.js';
export { isObject } from '../core/json-values.js';
export { quote } from '../core/text.js';
export { keyHeader } from '../spec/normalize.js';
export type { Model, Protocol, ProviderSpec } from '../spec/provider.js';
export { renderFile } from '../edit/templates/render.js';

export { singleProvider, whySentToResponses } from './engine/acceptance.js';
export type { AgentDefinition, AgentView } from './engine/agent-definition.js';
export { artifactTarget, deepLink, presentMembers } from './engine/artifact-target.js';
export type { Part } from './engine/config-definition.js';
export { configTarget } from './engine/config-target.js';
export { constant, flagWords, initialValue, negated, readNumber, readText, withDefault, writeOnly } from './engine/derived-mappings.js';
export { readMappings, type FieldMapping, type MappingTable, type PartialSpec } from './engine/field-mapping.js';
export { defaultModel, defaultModelField, providerAndModelChoice, smallModel } from './engine/model-choices.js';
export {
  acceptsInput,
  allModelFields,
  modelFlag,
  modelId,
  modelIds,
  modelList,
  modelName,
  modelProfileName,
  modelsById,
  pricePerToken,
  qualifiedModelId,
  requiredField,
} from './engine/model-mappings.js';
export {
  apiKey,
  apiKeyList,
  baseUrl,
  baseUrlFor,
  headersObject,
  headersText,
  keyHeaderSwitch,
  keyVariable,
  onlyForProtocol,
  protocolName,
  providerId,
  providerName,
  providerText,
  quirkField,
} from './engine/provider-mappings.js';

export { catwalkModelMappings } from '../catalog-formats/catwalk.js';
export { liteLlmModel, liteLlmModelInfo, liteLlmProtocols, liteLlmProvider } from '../catalog-formats/litellm.js';
export { modelsDevModelMappings } from '../catalog-formats/models-dev.js';
export { findNpmPackage, npmPackageOf, ownPackageProtocol, vertexMessages, whyPackageRefused } from '../catalog-formats/npm-packages.js';
export { crushApiKey, crushDefinition } from './families/crush.js';
export { openCodeDefinition } from './families/opencode.js';
export { piHeaders, piModelReference, piModels, piProtocols, piProviderMappings } from './families/pi.js';
export { sdkVariableMappings, sdkVariables } from './families/sdk-variables.js';
