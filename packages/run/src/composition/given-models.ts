import type { LanguageModel } from '@dln/llm';

/** Models that a program brings, in place of names in the configuration. */
export interface GivenModels {
  readonly forward: LanguageModel;
  /** Proposes prompts and draws hidden texts. @default forward */
  readonly backward?: LanguageModel;
  /** Gives log-probabilities. @default forward */
  readonly score?: LanguageModel;
  /** Judges answers for a metric that asks a model. @default forward */
  readonly judge?: LanguageModel;
  /** Models on which the network must work, beside `forward`. @default none */
  readonly others?: readonly LanguageModel[];
}

/** The id of each model; functions of one name are numbered. */
export function distinctIds(models: readonly LanguageModel[]): string[] {
  return models.map(({ id }, at) => {
    const same = models.slice(0, at).filter((model) => model.id === id);
    return same.length === 0 ? id : `${id} (${same.length + 1})`;
  });
}
