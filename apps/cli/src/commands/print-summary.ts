import type { RunSummary } from '@dln/run';
import { instructionsOf } from '@dln/vi';
import type { Writer } from '../command-line/surroundings.ts';
import { fitStream, lineWidth } from '../reporters/fit-stream.ts';
import { CapReachedError } from './cap-reached-error.ts';
import { describeSummary } from '../reporters/describe-summary.ts';

/**
 * Prints what a run came to: one JSON object for programs, a few lines for people.
 *
 * @throws CapReachedError if a cap ended it
 */
export function printSummary(stdout: Writer, summary: RunSummary, isJson: boolean): void {
  const { isInterrupted, reachedCap, ...results } = summary;
  const { devAccuracy, testAccuracy, baselineAccuracy, test, isStoppedEarly } = results;
  const { bestParameters, costs, requests, spent, estimate } = results;
  const { omitted, cache, runDirectory, agreements } = results;
  const object = {
    devAccuracy,
    testAccuracy,
    baselineAccuracy,
    test,
    ...(agreements ? { agreements } : {}),
    bestPrompts: instructionsOf(bestParameters),
    bestParameters,
    costs,
    requests,
    omitted,
    spent,
    estimate,
    ...(cache === null ? {} : { cache }),
    runDirectory,
  };
  const ended = {
    ...(isStoppedEarly ? { isStoppedEarly } : {}),
    ...(isInterrupted ? { isInterrupted } : {}),
    ...(reachedCap === null ? {} : { reachedCap: reachedCap.message }),
  };
  stdout.write(
    isJson
      ? `${JSON.stringify({ ...object, ...ended })}\n`
      : `${fitStream(describeSummary(summary, lineWidth(stdout)), stdout)}\n`,
  );
  if (reachedCap !== null) throw new CapReachedError(reachedCap, runDirectory);
}
