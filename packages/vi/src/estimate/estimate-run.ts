import { checkRun } from '../training/check-run.ts';
import { plannedSteps } from '../training/planned-steps.ts';
import type { PlannedRun } from '../training/run-rules.ts';
import { countRun, type CountedRun } from './count-run.ts';
import { outlooks, perfectAtOnce, type Bound } from './outlook.ts';

/** What a run takes, before anything is asked. */
export interface RunEstimate extends Readonly<Record<Bound, CountedRun>> {
  /**
   * The run if its initial prompts answer the whole dev split right; null if that does not end it.
   */
  readonly stoppedAtOnce: CountedRun | null;
}

/**
 * Counts the calls, tokens and dollars of a run before anything is sent: it trains with models that
 * count what they are asked and make up their answers, once for each end of what may come. Nothing
 * is written, and the dataset is left as it is.
 *
 * Calls are exact if the replies are as an end assumes (see `Bound`). Tokens come from the real
 * templates and examples, and from replies of assumed lengths.
 *
 * @throws RunConfigurationError, UnsupportedCapabilityError as `train` does
 */
export async function estimateRun(run: PlannedRun): Promise<RunEstimate> {
  checkRun(run);
  const { settings } = run;
  return {
    low: await countRun(run, outlooks.low),
    expected: await countRun(run, outlooks.expected),
    high: await countRun(run, outlooks.high),
    stoppedAtOnce:
      settings.stopsWhenPerfect && plannedSteps(run) > 0
        ? await countRun(run, perfectAtOnce)
        : null,
  };
}
