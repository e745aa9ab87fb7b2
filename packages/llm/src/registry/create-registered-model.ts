import { RandomState, type RandomStateSnapshot } from '@dln/random';

import { everyCall } from '../middleware/every-call.ts';
import { reportEachResult } from '../middleware/report-each-result.ts';
import { wrapModel } from '../middleware/wrap-model.ts';
import type { GenerateRequest, Generation, LanguageModel, Usage } from '../language-model.ts';
import { priceUsage } from '../prices/price.ts';
import type { CallKind, ModelCost } from './cost.ts';
import { type CallOverrides, mergeOptions, type ModelDefaults } from './model-defaults.ts';

/** A model under a name, with defaults, a stream of seeds and an account. */
export interface RegisteredModel extends LanguageModel {
  readonly name: string;
  readonly defaults: ModelDefaults;
  /** What its calls have used so far. */
  readonly cost: ModelCost;
  generate(
    requests: readonly GenerateRequest[],
    overrides?: CallOverrides,
  ): Promise<readonly Generation[]>;
  /** Position of its seeds; undefined if it draws none. */
  randomState(): RandomStateSnapshot | undefined;
  /** Puts its seeds where they stood when `randomState` was called. */
  restoreRandomState(snapshot: RandomStateSnapshot): void;
}

/** Options of `createRegisteredModel`. */
export interface RegisteredModelOptions {
  readonly name: string;
  readonly model: LanguageModel;
  readonly defaults: ModelDefaults;
  /** Opens an account for one call; it is told of each answer. */
  readonly openAccount: (kind: CallKind) => (usage: Usage) => void;
  readonly readCost: () => ModelCost;
}

/** One more than the largest seed that is drawn, as the Python reference draws them. */
const SEEDS = 10_000;

/** Wraps a model so that its calls take defaults, draw seeds and are accounted for. */
export function createRegisteredModel({
  name,
  model,
  defaults,
  openAccount,
  readCost,
}: RegisteredModelOptions): RegisteredModel {
  let random = defaults.seed === undefined ? undefined : new RandomState(defaults.seed);

  /**
   * The seed of a call. Every call draws one, whether or not it uses it, so that a call with a seed
   * does not shift the stream.
   */
  const seedFields = (named: number | null | undefined): { readonly seed?: number } => {
    const drawn = random?.integer(0, SEEDS);
    const seed = named === undefined ? drawn : named;
    return seed === undefined || seed === null ? {} : { seed };
  };

  const registering = everyCall(async ({ kind, requests, options, next, sampling }) => {
    const enter = openAccount(kind);
    const completed: object = sampling ? mergeOptions(defaults, sampling) : options;
    const own = { ...completed, ...seedFields(options.seed) } as typeof options;
    return reportEachResult(
      async (onResult) => next(requests, { ...own, onResult }),
      (result, index) => {
        enter(priceUsage(result.usage, model.price));
        options.onResult?.(result, index);
      },
    );
  });

  return {
    ...wrapModel(model, registering),
    name,
    capabilities: model.capabilities,
    defaults,
    get cost() {
      return readCost();
    },
    randomState: () => random?.state(),
    restoreRandomState(snapshot) {
      random = RandomState.restore(snapshot);
    },
  };
}
