import type { LanguageModel, Price } from '@dln/llm';
import type { ModuleRecord } from '../modules/load-module.ts';
import {
  openModelSource,
  type ModelSource,
  type ModelSourceOptions,
  type OpenedModel,
} from './model-source.ts';
import { createTrainingOptionError } from './create-training-errors.ts';
import { withPrice } from './with-price.ts';

/** The models of a program's training. */
export interface ProgramModels extends AsyncDisposable {
  readonly forward: LanguageModel;
  readonly backward: LanguageModel;
  readonly score: LanguageModel;
  /** Judges answers for a metric that asks a model. */
  readonly judge: LanguageModel;
  /** The modules that models come from. */
  readonly modules: readonly ModuleRecord[];
}

/** The options that name models. */
export interface ModelOptions {
  readonly model: ModelSource;
  readonly backwardModel?: ModelSource | undefined;
  readonly scoreModel?: ModelSource | undefined;
  readonly judgeModel?: ModelSource | undefined;
  readonly price?: Price | undefined;
}

/**
 * Opens the models of a training; each one once, however many parts it plays. Disposing closes
 * those that were opened here.
 */
export async function openModels(
  { model, backwardModel, scoreModel, judgeModel, price }: ModelOptions,
  {
    concurrency,
    isCapped,
    format,
  }: Omit<ModelSourceOptions, 'option'> & { readonly isCapped: boolean },
): Promise<ProgramModels> {
  const opened = new Map<ModelSource, OpenedModel>();
  const close = async (): Promise<void> => {
    for (const one of opened.values()) await one.close();
  };
  const open = async (source: ModelSource, option: string): Promise<LanguageModel> => {
    const known = opened.get(source);
    if (known) return known.model;
    const found = await openModelSource(source, { option, concurrency, format });
    const priced = price === undefined ? found.model : withPrice(found.model, price);
    opened.set(source, { ...found, model: priced });
    if (isCapped && priced.price === undefined)
      throw createTrainingOptionError(
        'budget.maxCost',
        `cannot hold for ${priced.id}, which has no price. Set price to what its tokens cost, or cap requests or tokens.`,
      );
    return priced;
  };
  try {
    const forward = await open(model, 'model');
    const backward =
      backwardModel === undefined ? forward : await open(backwardModel, 'backwardModel');
    const score = scoreModel === undefined ? forward : await open(scoreModel, 'scoreModel');
    const judge = judgeModel === undefined ? forward : await open(judgeModel, 'judgeModel');
    return {
      forward,
      backward,
      score,
      judge,
      modules: [...opened.values()].flatMap(({ module }) => (module ? [module] : [])),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
