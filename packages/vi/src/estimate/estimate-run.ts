import { costOf } from '@dln/llm';
import type { PlannedRun } from '../training/run-rules.ts';
import { planRun } from './plan-run.ts';
import type { Bound, CallPurpose, PlannedCalls } from './planned-calls.ts';
import { measureTexts } from './text-lengths.ts';

/** What some calls take. */
export interface Expense {
  /** Questions, also those that have been answered before. */
  readonly calls: number;
  /** Those that are sure to have been, and are not sent where answers are remembered; no tokens are counted for them. */
  readonly repeats: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** US dollars; null where a model's price is not known. */
  readonly dollars: number | null;
}

/** What a run takes at one end of what may be. */
export interface ExpenseByPurpose {
  readonly purposes: Readonly<Record<CallPurpose, Expense>>;
  readonly total: Expense;
}

/** What a run takes, before anything is asked. */
export type RunEstimate = Readonly<Record<Bound, ExpenseByPurpose>>;

/**
 * Counts the calls, tokens and dollars of a run before anything is sent. Calls are counted exactly (`planRun` says from when on); tokens come from the real templates
 * and examples, with a reply between one token and as many as it may have.
 *
 * @param run its dataset is iterated, which draws few-shot examples: give it one of its own
 */
export async function estimateRun(run: PlannedRun): Promise<RunEstimate> {
  const texts = await measureTexts(run);
  const at = (bound: Bound): ExpenseByPurpose => addUp(run, planRun(run, texts, bound));
  return { low: at('low'), expected: at('expected'), high: at('high') };
}

const nothing: Expense = {
  calls: 0,
  repeats: 0,
  promptTokens: 0,
  completionTokens: 0,
  dollars: 0,
};

function addUp(run: PlannedRun, calls: readonly PlannedCalls[]): ExpenseByPurpose {
  const sum = (members: readonly PlannedCalls[]): Expense =>
    members.map((one) => expenseOf(run, one)).reduce(addExpenses, nothing);
  const of = (purpose: CallPurpose): Expense => sum(calls.filter((one) => one.purpose === purpose));
  return {
    purposes: {
      forward: of('forward'),
      'class scores': of('class scores'),
      'text scores': of('text scores'),
      'posterior samples': of('posterior samples'),
      proposals: of('proposals'),
      validation: of('validation'),
      bound: of('bound'),
      test: of('test'),
    },
    total: sum(calls),
  };
}

function expenseOf(
  { context }: PlannedRun,
  { role, calls, repeats, promptTokens, completionTokens }: PlannedCalls,
): Expense {
  const sent = calls - repeats;
  const usage = { promptTokens: sent * promptTokens, completionTokens: sent * completionTokens };
  const { price } = context.models[role];
  return {
    calls,
    repeats,
    ...usage,
    dollars: price === undefined ? null : costOf(usage, price),
  };
}

/** Two expenses as one. */
export function addExpenses(one: Expense, other: Expense): Expense {
  return {
    calls: one.calls + other.calls,
    repeats: one.repeats + other.repeats,
    promptTokens: one.promptTokens + other.promptTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    dollars: one.dollars === null || other.dollars === null ? null : one.dollars + other.dollars,
  };
}
