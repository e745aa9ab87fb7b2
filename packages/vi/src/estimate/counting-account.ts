import { costOf, promptText, type LanguageModel, type Prompt, type Usage } from '@dln/llm';
import { callPurposes, type CallPurpose } from './call-purpose.ts';
import { zip } from '../scoring/outcome.ts';
import { addExpenses, NO_EXPENSE, type Expense } from './expense.ts';

/** What a run takes, by what its models are asked for. */
export interface ExpenseByPurpose {
  readonly purposes: Readonly<Record<CallPurpose, Expense>>;
  readonly total: Expense;
}

/** How many questions a question stands for: new ones, or ones that were answered before. */
export type Multiplicity = (text: string, isRepeat: boolean) => number;

/** Adds up what a run takes. */
export interface CountingAccount {
  /** The same model, whose calls are added under the purpose that is named when they begin. @default multiplicity: each question stands for itself */
  readonly count: (
    model: LanguageModel,
    purposeOf: () => CallPurpose,
    multiplicity?: Multiplicity,
  ) => LanguageModel;
  readonly expenses: () => ExpenseByPurpose;
}

/** An account without calls. */
export function createCountingAccount(): CountingAccount {
  const expenses = new Map<CallPurpose, Expense>(callPurposes.map((name) => [name, NO_EXPENSE]));
  const of = (purpose: CallPurpose): Expense => expenses.get(purpose) ?? NO_EXPENSE;
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
        expenses.set(purpose, addExpenses(of(purpose), expenseOf(zip(results, counts), model)));
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
    expenses: () => ({
      purposes: Object.fromEntries(expenses) as Record<CallPurpose, Expense>,
      total: [...expenses.values()].reduce(addExpenses),
    }),
  };
}

function expenseOf(
  counted: readonly (readonly [result: { readonly usage: Usage }, count: number])[],
  { price }: LanguageModel,
): Expense {
  const sum = (read: (usage: Usage) => number): number =>
    counted.reduce((total, [{ usage }, count]) => total + count * read(usage), 0);
  const promptTokens = sum((usage) => usage.promptTokens);
  const completionTokens = sum((usage) => usage.completionTokens);
  return {
    calls: sum(() => 1),
    repeats: sum(({ requests = 1 }) => 1 - requests),
    promptTokens,
    completionTokens,
    dollars: price === undefined ? null : costOf({ promptTokens, completionTokens }, price),
  };
}
