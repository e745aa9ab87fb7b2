import { BudgetExceededError, type BudgetLimits } from '@dln/llm';
import { isRunError } from '../directory/run-error.ts';
import type { Configuration } from '../settings/configuration.ts';

/** A cap that ended a run. */
export interface ReachedCap {
  readonly setting: 'maxRequests' | 'maxTokensTotal' | 'maxCost' | 'maxMinutes';
  /** What the setting was. */
  readonly limit: number;
  /** What the cap says, as a sentence. */
  readonly message: string;
}

const SETTINGS: Readonly<Record<keyof BudgetLimits, ReachedCap['setting']>> = {
  requests: 'maxRequests',
  tokens: 'maxTokensTotal',
  dollars: 'maxCost',
};

/** The cap that an error reports; null if it is another error. */
export function reachedCapOf(
  error: unknown,
  { maxMinutes }: Pick<Configuration, 'maxMinutes'>,
): ReachedCap | null {
  if (error instanceof BudgetExceededError)
    return { setting: SETTINGS[error.cap], limit: error.limit, message: error.message };
  if (maxMinutes !== null && isRunError(error, 'time-cap'))
    return { setting: 'maxMinutes', limit: maxMinutes, message: error.message };
  return null;
}
