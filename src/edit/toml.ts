// Entries of an array of tables, found by their id: `[[providers]]` with `[[providers.models]]` below.
import { getStaticTOMLValue, parseTOML, type AST } from 'toml-eslint-parser';
import type { JsonValue, MergeEdit } from '../core/edits.js';
import { quote } from '../core/text.js';
import { idStep } from './node-index.js';
import { describe, elementOf, fieldOf, memberOf, wholeValue, type Place } from './place.js';
import { sameSet, sameValue } from './values.js';
import { eolOf, lineEnd, lineStart, nextLine } from './lines.js';
import { emptyOutcome, type DifferenceKind, type Direction, type Outcome, type Problem, type Splice } from './outcome.js';
import { keyOf, tomlProblem, valueOf, type Members } from './toml-document.js';
import { splitMembers, tomlKey, tomlTable, tomlValue } from './toml-print.js';

/** A table with all tables below it. */
interface Entry {
  readonly table: AST.TOMLTable;
  readonly below: readonly AST.TOMLTable[];
}

/** Gives entries the values of the edits, or takes them away. Only what differs is spliced. */
export function editToml(text: string, edits: readonly MergeEdit[], direction: Direction): Outcome {
  const problem = tomlProblem(text);
  if (problem) return { ...emptyOutcome(), problems: [problem] };
  return new TomlEditor(text, direction).run(edits);
}

class TomlEditor {
  readonly #outcome = emptyOutcome();
  readonly #body: readonly (AST.TOMLKeyValue | AST.TOMLTable)[];
  readonly #eol: string;
  #edit!: MergeEdit;

  constructor(
    readonly text: string,
    readonly direction: Direction,
  ) {
    this.#body = parseTOML(text).body[0].body;
    this.#eol = eolOf(text);
  }

  run(edits: readonly MergeEdit[]): Outcome {
    for (const edit of edits) {
      this.#edit = edit;
      const [list, step] = edit.at;
      const id = idStep(step);
      if (typeof list !== 'string' || id === undefined) throw new Error('an entry of TOML is found by the name of its list and its id');
      this.#one(list, id);
    }
    return this.#outcome;
  }

