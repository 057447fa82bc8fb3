// The block in provider.json: ProviderConfig of crates/forge_repo/src/provider/provider_repo.rs, in the key order of 42 of the 48 blocks.
import { printJson, type JsonValue, type MergeEdit, type Model, type Parameter } from '../kit.js';
import type { Host } from './host.js';
import { isModality } from './limits.js';

export const providerJsonPath = 'crates/forge_repo/src/provider/provider.json';

/** Lists whose objects people keep on one line. */
const inlineKeys = ['url_param_vars'];

export function providerBlock(host: Host): { readonly [key: string]: JsonValue } {
  return {
    id: host.id,
    ...(host.options.provider_type !== undefined && { provider_type: host.options.provider_type }),
    ...(host.env !== undefined && { api_key_vars: host.env }),
    url_param_vars: host.parameters.map(parameterValue),
    ...(host.responseType !== undefined && { response_type: host.responseType }),
    url: host.url,
    ...(host.models !== undefined && { models: typeof host.models === 'string' ? host.models : host.models.map(modelValue) }),
    auth_methods: host.authMethods as JsonValue[],
    ...(host.headers && { custom_headers: host.headers }),
  };
}

/** A file that holds this one provider. */
export function providerJsonFile(host: Host): string {
  const options = { indent: '', unit: '  ', eol: '\n', column: 0, followed: false, inline: inlineKeys };
  return `${printJson([providerBlock(host)], options)}\n`;
}

export function providerJsonEdit(host: Host): MergeEdit {
  return {
    kind: 'merge',
    path: providerJsonPath,
    format: 'json',
    at: [{ where: { id: host.id } }],
    value: providerBlock(host),
    ...(host.after.provider_json !== undefined && { after: host.after.provider_json }),
    inline: inlineKeys,
    unordered: ['auth_methods'],
  };
}

/** A plain name, or an object where there is more to say. A default makes a parameter optional: in strict mode the template fails without it. */
function parameterValue(parameter: Parameter): JsonValue {
  const optional = parameter.optional === true || parameter.default !== undefined;
  if (!optional && !parameter.options) return parameter.name;
  return { name: parameter.name, ...(parameter.options && { options: parameter.options }), ...(optional && { optional: true }) };
}

function modelValue(model: Model): JsonValue {
  const modalities = model.modalities?.input?.filter(isModality);
  return {
    id: model.id,
    ...(model.name !== undefined && { name: model.name }),
    ...(model.description !== undefined && { description: model.description }),
    ...(model.limit?.context !== undefined && { context_length: model.limit.context }),
    ...(model.tool_call !== undefined && { tools_supported: model.tool_call }),
    ...(model.parallel_tool_calls !== undefined && { supports_parallel_tool_calls: model.parallel_tool_calls }),
    ...(model.reasoning !== undefined && { supports_reasoning: model.reasoning }),
    ...(modalities && modalities.length > 0 && { input_modalities: modalities }),
  };
}
