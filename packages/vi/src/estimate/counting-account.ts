import { costOf, type LanguageModel, type Usage } from '@dln/llm';
import { callPurposes, type CallPurpose } from './call-purpose.ts';
import { addExpenses, NO_EXPENSE, type Expense } from './expense.ts';

/** What a run takes, by what its models are asked for. */
export interface ExpenseByPurpose {
  readonly purposes: Readonly<Record<CallPurpose, Expense>>;
  readonly total: Expense;
}

/** Adds up what a run takes. */
export interface CountingAccount {
  /** The same model, whose calls are added under the purpose that is named when they begin. */
  readonly count: (model: LanguageModel, purposeOf: () => CallPurpose) => LanguageModel;
  readonly expenses: () => ExpenseByPurpose;
}

/** An account without calls. */
export function createCountingAccount(): CountingAccount {
  const expenses = new Map<CallPurpose, Expense>(callPurposes.map((name) => [name, NO_EXPENSE]));
  const of = (purpose: CallPurpose): Expense => expenses.get(purpose) ?? NO_EXPENSE;
  return {
    count: (model, purposeOf) => {
      const add = async <Result extends { readonly usage: Usage }>(
        asked: Promise<readonly Result[]>,
      ): Promise<readonly Result[]> => {
        const purpose = purposeOf();
        const results = await asked;
        expenses.set(purpose, addExpenses(of(purpose), expenseOf(results, model)));
        return results;
      };
      const scoreText = model.scoreText?.bind(model);
      const nextToken = model.nextToken?.bind(model);
      return {
        ...model,
        generate: (requests, options) => add(model.generate(requests, options)),
        ...(scoreText
          ? { scoreText: (requests, options) => add(scoreText(requests, options)) }
          : {}),
        ...(nextToken
          ? { nextToken: (contexts, options) => add(nextToken(contexts, options)) }
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
  results: readonly { readonly usage: Usage }[],
  { price }: LanguageModel,
): Expense {
  const sum = (read: (usage: Usage) => number): number =>
    results.reduce((total, { usage }) => total + read(usage), 0);
  const promptTokens = sum((usage) => usage.promptTokens);
  const completionTokens = sum((usage) => usage.completionTokens);
  return {
    calls: results.length,
    repeats: sum(({ requests = 1 }) => 1 - requests),
    promptTokens,
    completionTokens,
    dollars: price === undefined ? null : costOf({ promptTokens, completionTokens }, price),
  };
}
