import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { diagnose, type Diagnostic, type Position } from './diagnostics.js';
import { fromPointer, type Path } from './pointer.js';

/** 1 MiB, in UTF-16 code units. */
export const maxSpecLength = 1024 * 1024;

/** The text of a spec, its value, and where each part of it stands. */
export interface SourceSpec {
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
  /** The position of a value, or of its key; of the nearest parent when there is no such value. */
  locate(path: Path | string, part?: 'key' | 'value'): Position;
}

/**
 * Parses YAML 1.2 or JSON.
 * @returns the spec, or why it cannot be read: `spec/syntax`, `spec/too-large`
 */
export function parseSpec(path: string, text: string): { spec?: SourceSpec; diagnostics: Diagnostic[] } {
  if (text.length > maxSpecLength) {
    return {
      diagnostics: [
        diagnose('spec/too-large', `${path} has ${text.length} characters; a spec may have ${maxSpecLength}`, {
          at: { path, line: 1, column: 1 },
        }),
      ],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2', logLevel: 'error' });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { path, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    return {
      diagnostics: problems.map((problem) =>
        diagnose('spec/syntax', firstLine(problem.message), { at: position(problem.pos[0]), hint: 'a spec is YAML 1.2 or JSON' }),
      ),
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // The one thing toJS throws: aliases that resolve to far more than was written.
    if (!(error instanceof ReferenceError)) throw error;
    return {
      diagnostics: [
        diagnose('spec/syntax', firstLine(error.message), { at: position(0), hint: 'write the values out instead of using aliases' }),
      ],
    };
  }
  return { spec: { path, text, value, locate: locator(document, position) }, diagnostics: [] };
}

function locator(document: Document.Parsed, position: (offset: number) => Position): SourceSpec['locate'] {
  return (path, part = 'value') => {
    const steps = typeof path === 'string' ? fromPointer(path) : path;
    let node: Node | null | undefined = document.contents;
    let offset = node?.range?.[0] ?? 0;
    for (const [index, step] of steps.entries()) {
      const last = index === steps.length - 1;
      if (isMap(node)) {
        const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step));
        if (!pair) break;
        const key = pair.key as Node;
        node = pair.value as Node | null;
        offset = (last && part === 'key' ? key.range?.[0] : (node?.range?.[0] ?? key.range?.[0])) ?? offset;
      } else if (isSeq(node)) {
        const item: unknown = node.items[Number(step)];
        if (item === undefined) break;
        node = item as Node;
        offset = node.range?.[0] ?? offset;
      } else break;
    }
    return position(offset);
  };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]!.replace(/ at line \d+.*$/, '');
}
