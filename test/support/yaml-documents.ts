// Documents as people write them: comments, quotes, brackets, any indentation.
import fc from 'fast-check';
import type { JsonValue } from '../../src/core/edits.js';

export interface YamlLayout {
  readonly unit: 2 | 4;
  readonly dash: 0 | 2;
  readonly crlf: boolean;
  readonly mark: boolean;
  readonly ends: boolean;
  readonly header: '' | '# mine' | '---' | '%YAML 1.2\n---';
  /** What decides at each place: comments, empty lines, brackets, quotes. */
  readonly picks: readonly number[];
}

export const yamlLayout: fc.Arbitrary<YamlLayout> = fc.record({
  unit: fc.constantFrom(2, 4),
  dash: fc.constantFrom(0, 2),
  crlf: fc.boolean(),
  mark: fc.boolean(),
  ends: fc.boolean(),
  header: fc.constantFrom('', '# mine', '---', '%YAML 1.2\n---'),
  picks: fc.array(fc.nat(11), { minLength: 1, maxLength: 30 }),
});

const isObject = (value: JsonValue): value is { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function writeYaml(value: JsonValue, layout: YamlLayout): string {
  let at = 0;
  const pick = (): number => layout.picks[at++ % layout.picks.length]!;
  const scalar = (one: JsonValue): string => {
    if (typeof one !== 'string') return JSON.stringify(one);
    const how = pick();
    if (how < 3 && /^[a-z]{2,}$/.test(one) && !['on', 'no', 'yes', 'off', 'true', 'null', 'false'].includes(one)) return one;
    if (how < 6 && /^[ -~]*$/.test(one)) return `'${one.replaceAll("'", "''")}'`;
    return JSON.stringify(one).replaceAll(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  };
  const flow = (one: JsonValue): string => {
    if (Array.isArray(one)) return `[${one.map((member: JsonValue) => flow(member)).join(pick() < 6 ? ', ' : ',  ')}]`;
    if (isObject(one))
      return `{${Object.entries(one)
        .map(([key, member]) => `${JSON.stringify(key)}: ${flow(member)}`)
        .join(', ')}}`;
    return JSON.stringify(one).replaceAll(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  };
  const remark = (): string => (pick() === 0 ? ' # note: [x' : '');
  const between = (indent: number): string[] => {
    const how = pick();
    return how === 0 ? [`${' '.repeat(indent)}# - about: what follows`] : how === 1 ? [''] : [];
  };
  const block = (one: JsonValue, indent: number): string[] => {
    const margin = ' '.repeat(indent);
    if (Array.isArray(one))
      return one.flatMap((member: JsonValue) => {
        if (isObject(member) && Object.keys(member).length > 0 && pick() > 1) {
          const [first, ...rest] = block(member, indent + 2).filter((line, index) => index > 0 || line.trim() !== '');
          if (first!.trim().startsWith('#')) return [...between(indent), `${margin}-`, first!, ...rest];
          return [...between(indent), `${margin}- ${first!.slice(indent + 2)}`, ...rest];
        }
        return [...between(indent), `${margin}- ${typeof member === 'object' ? flow(member) : scalar(member)}${remark()}`];
      });
    return Object.entries(one as object).flatMap(([key, member]: [string, JsonValue]) => {
      const name = /^[a-z_]{2,}$/.test(key) && pick() > 2 ? key : JSON.stringify(key);
      const isBlock = typeof member === 'object' && member !== null && Object.keys(member).length > 0 && pick() > 2;
      if (!isBlock) {
        const text = typeof member === 'object' ? flow(member) : scalar(member);
        return [...between(indent), `${margin}${name}: ${text}${remark()}`];
      }
      const inner = indent + (Array.isArray(member) ? layout.dash : layout.unit);
      return [...between(indent), `${margin}${name}:${remark()}`, ...block(member, inner)];
    });
  };
  const isEmpty = Object.keys(value as object).length === 0;
  const lines = [
    ...(layout.header === '' ? [] : layout.header.split('\n')),
    ...(isEmpty ? (pick() < 6 ? [flow(value)] : []) : block(value, 0)),
  ];
  const eol = layout.crlf ? '\r\n' : '\n';
  return (layout.mark ? '\ufeff' : '') + lines.join(eol) + (layout.ends && lines.length > 0 ? eol : '');
}
