// Parses the URL templates of provider.json: the variables and `if` of Handlebars.

interface UrlTemplate {
  readonly problem?: string;
  /** Whether it uses blocks or helpers that are not parsed. */
  readonly opaque?: true;
  readonly names: ReadonlySet<string>;
  /** The text for a variable without a value: `{{#if A}}…{{else}}text{{/if}}`. */
  readonly defaults: readonly { readonly name: string; readonly value: string }[];
  /** The URL with a word for each variable, and the first branch of each `if`. */
  readonly sample: string;
}

export function parseUrlTemplate(text: string): UrlTemplate {
  if (/\{\{\{?\s*([>!/&^]|#)(?!\s*if\b)/.test(text)) return { opaque: true, names: new Set(), defaults: [], sample: '' };
  const names = new Set<string>();
  const defaults: { name: string; value: string }[] = [];
  const open: { name: string | undefined; otherwise: number | undefined }[] = [];
  let sample = '';
  let end = 0;
  const fail = (problem: string): UrlTemplate => ({ problem, names, defaults, sample });
  for (const match of text.matchAll(/\{\{\{?([^{}]*)\}?\}\}/g)) {
    const tag = match[1]!.trim();
    const before = text.slice(end, match.index);
    if (/\{\{|\}\}/.test(before)) return fail('unbalanced `{{` or `}}`');
    const shown = open.every(({ otherwise }) => otherwise === undefined);
    if (shown) sample += before;
    end = match.index + match[0].length;
    if (tag === '') return fail('empty `{{}}`');
    const top = open.at(-1);
    if (tag.startsWith('#if ')) {
      const condition = tag.slice(4).trim();
      const plain = /^\w+$/.test(condition);
      for (const name of condition
        .replaceAll(/"[^"]*"/g, '')
        .match(/\w+/g)
        ?.slice(plain ? 0 : 1) ?? [])
        if (!/^\d/.test(name)) names.add(name);
      open.push({ name: plain ? condition : undefined, otherwise: undefined });
    } else if (tag === 'else') {
      if (!top) return fail('`{{else}}` outside `{{#if}}`');
      top.otherwise = end;
    } else if (tag === '/if') {
      if (!top) return fail('`{{/if}}` without `{{#if}}`');
      if (top.name !== undefined && top.otherwise !== undefined) {
        const value = text.slice(top.otherwise, match.index);
        if (value !== '' && !value.includes('{{')) defaults.push({ name: top.name, value });
      }
      open.pop();
    } else if (/^\w+$/.test(tag)) {
      names.add(tag);
      if (shown) sample += 'x';
    }
  }
  const rest = text.slice(end);
  if (/\{\{|\}\}/.test(rest)) return fail('unbalanced `{{` or `}}`');
  if (open.length > 0) return fail('`{{#if}}` without `{{/if}}`');
  return { names, defaults, sample: sample + rest };
}
