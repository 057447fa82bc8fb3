// The models of a spec while it is refreshed: which are there, and what each says.
import { isUnusualId } from '../core/model-ids.js';
import type { Model } from '../spec/provider.js';
import { list, quote } from '../core/text.js';
import type { Known, ModelRecord } from './lock.js';
import { withListing } from './presence.js';
import { acceptable, type Answer, type HoldRule, type Kind, type RefreshFinding, type RefreshInput } from './types.js';
import { isPinned, settleModel, without, withoutContradictions, type RefreshedField, type Say, type SettledModel } from './values.js';

export class ModelList {
  readonly findings: RefreshFinding[] = [];
  /** The new id of each model that has one, or of the one that takes its place. */
  readonly renamed = new Map<string, string>();
  readonly records: Map<string, ModelRecord>;
  models: Model[];
  readonly #listed: readonly { readonly answer: Answer; readonly models: ReadonlyMap<string, Model> }[];
  readonly #documented: readonly string[];

  /** @param complete the answers that have all models of the provider */
  constructor(
    readonly input: RefreshInput,
    readonly complete: readonly Answer[],
  ) {
    this.models = [...(input.spec.models ?? [])];
    this.records = new Map(Object.entries(input.lock.models));
    this.#listed = input.answers.map((answer) => ({ answer, models: new Map(answer.listing.models.map((model) => [model.id, model])) }));
    this.#documented = (input.spec.evidence ?? []).map(({ field }) => field);
    for (const { id } of this.models) {
      const answers = this.completeOf(id);
      if (answers.length === 0 && !this.records.has(id)) continue;
      const { left: _, ...record } = withListing(this.records.get(id), answers);
      this.records.set(id, record);
    }
  }

  /** The model as each source has it. */
  of(id: string): { answer: Answer; model: Model }[] {
    return this.#listed.flatMap(({ answer, models }) => {
      const model = models.get(id);
      return model ? [{ answer, model }] : [];
    });
  }

  /** The answers with all models that have this one. */
  completeOf(id: string): Answer[] {
    return this.#listed.filter(({ answer, models }) => answer.listing.isComplete && models.has(id)).map(({ answer }) => answer);
  }

  /** Whether a person said that a model stays in the list. */
  isFixed(model: Model): boolean {
    return model.pinned?.includes('id') === true || this.input.spec.pinned?.includes('models') === true;
  }

  /** What all sources together say of a model that the spec has not. */
  fromSources(id: string): SettledModel {
    const { model, fields, findings } = settleModel({ id }, undefined, this.of(id), () => ({ pinned: false, documented: false }), {
      ...this.input,
      accept: new Set(),
    });
    const { model: whole, dropped } = withoutContradictions(model);
    const kept = Object.entries(fields).filter(([field]) => !dropped.includes(field as RefreshedField));
    return { model: whole, fields: Object.fromEntries<Known>(kept), findings };
  }

  replace(model: Model): void {
    this.models = this.models.map((one) => (one.id === model.id ? model : one));
  }

  /** Settles each field of each model that the spec had before. */
  settle(): void {
    const indexes = new Map((this.input.spec.models ?? []).map(({ id }, index) => [this.renamed.get(id) ?? id, index]));
    this.models = this.models.map((model) => {
      const record = this.records.get(model.id);
      const say = (field: RefreshedField): Say => ({
        pinned: isPinned(model, field),
        documented: this.#isDocumented(indexes.get(model.id), field),
      });
      const settled = this.#consistent(settleModel(model, record, this.of(model.id), say, this.input), model, record);
      this.findings.push(...settled.findings);
      if (record ?? Object.keys(settled.fields).length > 0)
        this.records.set(model.id, { ...record, listed: record?.listed ?? {}, fields: settled.fields });
      return settled.model;
    });
  }

  /** Where what the sources say does not fit together, those fields stay as they were. */
  #consistent(settled: SettledModel, model: Model, record: ModelRecord | undefined): SettledModel {
    const { dropped } = withoutContradictions(settled.model);
    if (dropped.length === 0) return settled;
    const groups = [...new Set(dropped.map((field) => field.split('.')[0] as keyof Model))];
    const isIn = (field: string | undefined): boolean => groups.includes((field ?? '').split('.')[0] as keyof Model);
    const before = Object.entries(record?.fields ?? {}).filter(([field]) => isIn(field));
    const others = Object.entries(settled.fields).filter(([field]) => !isIn(field));
    const message = `what the sources say of ${list(groups)} of ${quote(model.id)} does not fit together; it stays as it is`;
    const kept = Object.fromEntries(groups.flatMap((group) => (model[group] === undefined ? [] : [[group, model[group]]])));
    return {
      model: { ...groups.reduce(without, settled.model), ...kept },
      fields: Object.fromEntries<Known>([...others, ...before]),
      findings: [
        ...settled.findings.filter(({ kind, field }) => kind !== 'change' || !isIn(field)),
        { kind: 'note', rule: 'models/contradiction', message, model: model.id },
      ],
    };
  }

  /** Whether the spec names evidence for a field of a model, for what it is in, or for a part of it. */
  #isDocumented(index: number | undefined, field: string): boolean {
    if (index === undefined || this.#documented.length === 0) return false;
    const [outer, ...inner] = field.split('.');
    const group = `/models/${index}/${outer!}`;
    const whole = [group, ...inner].join('/');
    return this.#documented.some((pointer) => pointer === group || pointer === whole || pointer.startsWith(`${whole}/`));
  }

  /** Why an id that the spec has not is to be held, as the id of a new model and as another one of a model that it has. */
  heldId(id: string): { rule: HoldRule; message: string } | undefined {
    const { accept } = this.input;
    if (!accept.has('models/private-id') && !this.of(id).some(({ answer }) => answer.isPublic))
      return { rule: 'models/private-id', message: `${quote(id)} is listed only when asked with a key: it may be yours alone` };
    if (!accept.has('models/unusual-id') && isUnusualId(id))
      return { rule: 'models/unusual-id', message: `${quote(id)} has unusual characters for the id of a model: look whether it is meant` };
    return undefined;
  }

  /** Models of the spec that no complete source has ever listed: a person put them there. */
  noteUnlisted(): void {
    if (this.complete.length === 0) return;
    for (const model of this.models) {
      if (this.isFixed(model) || Object.keys(this.records.get(model.id)?.listed ?? {}).length > 0) continue;
      const hint = 'take it out, or write `pinned: [id]` beside it';
      this.tell('note', 'models/never-listed', `no source lists ${quote(model.id)}`, { model: model.id, hint });
    }
  }

  /** What each source says that has a model. */
  saidOf(id: string): NonNullable<RefreshFinding['said']> {
    return this.of(id).map(({ answer: { source, date } }) => ({ source, date, value: id }));
  }

  tell(kind: Kind, rule: RefreshFinding['rule'], message: string, more: Partial<RefreshFinding> = {}): void {
    const canAccept = kind === 'hold' && acceptable.some((one) => one === rule);
    this.findings.push({ kind, rule, message, ...(canAccept && { hint: `\`--accept ${rule}\` lets it through` }), ...more });
  }
}
