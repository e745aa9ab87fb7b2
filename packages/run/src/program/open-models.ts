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
  /** Models on which the network must work, beside `forward`. */
  readonly others: readonly LanguageModel[];
  /** The modules that models come from. */
  readonly modules: readonly ModuleRecord[];
}

/** The options that name models. */
export interface ModelOptions {
  /** Required unless `models` is given. */
  readonly model?: ModelSource | undefined;
  /** Models on which the network must work, two or more, in place of `model`. */
  readonly models?: readonly ModelSource[] | undefined;
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
  { model, models, backwardModel, scoreModel, judgeModel, price }: ModelOptions,
  {
    concurrency,
    isCapped,
    format,
  }: Omit<ModelSourceOptions, 'option'> & { readonly isCapped: boolean },
): Promise<ProgramModels> {
  const sources = new Map<ModelSource, OpenedModel>();
  const close = async (): Promise<void> => {
    for (const one of sources.values()) await one.close();
  };
  const open = async (source: ModelSource, option: string): Promise<LanguageModel> => {
    const known = sources.get(source);
    if (known) return known.model;
    const found = await openModelSource(source, { option, concurrency, format });
    const priced = price === undefined ? found.model : withPrice(found.model, price);
    sources.set(source, { ...found, model: priced });
    if (isCapped && priced.price === undefined)
      throw createTrainingOptionError(
        'budget.maxCost',
        `cannot hold for ${priced.id}, which has no price. Set price to what its tokens cost, or cap requests or tokens.`,
      );
    return priced;
  };
  try {
    const { first, others } = sourcesOf(model, models);
    const forward = await open(first, models ? 'models[0]' : 'model');
    const opened: LanguageModel[] = [];
    for (const [at, source] of others.entries())
      opened.push(await open(source, `models[${at + 1}]`));
    const backward =
      backwardModel === undefined ? forward : await open(backwardModel, 'backwardModel');
    const score = scoreModel === undefined ? forward : await open(scoreModel, 'scoreModel');
    const judge = judgeModel === undefined ? forward : await open(judgeModel, 'judgeModel');
    return {
      forward,
      backward,
      score,
      judge,
      others: opened,
      modules: [...sources.values()].flatMap(({ module }) => (module ? [module] : [])),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @throws ConfigurationError unless there is one model, or several different ones */
function sourcesOf(
  model: ModelSource | undefined,
  models: readonly ModelSource[] | undefined,
): { readonly first: ModelSource; readonly others: readonly ModelSource[] } {
  // Opening a missing model reports what is wrong with it.
  if (models === undefined) return { first: model as ModelSource, others: [] };
  if (model !== undefined)
    throw createTrainingOptionError('models', 'takes the place of model. Leave out model.');
  const [first, ...others] = models;
  if (first === undefined || others.length === 0 || new Set(models).size < models.length)
    throw createTrainingOptionError('models', 'takes two models or more, each once.');
  return { first, others };
}
