// docs/reference/rules.md: the table of all rules.
import { cell, code, runIn, table, fenced } from './markdown.js';

/** What the rules of each prefix are about. A target has its own title. */
const topics = {
  spec: 'The spec itself: its syntax, its schema, and what must agree across fields.',
  draft: 'Specs with open questions.',
  edit: 'Editing a file: anchors, existing entries, and the result.',
  target: 'Choosing a target, and writing for it.',
  check: 'Drift between specs and files.',
  config: 'The file `.providersmith.yaml`.',
  suppress: 'Suppressions in `.providersmith.yaml`.',
  baseline: 'Baselines.',
  import: 'Importing specs.',
  probe: 'Probing a provider.',
  rule: 'Naming rules on the command line.',
  source: 'Sources of model lists.',
  io: 'Files and folders.',
  models: 'Model lists and where they come from. A rule whose title starts with “Held” waits for `--accept`.',
  net: 'Requests over the network.',
};

export function rulesPage(rules, targets, exitCodeOf) {
  const sections = new Map();
  for (const [name, rule] of rules) {
    const prefix = name.slice(0, name.indexOf('/'));
    const exit = exitCodeOf([{ code: name, severity: rule.severity, message: '' }]);
    const row = [`<a id="${name}"></a>${code(name)}`, rule.severity, String(exit), cell(rule.title)];
    sections.set(prefix, [...(sections.get(prefix) ?? []), row]);
  }
  const text = [...sections].map(([prefix, rows]) => {
    const target = targets.find(({ id }) => id === prefix);
    const topic = target ? `What [${target.title}](targets/${target.id}.md) cannot hold, or holds in a surprising way.` : topics[prefix];
    if (topic === undefined) throw new Error(`scripts/docs/rules.js does not say what the rules of \`${prefix}\` are about`);
    return `## ${prefix}\n\n${topic}\n\n${table(['Rule', 'Severity', 'Exit code', 'Title'], rows)}`;
  });
  return `# Rules

Every diagnostic has the code of a rule, and this is the complete list. \`providersmith rules\` prints it, and with a code it explains one rule,
with examples if there are any:

${runIn('work')}
${fenced('providersmith rules spec/unknown-key')}

- After an \`error\` no patch is printed and no file is written.
- A \`warning\` needs a look. The command goes on.
- An \`info\` reports what a target omits or decides by itself.

The exit code is the one of a run whose only diagnostic has this rule.

${text.join('\n\n')}
`;
}
