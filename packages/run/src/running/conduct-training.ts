import type { Budget } from '@dln/llm';
import { train } from '@dln/vi';
import type { ComposedRun } from '../composition/compose-run.ts';
import type { Configuration } from '../settings/configuration.ts';
import { estimateUnlessStopped } from '../estimate/estimate-training.ts';
import { describeShortBudget } from '../estimate/describe-short-budget.ts';
import { describeGenerated } from '../composition/describe-generated.ts';
import type { RunSummary } from '../reporting/run-reporter.ts';
import { silentReporter } from '../reporting/silent-reporter.ts';
import type { ReplyKeeper } from '../replies/reply-keeper.ts';
import type { Checkpoint } from '../directory/checkpoint.ts';
import type { RunTrainingOptions } from './run-training-options.ts';
import { describeStart } from './describe-start.ts';
import { recordTraining } from './record-training.ts';

/** Makes a run in its directory, shown by the reporter. */
export async function conduct(
  options: RunTrainingOptions & {
    readonly configuration: Configuration;
    /** As it stands in the record of the run. @default configuration */
    readonly asked?: Configuration;
    readonly run: ComposedRun;
    readonly runDirectory: string;
    readonly budget: Budget;
    readonly keeper: ReplyKeeper;
    readonly before?: Checkpoint | undefined;
  },
): Promise<RunSummary> {
  const {
    configuration,
    run,
    runDirectory,
    signal = new AbortController().signal,
    reporter = silentReporter,
    learn = train,
  } = options;
  reporter.onStart(describeStart(configuration, run, runDirectory), run.spending);
  const remark = describeGenerated(run.dataset);
  for (const note of [remark, ...run.remarks]) if (note !== undefined) reporter.onNote(note);
  try {
    // Other ways to learn ask other questions.
    const estimate = learn === train ? await estimateUnlessStopped(run) : null;
    const shortage = estimate && describeShortBudget(configuration, estimate.least);
    if (shortage) reporter.onNote(shortage);
    return await recordTraining({
      ...options,
      estimate: estimate && estimate.ranges,
      reporter,
      signal,
      learn,
    });
  } finally {
    reporter.onEnd();
    await run.close();
  }
}
