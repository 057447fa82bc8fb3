// Parses TOML to a tree of nodes: one object per table, however it is written, with the places in the file that define it.
import { getStaticTOMLValue, ParseError, parseTOML, type AST } from 'toml-eslint-parser';
import type { Problem } from '../edit-result.js';
import type { MutableNode, Node } from '../node.js';

/** How a node is written, and the parts of the file that define it. */
export interface TomlFacts {
  /** `table` has a header of its own, `implicit` only headers of nested tables, `dotted` only dotted keys; `tables` is a list of `[[…]]`. */
  form: 'root' | 'table' | 'implicit' | 'dotted' | 'inline' | 'tables' | 'value';
  /** The keys of its header. */
  readonly path: readonly string[];
  /** Its own header. */
  header?: AST.TOMLTable;
  /** Its own header and those of nested tables. */
  readonly blocks: AST.TOMLTable[];
  /** The line with its value, or all lines whose dotted keys begin with it. */
  readonly lines: AST.TOMLKeyValue[];
}

export interface TomlTree {
  readonly root: Node;
  readonly facts: ReadonlyMap<Node, TomlFacts>;
}

export function openToml(text: string): { tree: TomlTree; problem?: undefined } | { tree?: undefined; problem: Problem } {
  try {
    // Without a final line break, toml-eslint-parser 1.0.3 cuts off the last digit of a number at the end.
    return { tree: new TreeMaker().make(parseTOML(text.endsWith('\n') ? text : `${text}\n`)) };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { problem: { code: 'edit/syntax', offset: error.index, message: `not TOML: ${error.message}` } };
  }
}

class TreeMaker {
  readonly #facts = new Map<Node, TomlFacts>();

  make(program: AST.TOMLProgram): TomlTree {
    const root: MutableNode = { type: 'object', offset: 0, length: program.range[1], children: [] };
    this.#facts.set(root, { form: 'root', path: [], blocks: [], lines: [] });
    for (const node of program.body[0].body)
      if (node.type === 'TOMLKeyValue') this.#keyValue(root, node);
      else this.#table(root, node);
    return { root, facts: this.#facts };
  }

  #table(root: MutableNode, table: AST.TOMLTable): void {
    const keys = table.resolvedKey;
    let at = root;
    for (const [index, key] of keys.entries()) {
      const isList = typeof keys[index + 1] === 'number';
      at = typeof key === 'number' ? this.#listElement(at, key, table) : this.#memberObject(at, key, table, isList ? 'tables' : 'implicit');
      this.#facts.get(at)!.blocks.push(table);
    }
    const facts = this.#facts.get(at)!;
    facts.form = 'table';
    facts.header = table;
    for (const node of table.body) this.#keyValue(at, node);
  }

  #keyValue(container: MutableNode, node: AST.TOMLKeyValue): void {
    const keys = node.key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
    let at = container;
    for (const key of keys.slice(0, -1)) {
      at = this.#memberObject(at, key, node, 'dotted');
      this.#facts.get(at)!.lines.push(node);
    }
    this.#property(at, keys.at(-1)!, node, (property, path) => this.#value(node.value, property, path)).lines.push(node);
  }

  /** The object under a key, created if it does not exist. */
  #memberObject(container: MutableNode, key: string, node: AST.TOMLNode, form: TomlFacts['form']): MutableNode {
    const known = container.children!.find((property) => property.children![0]!.value === key)?.children![1];
    if (known) return known;
    let made!: MutableNode;
    this.#property(container, key, node, (property, path) => {
      made = {
        type: form === 'tables' ? 'array' : 'object',
        offset: node.range[0],
        length: node.range[1] - node.range[0],
        parent: property,
        children: [],
      };
      this.#facts.set(made, { form, path, blocks: [], lines: [] });
      return made;
    });
    return made;
  }

  #listElement(list: MutableNode, index: number, table: AST.TOMLTable): MutableNode {
    const known = list.children![index];
    if (known) return known;
    const made: MutableNode = {
      type: 'object',
      offset: table.range[0],
      length: table.range[1] - table.range[0],
      parent: list,
      children: [],
    };
    list.children!.push(made);
    this.#facts.set(made, { form: 'table', path: this.#facts.get(list)!.path, blocks: [], lines: [] });
    return made;
  }

  /** @returns the facts of the value */
  #property(
    container: MutableNode,
    key: string,
    node: AST.TOMLNode,
    valueOf: (property: MutableNode, path: readonly string[]) => MutableNode,
  ): TomlFacts {
    const [start, end] = node.range;
    const property: MutableNode = { type: 'property', offset: start, length: end - start, parent: container };
    const name: Node = { type: 'string', offset: start, length: 0, value: key, parent: property };
    const value = valueOf(property, [...this.#facts.get(container)!.path, key]);
    property.children = [name, value];
    container.children!.push(property);
    return this.#facts.get(value)!;
  }

  #value(node: AST.TOMLContentNode, parent: MutableNode, path: readonly string[]): MutableNode {
    const [offset, end] = node.range;
    const own = { offset, length: end - offset, parent };
    if (node.type === 'TOMLArray') {
      const made: MutableNode = { type: 'array', ...own };
      this.#facts.set(made, { form: 'inline', path, blocks: [], lines: [] });
      made.children = node.elements.map((element) => this.#value(element, made, path));
      return made;
    }
    if (node.type === 'TOMLInlineTable') {
      const made: MutableNode = { type: 'object', ...own, children: [] };
      this.#facts.set(made, { form: 'inline', path, blocks: [], lines: [] });
      for (const member of node.body) this.#keyValue(made, member);
      return made;
    }
    const value: unknown = getStaticTOMLValue(node);
    const type = typeof value;
    const made: MutableNode =
      type === 'number' || type === 'boolean' ? { type: type, ...own, value } : { type: 'string', ...own, value: String(value) };
    this.#facts.set(made, { form: 'value', path, blocks: [], lines: [] });
    return made;
  }
}
