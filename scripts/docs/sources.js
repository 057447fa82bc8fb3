// docs/reference/sources.md: where model lists come from.
import { cell, code, table } from './markdown.js';

export function sourcesPage(sources) {
  const rows = sources.map(({ id, title, homepage, says, authority, complete }) => [
    code(id),
    `[${cell(title)}](${homepage})`,
    cell(says),
    authority,
    cell(complete),
  ]);
  return `# Sources

A source is a place that model lists come from. It defines what to request, and how a response translates to the fields, ids and units of a spec.

- Authority: \`own\` is the provider itself, and takes precedence over a \`catalog\`.
- Complete: for which providers the source lists all models, so that a missing model is no longer served.

${table(['Id', 'Source', 'What it has', 'Authority', 'Complete'], rows)}

Ids are always those that a request carries. Limits are in tokens, prices in USD per million tokens, dates in UTC. A value that a source does not have
is omitted, and so is a value that a spec cannot hold. A price below zero or a limit of zero means unknown.
`;
}
