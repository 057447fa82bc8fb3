// Looks up models in the answers of one refresh.
import type { Model } from '../spec/provider.js';
import type { Answer, Claim } from './types.js';

/** A model as one source lists it. */
export interface ListedModel {
  readonly answer: Answer;
  readonly model: Model;
}

export class AnswerIndex {
  /** The answers that list all models of the provider. */
  readonly complete: readonly Answer[];
  readonly #byAnswer: readonly { readonly answer: Answer; readonly models: ReadonlyMap<string, Model> }[];

  constructor(answers: readonly Answer[]) {
    this.complete = answers.filter(({ listing }) => listing.isComplete);
    this.#byAnswer = answers.map((answer) => ({ answer, models: new Map(answer.listing.models.map((model) => [model.id, model])) }));
  }

  listingsOf(id: string): ListedModel[] {
    return this.#byAnswer.flatMap(({ answer, models }) => {
      const model = models.get(id);
      return model ? [{ answer, model }] : [];
    });
  }

  /** The complete answers that list a model. */
  completeAnswersWith(id: string): Answer[] {
    return this.listingsOf(id)
      .map(({ answer }) => answer)
      .filter(({ listing }) => listing.isComplete);
  }

  /** The id as the claim of each source that lists it. */
  claimsOfId(id: string): Claim[] {
    return this.listingsOf(id).map(({ answer: { source, date } }) => ({ source, date, value: id }));
  }

  /** Whether any answer that was given without a key lists a model. */
  isListedPublicly(id: string): boolean {
    return this.listingsOf(id).some(({ answer }) => answer.isPublic);
  }
}
