import { RandomState, type RandomStateSnapshot } from '@dln/random';

import { hearEachResult } from '../decorators/hear-each-result.ts';
import type {
  GenerateRequest,
  Generation,
  LanguageModel,
  NextTokenOptions,
  OnResult,
  ScoreTextOptions,
  ScoreTextRequest,
  Usage,
} from '../language-model.ts';
import { given } from '../given.ts';
import { priceUsage } from '../prices/price.ts';
import type { CallKind, ModelCost } from './cost.ts';
import type { Prompt } from '../prompts/prompt.ts';
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
  /** Where its seeds stand; undefined where it draws none. */
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
  const scoreText = model.scoreText?.bind(model);
  const nextToken = model.nextToken?.bind(model);

  /** The seed of a call. One is drawn for every call, whether it is used or not, so that what a call names does not move the stream. */
  const seedFields = (named: number | null | undefined): { readonly seed?: number } => {
    const drawn = random?.integer(0, SEEDS);
    const seed = named === undefined ? drawn : named;
    return seed === undefined || seed === null ? {} : { seed };
  };

  const account = <Result extends { readonly usage: Usage }>(
    kind: CallKind,
    onResult: OnResult<Result> | undefined,
    call: (onResult: OnResult<Result>) => Promise<readonly Result[]>,
  ): Promise<readonly Result[]> => {
    const enter = openAccount(kind);
    return hearEachResult(call, (result, index) => {
      enter(priceUsage(result.usage, model.price));
      onResult?.(result, index);
    });
  };

  return {
    name,
    id: model.id,
    capabilities: model.capabilities,
    defaults,
    ...given('price', model.price),
    countTokens: (text) => model.countTokens(text),
    get cost() {
      return readCost();
    },
    async generate(requests, overrides = {}) {
      const options = { ...mergeOptions(defaults, overrides), ...seedFields(overrides.seed) };
      return account<Generation>('generate', overrides.onResult, (onResult) =>
        model.generate(requests, { ...options, onResult }),
      );
    },
    ...(scoreText === undefined
      ? {}
      : {
          async scoreText(requests: readonly ScoreTextRequest[], options: ScoreTextOptions = {}) {
            const withSeed = { ...options, ...seedFields(options.seed) };
            return account('scoreText', options.onResult, (onResult) =>
              scoreText(requests, { ...withSeed, onResult }),
            );
          },
        }),
    ...(nextToken === undefined
      ? {}
      : {
          async nextToken(contexts: readonly Prompt[], options: NextTokenOptions) {
            const withSeed = { ...options, ...seedFields(options.seed) };
            return account('nextToken', options.onResult, (onResult) =>
              nextToken(contexts, { ...withSeed, onResult }),
            );
          },
        }),
    randomState: () => random?.state(),
    restoreRandomState(snapshot) {
      random = RandomState.restore(snapshot);
    },
  };
}