  #one(list: string, id: string): void {
    const value = this.#edit.value as Members;
    const other = this.#body.find((node) =>
      node.type === 'TOMLKeyValue'
        ? keyOf(node) === list
        : node.kind === 'standard' && node.resolvedKey[0] === list && node.resolvedKey.length === 1,
    );
    if (other)
      return this.#problem(
        'edit/anchor',
        other.range[0],
        `expected \`[[${list}]]\` here, and found another form of \`${list}\``,
        'write each entry as a table of its own',
      );
    const [entry, second] = this.#elements([list]).filter(({ table }) => valueOf(table)['id'] === id);
    if (second)
      return this.#problem(
        'edit/conflict',
        second.table.range[0],
        `${describe(this.#edit.at[1]!)} is there twice`,
        'remove one of them first',
      );
    if (!entry) {
      if (this.direction === 'remove')
        this.#outcome.absent.push({ edit: this.#edit, offset: 0, message: `${describe(this.#edit.at[1]!)} is not there` });
      else this.#append(tomlTable(list, value, this.#inline, this.#eol));
    } else if (this.direction === 'remove' && this.#outcome.splices.length > 0) this.#outcome.again.add(this.#edit);
    else if (this.direction === 'remove')
      this.#difference('extra', entry.table.range[0], `${describe(this.#edit.at[1]!)} is there`, wholeValue, this.#removal(entry));
    else this.#merge(entry, [list], value, wholeValue);
  }

  get #inline(): readonly string[] {
    return this.#edit.inline ?? [];
  }

  /** The elements of an array of tables below a path. */
  #elements(path: readonly (string | number)[]): Entry[] {
    const tables = this.#body.filter((node): node is AST.TOMLTable => node.type === 'TOMLTable');
    const startsWith = ({ resolvedKey }: AST.TOMLTable, prefix: readonly (string | number)[]): boolean =>
      prefix.every((step, index) => resolvedKey[index] === step);
    return tables
      .filter((table) => table.kind === 'array' && table.resolvedKey.length === path.length + 1 && startsWith(table, path))
      .map((table) => ({ table, below: tables.filter((other) => other !== table && startsWith(other, table.resolvedKey)) }));
  }

  #append(printed: string): void {
    const end = this.text.endsWith('\n') ? lineEnd(this.text, lineStart(this.text, this.text.length - 1)) : this.text.length;
    const splice =
      this.text === '' ? { start: 0, end: 0, text: printed + this.#eol } : { start: end, end, text: this.#eol + this.#eol + printed };
    this.#difference('missing', end, `${describe(this.#edit.at[1]!)} is missing`, wholeValue, [splice]);
  }

  #merge(entry: Entry, path: readonly string[], value: Members, place: Place): void {
    const { table } = entry;
    const { plain, tables } = splitMembers(value, this.#inline);
    const own = new Map(table.body.map((node) => [keyOf(node), node]));
    const lists = new Map(tables);
    const owned = this.#edit.owned?.[place.pattern] ?? [];
    const apart = this.#apart(entry, [...Object.keys(value), ...(owned === 'all' ? [] : owned)]);
    if (apart) {
      const what = `${describe(this.#edit.at[1]!)} has ${quote(apart.key)} as a table of its own, or with dots`;
      return this.#problem('edit/conflict', apart.offset, what, 'write it as one key of the entry');
    }
    let after = lineEnd(this.text, table.key.range[1]);
    for (const [key, node] of own) {
      const inner = memberOf(place, key);
      const gone = lists.has(key) || (!Object.hasOwn(value, key) && (owned === 'all' || owned.includes(key)));
      if (gone)
        this.#takeOut(
          node,
          `\`${inner.label}\` is there${lists.has(key) ? ' in another form' : ', and the spec says nothing of it'}`,
          inner,
        );
    }
    for (const [key, member] of plain) {
      const inner = memberOf(place, key);
      const node = own.get(key);
      const listed = this.#elements([...table.resolvedKey, key]);
      if (node) {
        this.#replace(node, member, inner);
        after = lineEnd(this.text, node.range[1]);
      } else if (
        listed.length > 0 &&
        sameValue(
          listed.map((one) => valueOf(one.table)),
          member,
        )
      )
        continue;
      else {
        for (const one of listed) this.#outcome.splices.push(...this.#removal(one));
        const splice = { start: after, end: after, text: `${this.#eol}${this.#indentOf(table)}${tomlKey(key)} = ${tomlValue(member)}` };
        this.#difference('missing', table.range[0], `\`${inner.label}\` is missing`, inner, [splice]);
      }
    }
    for (const [key, elements] of tables) this.#mergeTables(entry, [...path, key], key, elements, memberOf(place, key));
    for (const key of owned === 'all' ? [] : owned)
      if (!Object.hasOwn(value, key))
        for (const one of this.#elements([...table.resolvedKey, key])) {
          const inner = memberOf(place, key);
          this.#difference(
            'extra',
            one.table.range[0],
            `\`${inner.label}\` is there, and the spec says nothing of it`,
            inner,
            this.#removal(one),
          );
        }
  }

  /** A value that is written in a form in which it is not edited: `[providers.headers]`, `headers.x = …`. */
  #apart({ table, below }: Entry, keys: readonly string[]): { key: string; offset: number } | undefined {
    const depth = table.resolvedKey.length;
    for (const key of keys) {
      const other =
        below.find(({ kind, resolvedKey }) => kind === 'standard' && resolvedKey[depth] === key && resolvedKey.length === depth + 1) ??
        table.body.find((node) => keyOf(node).startsWith(`${key}.`));
      if (other) return { key, offset: other.range[0] };
    }
    return undefined;
  }

  #mergeTables(entry: Entry, path: readonly string[], key: string, elements: readonly Members[], place: Place): void {
    const there = this.#elements([...entry.table.resolvedKey, key]);
    const byId = new Map(there.map((one) => [valueOf(one.table)['id'], one]));
    const wanted = new Set(elements.map(({ id }) => id));
    for (const one of there) {
      const id = valueOf(one.table)['id'];
      if (wanted.has(id) && byId.get(id) === one) continue;
      const inner = elementOf(place, typeof id === 'string' ? id : '');
      this.#problem(
        'edit/takes-out',
        one.table.range[0],
        `\`${place.label}\` loses ${quote(id)}: the spec says nothing of that`,
        'add it to the spec to keep it',
      );
      this.#difference(
        'extra',
        one.table.range[0],
        `\`${place.label}\` has ${quote(id)}, which the spec has not`,
        inner,
        this.#removal(one),
      );
    }
    let after = this.#endOf(entry.table.range[1], there.length > 0 ? [] : entry.below);
    for (const [index, element] of elements.entries()) {
      const one = byId.get(element['id']);
      const inner = elementOf(place, typeof element['id'] === 'string' ? element['id'] : '', index);
      if (one) {
        this.#merge(one, path, element, inner);
        after = this.#endOf(one.table.range[1], one.below);
        continue;
      }
      const text = this.#eol + this.#eol + tomlTable(path.map(tomlKey).join('.'), element, this.#inline, this.#eol);
      this.#difference('missing', entry.table.range[0], `\`${place.label}\` has no ${quote(element['id'])}`, inner, [
        { start: after, end: after, text },
      ]);
    }
  }

  #replace(node: AST.TOMLKeyValue, member: JsonValue, place: Place): void {
    const actual = getStaticTOMLValue(node.value) as JsonValue;
    if (sameValue(actual, member) || (this.#edit.unordered?.includes(keyOf(node)) && sameSet(actual, member))) return;
    const splice = { start: node.value.range[0], end: node.value.range[1], text: tomlValue(member) };
    this.#difference('differs', node.value.range[0], `\`${place.label}\` is ${quote(actual)}, not ${quote(member)}`, place, [splice]);
  }

  #takeOut(node: AST.TOMLKeyValue, message: string, place: Place): void {
    const start = lineStart(this.text, node.range[0]);
    const splice = { start: start - this.#eol.length, end: lineEnd(this.text, node.range[1]), text: '' };
    this.#problem('edit/takes-out', node.range[0], message, 'add it to the spec to keep it');
    this.#difference('extra', node.range[0], message, place, [splice]);
  }

  /** A table goes with its tables, its line break and the empty line before it. What stands between them and is none of them stays. */
  #removal({ table, below }: Entry): Splice[] {
    const all = [table, ...below];
    return all.map(({ range, key }, index) => {
      const start = lineStart(this.text, range[0]);
      const end = lineEnd(this.text, Math.max(range[1], key.range[1]));
      // At the start of a file there is no line break before it: the one behind the whole goes.
      const isFirst = lineStart(this.text, table.range[0]) === 0;
      const to = isFirst && index === all.length - 1 ? nextLine(this.text, end) : end;
      if (start === 0) return { start, end: to, text: '' };
      let from = backOverLineBreak(this.text, start);
      if (from > 0 && this.text[from - 1] === '\n') from = backOverLineBreak(this.text, from);
      return { start: from, end: to, text: '' };
    });
  }

  #endOf(own: number, below: readonly AST.TOMLTable[]): number {
    return lineEnd(this.text, Math.max(own, ...below.map(({ range }) => range[1])));
  }

  #indentOf(table: AST.TOMLTable): string {
    const first = table.body[0];
    return first ? this.text.slice(lineStart(this.text, first.range[0]), first.range[0]) : '';
  }

  #difference(kind: DifferenceKind, offset: number, message: string, place: Place, splices: readonly Splice[]): void {
    const field = fieldOf(this.#edit, place);
    this.#outcome.splices.push(...splices);
    this.#outcome.differences.push({
      kind,
      edit: this.#edit,
      offset,
      message,
      subject: place.label,
      fix: splices,
      ...(field !== undefined && { field }),
    });
  }

  #problem(code: Problem['code'], offset: number, message: string, hint: string): void {
    this.#outcome.problems.push({ code, offset, message, hint });
  }
}

function backOverLineBreak(text: string, offset: number): number {
  return offset - (text[offset - 2] === '\r' ? 2 : 1);
}
