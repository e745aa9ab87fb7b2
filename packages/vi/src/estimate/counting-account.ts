import {
  addCosts,
  costOf,
  NO_COST,
  promptText,
  requestsOf,
  sumCosts,
  type Cost,
  type LanguageModel,
  type Prompt,
  type Usage,
} from '@dln/llm';
import { callPurposes, type CallPurpose } from './call-purpose.ts';
import { zip } from '../scoring/outcome.ts';

/** What a run takes, by what its models are asked for. */
export interface CostByPurpose {
  readonly purposes: Readonly<Record<CallPurpose, Cost>>;
  readonly total: Cost;
}

/** How many questions a question stands for: new ones, or ones that were answered before. */
export type Multiplicity = (text: string, isRepeat: boolean) => number;

/** Adds up what a run takes. */
export interface CountingAccount {
  /**
   * The same model, whose calls are added under the purpose that is named when they begin.
   *
   * @default multiplicity: each question stands for itself
   */
  readonly count: (
    model: LanguageModel,
    purposeOf: () => CallPurpose,
    multiplicity?: Multiplicity,
  ) => LanguageModel;
  readonly costs: () => CostByPurpose;
}

/** An account without calls. */
export function createCountingAccount(): CountingAccount {
  const costs = new Map<CallPurpose, Cost>(callPurposes.map((name) => [name, NO_COST]));
  const of = (purpose: CallPurpose): Cost => costs.get(purpose) ?? NO_COST;
  return {
    count: (model, purposeOf, multiplicity = () => 1) => {
      const add = async <Result extends { readonly usage: Usage }>(
        asked: Promise<readonly Result[]>,
        prompts: readonly Prompt[],
      ): Promise<readonly Result[]> => {
        const purpose = purposeOf();
        const results = await asked;
        const counts = zip(prompts, results).map(([prompt, { usage }]) =>
          multiplicity(promptText(prompt), usage.requests === 0),
        );
        costs.set(purpose, addCosts(of(purpose), costOfCounted(zip(results, counts), model)));
        return results;
      };
      const scoreText = model.scoreText?.bind(model);
      const nextToken = model.nextToken?.bind(model);
      return {
        ...model,
        generate: (requests, options) =>
          add(
            model.generate(requests, options),
            requests.map(({ prompt }) => prompt),
          ),
        ...(scoreText
          ? {
              scoreText: (requests, options) =>
                add(
                  scoreText(requests, options),
                  requests.map(({ context }) => context),
                ),
            }
          : {}),
        ...(nextToken
          ? { nextToken: (contexts, options) => add(nextToken(contexts, options), contexts) }
          : {}),
      };
    },
    costs: () => ({
      purposes: Object.fromEntries(costs) as Record<CallPurpose, Cost>,
      total: sumCosts(costs.values()),
    }),
  };
}

function costOfCounted(
  counted: readonly (readonly [result: { readonly usage: Usage }, count: number])[],
  { price }: LanguageModel,
): Cost {
  const sum = (read: (usage: Usage) => number): number =>
    counted.reduce((total, [{ usage }, count]) => total + count * read(usage), 0);
  const promptTokens = sum((usage) => usage.promptTokens);
  const completionTokens = sum((usage) => usage.completionTokens);
  return {
    requests: sum(requestsOf),
    remembered: sum((usage) => 1 - requestsOf(usage)),
    promptTokens,
    completionTokens,
    dollars: price === undefined ? null : costOf({ promptTokens, completionTokens }, price),
  };
}
