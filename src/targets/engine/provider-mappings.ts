// Mappings of a provider: its id and name, protocol, URL, key and headers.
import type { JsonValue } from '../../core/edits.js';
import { isObject } from '../../core/json-values.js';
import type { Protocol } from '../../spec/provider.js';
import { readText } from './derived-mappings.js';
import type { FieldMapping } from './field-mapping.js';

export const providerId: FieldMapping = {
  fields: ['id'],
  write: ({ id }) => id,
  read(value, { spec }) {
    readText(value, (text) => (spec.id ??= text));
    // The file name or the place can have another id, which takes precedence.
    return false;
  },
};

export const providerName: FieldMapping = {
  fields: ['name'],
  write: ({ name }) => name,
  read: (value, { spec }) => readText(value, (text) => (spec.name = text)),
};

/** A text field of the provider, unchanged. */
export function providerText(field: 'description' | 'homepage' | 'docs' | 'default_model' | 'small_model'): FieldMapping {
  return {
    fields: [field],
    write: ({ provider }) => provider[field],
    read: (value, { spec }) => readText(value, (text) => (spec[field] = text)),
  };
}

/** The name of the protocol in the file. */
export const protocolName: FieldMapping = {
  fields: ['protocol'],
  write: ({ protocolMapping }) => protocolMapping.name,
  read: (value, partial) => readText(value, (text) => (partial.protocolName = text)),
};

/** A value that is written for one protocol only. @param variant of the protocol that the value identifies */
export function onlyForProtocol(wanted: Protocol, value: JsonValue, variant: string): FieldMapping {
  return {
    fields: ['protocol'],
    write: ({ protocol }) => (protocol === wanted ? value : undefined),
    read(found, partial) {
      if (found === value) partial.protocolVariant = variant;
      // The other value of a switch belongs to another protocol.
      return found === value || (typeof found === 'boolean' && typeof value === 'boolean');
    },
  };
}

export const baseUrl: FieldMapping = {
  fields: ['url'],
  write: (agent) => agent.baseUrl,
  read: (value, partial) => readText(value, (text) => (partial.baseUrl = text)),
};

/** The base URL in a place that belongs to one protocol. @param protocol what the agent calls it */
export function baseUrlFor(protocol: string): FieldMapping {
  return {
    ...baseUrl,
    read(value, partial, model) {
      partial.protocolName ??= protocol;
      return baseUrl.read!(value, partial, model);
    },
  };
}

/** The key: a reference to its variable, or a placeholder if the file can only hold the key itself. @param pattern how a reference is read */
export function apiKey({ pattern }: { readonly pattern?: RegExp } = {}): FieldMapping {
  return {
    fields: ['key'],
    ...(!pattern && { isPlaceholder: true }),
    write: ({ key }) => key,
    read(value, partial) {
      const text = typeof value === 'string' ? value : '';
      const env = (pattern ?? /^<([A-Z][A-Z0-9_]*)>$/).exec(text)?.[1];
      if (env === undefined) partial.literalKey = text;
      else partial.env = env;
      return true;
    },
  };
}

/** A list of keys with one element. */
export function apiKeyList(member: string): FieldMapping {
  return { fields: ['key'], isPlaceholder: true, write: ({ key }) => (key === undefined ? undefined : [{ [member]: key }]) };
}

/** The variable of the key by its name. */
export const keyVariable: FieldMapping = {
  fields: ['key'],
  write: ({ env }) => env,
  read: (value, partial) => readText(value, (text) => (partial.env = text)),
};

/** How the key is sent, if the agent has a switch for that. */
export function keyHeaderSwitch(member: string): FieldMapping {
  return {
    fields: ['key_header'],
    write: ({ keyMembers }) => keyMembers[member],
    read(value, partial) {
      partial.keyMembers[member] = value;
      // No spec writes a switch that sending the key does not need.
      return false;
    },
  };
}

/** The headers as an object; not written if there are none. */
export const headersObject: FieldMapping = {
  fields: ['headers'],
  write: ({ headers }) => (Object.keys(headers).length > 0 ? headers : undefined),
  read(value, { spec }) {
    if (!isObject(value)) return false;
    spec.headers = { ...(value as Record<string, string>) };
    return true;
  },
};

/** The headers as one text, `Name: value` each. */
export function headersText(separator: string): FieldMapping {
  return {
    fields: ['headers'],
    write({ headers }) {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      return lines.length > 0 ? lines.join(separator) : undefined;
    },
    read(value, { spec }) {
      if (typeof value !== 'string') return false;
      const lines = value.split(separator).map((line) => /^([^:]+): ?(.*)$/.exec(line));
      spec.headers = Object.fromEntries(lines.flatMap((match) => (match ? [[match[1]!, match[2]!]] : [])));
      return lines.every((match) => match !== null);
    },
  };
}

/** How the endpoint deviates from its protocol. */
export function quirkField(quirk: 'reasoning_field' | 'max_tokens_field'): FieldMapping {
  return { fields: [`quirks.${quirk}`], write: ({ provider }) => provider.quirks[quirk] };
}
