// The models of a spec and their records in the lock, while a refresh changes them.
import type { Model } from '../spec/provider.js';
import type { AnswerIndex } from './answer-index.js';
import type { Lock, ModelRecord } from './lock.js';
import { acceptableRules, type RefreshDiagnostic, type RefreshInput, type RefreshKind } from './types.js';

export class ListBuilder {
  #models: readonly Model[];
  readonly #records: Map<string, ModelRecord>;
  readonly #renamed = new Map<string, string>();
  readonly #diagnostics: RefreshDiagnostic[] = [];

  constructor(models: readonly Model[], records: Lock['models']) {
    this.#models = models;
    this.#records = new Map(Object.entries(records));
  }

  get models(): readonly Model[] {
    return this.#models;
  }

  get records(): ReadonlyMap<string, ModelRecord> {
    return this.#records;
  }

  /** The new id of each renamed model, or of the listed model that replaces it. */
  get renamed(): ReadonlyMap<string, string> {
    return this.#renamed;
  }

  get diagnostics(): readonly RefreshDiagnostic[] {
    return this.#diagnostics;
  }

  addModels(models: readonly Model[]): void {
    this.#models = [...this.#models, ...models];
  }

  updateModels(update: (model: Model) => Model): void {
    this.#models = this.#models.map(update);
  }

  replaceModel(model: Model): void {
    this.updateModels((one) => (one.id === model.id ? model : one));
  }

  removeModel(id: string): void {
    this.#models = this.#models.filter((model) => model.id !== id);
  }

  noteRename(from: string, to: string): void {
    this.#renamed.set(from, to);
  }

  setRecord(id: string, record: ModelRecord): void {
    this.#records.set(id, record);
  }

  report(kind: RefreshKind, rule: RefreshDiagnostic['rule'], message: string, details: Partial<RefreshDiagnostic> = {}): void {
    const canAccept = kind === 'hold' && acceptableRules.some((one) => one === rule);
    this.#diagnostics.push({ kind, rule, message, ...(canAccept && { hint: `to accept it, pass \`--accept ${rule}\`` }), ...details });
  }

  reportAll(diagnostics: readonly RefreshDiagnostic[]): void {
    this.#diagnostics.push(...diagnostics);
  }
}

/** What each step of a refresh works on. */
export interface RefreshRun {
  readonly input: RefreshInput;
  readonly answers: AnswerIndex;
  readonly list: ListBuilder;
}
