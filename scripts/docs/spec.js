// docs/reference/spec.md: a first spec, and every field, read from the schema.
import { cell, code, table } from './markdown.js';

/** The kind of a string, by the start of its pattern. */
const patterns = [
  ['^(https?|', 'URL'],
  ['^((https?|', 'URL'],
  ['^\\d{4}-(0[1-9]|1[0-2])-(', 'date'],
  ['^\\d{4}-(0[1-9]|1[0-2])(-', 'date or month'],
  ['^(/([^~/]', 'JSON Pointer'],
];
const head = ['Field', 'Type', 'Required', 'Meaning', 'Example'];

/** @param firstSpec the section that comes before the fields */
export function specPage(schema, firstSpec) {
  const sections = [];
  const top = Object.keys(schema.properties).map((key) => {
    const field = describe(schema, schema.properties[key]);
    const sectionRows = below(schema, key, field);
    if (sectionRows.length === 0) return row(key, field, schema.required);
    sections.push(`## ${key}\n\n${cell(field.description)}\n\n${sectionRows.map((part) => part.text).join('\n\n')}`);
    return row(key, { ...field, link: `#${key}` }, schema.required);
  });
  return `# The spec

A spec describes one LLM provider: its endpoints, its protocols, how to log in, and its models. It is YAML 1.2 or JSON, at most 1 MiB.

${firstSpec.trimEnd()}

## Fields

The schema is [schemas/provider.schema.json](../../schemas/provider.schema.json). An unknown key is an error.
[Rules](rules.md#spec) lists what must agree across fields.
Examples are JSON, which YAML accepts too. A \`[]\` stands for each element of a list, \`[effort]\` for an element with \`type: effort\`, a \`*\` for each name.

${table(head, top)}

${sections.join('\n\n')}
`;
}

/** A schema with its reference resolved. Members next to the reference take precedence over the definition. */
function describe(schema, node) {
  if (node.$ref === undefined) return node;
  const { $ref, ...own } = node;
  return { ...schema.$defs[$ref.slice('#/$defs/'.length)], ...own };
}

/** The tables below a field: one, or one for each form it can have. */
function below(schema, path, field) {
  if (field.type === 'array') return below(schema, `${path}[]`, describe(schema, field.items));
  if (field.discriminator && path.split('[]').length === 2) {
    return field.oneOf.map((form) => {
      const variant = describe(schema, form);
      const name = variant.properties.type.const;
      return {
        text: `### ${code(`${path}`)} with ${code(`type: ${name}`)}\n\n${cell(variant.description)}\n\n${table(head, rows(schema, path, variant))}`,
      };
    });
  }
  const found = rows(schema, path, field);
  return found.length === 0 ? [] : [{ text: table(head, found) }];
}

/** A row for each property, and below it those of its own properties. */
function rows(schema, path, field) {
  const found = [];
  for (const [key, node] of Object.entries(field.properties ?? {})) {
    const member = describe(schema, node);
    const place = `${path}.${key}`;
    found.push(row(place, member, field.required, key), ...inner(schema, place, member));
  }
  if (typeof field.additionalProperties === 'object' && field.additionalProperties.$ref)
    found.push(...inner(schema, `${path}.*`, describe(schema, field.additionalProperties)));
  return found;
}

function inner(schema, path, member) {
  if (member.type === 'array') return inner(schema, `${path}[]`, describe(schema, member.items));
  if (!member.oneOf) return rows(schema, path, member);
  const forms = member.oneOf.map((form) => describe(schema, form));
  return forms.flatMap((form) => {
    const name = form.properties?.type?.const;
    return rows(schema, name === undefined ? path : path.replace(/\[\]$/, `[${name}]`), form);
  });
}

function row(path, field, required = [], key = path) {
  const type = field.link ? `[${typeOf(field)}](${field.link})` : typeOf(field);
  const example = field.examples?.[0];
  return [
    code(path),
    type,
    required.includes(key) ? 'yes' : '',
    cell(field.description),
    example === undefined ? '' : code(JSON.stringify(example)),
  ];
}

function typeOf(field) {
  if (field.const !== undefined) return code(field.const);
  if (field.enum) return field.enum.map(code).join(', ');
  const known = patterns.find(([start]) => field.pattern?.startsWith(start));
  if (known) return known[1];
  if (field.type === 'array') return `list of ${plural(field.items)}`;
  if (field.type === 'object' && field.additionalProperties?.type) return `map of ${plural(field.additionalProperties)}`;
  if (field.oneOf && !field.discriminator) return field.oneOf.map(typeOf).join(' or ');
  return field.type ?? 'object';
}

function plural(node) {
  if (node.enum) return node.enum.map(code).join(', ');
  return node.$ref?.endsWith('/env_name') || node.type === 'string' ? 'strings' : node.type === 'integer' ? 'integers' : 'objects';
}
