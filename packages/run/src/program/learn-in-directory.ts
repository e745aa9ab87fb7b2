import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeDifference } from '../directory/describe-difference.ts';
import { readRunRecord, recordFile } from '../directory/run-record.ts';
import type { RunReporter, RunSummary } from '../reporting/run-reporter.ts';
import { resumeTraining } from '../running/resume-training.ts';
import { runTraining } from '../running/run-training.ts';
import type { LearnOptions } from './learn-options.ts';
import type { Learned } from './learned.ts';
import { createOtherRunError } from './create-training-errors.ts';

/**
 * Trains in a run directory: begins a run, goes on with one that was stopped, or takes the result
 * of one that is finished.
 *
 * @throws RunError if the run there was made with other options
 * @throws RunError if it cannot be taken up
 */
export async function learnInDirectory(
  runDirectory: string,
  { plan: { configuration, dataset, modules }, models, shared, signal, emit, output }: LearnOptions,
): Promise<Learned> {
  const reporter: RunReporter = {
    onStart: (start) => emit({ type: 'started', ...start }),
    onEvent: emit,
    onNote: (text) => emit({ type: 'note', text }),
    onEnd: () => undefined,
  };
  const options = { models, dataset, modules, shared, signal, reporter, output };
  if (!(await holdsRun(runDirectory)))
    return toLearned(await runTraining(configuration, { ...options, runDirectory }));
  const { configuration: before } = await readRunRecord(runDirectory);
  const difference = describeDifference(before, configuration);
  if (difference.length > 0) throw createOtherRunError(runDirectory, difference);
  const { maxRequests, maxTokensTotal, maxCost, maxMinutes, allowChangedModules } = configuration;
  const caps = { maxRequests, maxTokensTotal, maxCost, maxMinutes, allowChangedModules };
  return toLearned(await resumeTraining(runDirectory, { ...options, caps }));
}

async function holdsRun(runDirectory: string): Promise<boolean> {
  try {
    await access(join(runDirectory, recordFile));
    return true;
  } catch {
    return false;
  }
}

async function toLearned(summary: RunSummary): Promise<Learned> {
  const { devAccuracy, testAccuracy, baselineAccuracy, bestParameters, runDirectory } = summary;
  const { requests, costs, isInterrupted, reachedCap, models } = summary;
  const network: unknown = JSON.parse(await readFile(join(runDirectory, 'network.json'), 'utf8'));
  return {
    best: {
      parameters: bestParameters,
      devAccuracy,
      testAccuracy,
      baselineAccuracy,
      ...(models ? { models } : {}),
    },
    network,
    spending: {
      requestsSent: requests.sent,
      requestsSaved: requests.saved,
      tokens: costs.totalTokens,
      dollars: costs.dollars,
    },
    stop:
      reachedCap !== null
        ? { by: 'budget', reason: reachedCap.message }
        : isInterrupted
          ? { by: 'aborted', reason: 'The signal was aborted.' }
          : null,
    runDirectory,
  };
}
