import { join } from 'node:path';
import { inUnitsOfCaps, type Budget } from '@dln/llm';
import { addGrounds, type Omission, type TrainEvent, upgradeRecord } from '@dln/vi';
import type { ComposedRun } from '../composition/compose-run.ts';
import type { Configuration } from '../settings/configuration.ts';
import { priceDatesOf } from '../estimate/estimate-training.ts';
import type { CostRanges } from '../estimate/cost-ranges.ts';
import type { RunReporter, RunSummary } from '../reporting/run-reporter.ts';
import type { ReplyKeeper } from '../replies/reply-keeper.ts';
import type { Checkpoint } from '../directory/checkpoint.ts';
import { openEventLog } from '../directory/event-log.ts';
import { keepAgreements } from './keep-agreements.ts';
import { keepRecords } from './keep-records.ts';
import { keepCheckpoint } from './keep-checkpoint.ts';
import { keepResults } from './keep-results.ts';
import { reachedCapOf } from '../reporting/reached-cap.ts';
import type { Learner } from './learner.ts';
import { openTimeline } from './timeline.ts';
import { traceLearner } from './trace-run.ts';
import { watchContext } from '../reporting/watch-models.ts';
import { reportTest } from '../reporting/test-report.ts';

/**
 * Learns, and leaves the events, the candidates, the checkpoint and the results in the run
 * directory. A run that is stopped, or that reaches a cap, ends without an error.
 */
export async function recordTraining(options: {
  readonly configuration: Configuration;
  readonly asked?: Configuration;
  readonly run: ComposedRun;
  readonly runDirectory: string;
  readonly budget: Budget;
  readonly estimate: CostRanges | null;
  readonly reporter: RunReporter;
  readonly signal: AbortSignal;
  readonly learn: Learner;
  readonly keeper: ReplyKeeper;
  readonly before?: Checkpoint | undefined;
}): Promise<RunSummary> {
  const { configuration, run, runDirectory, budget, estimate, reporter, signal, learn } = options;
  const { keeper, before } = options;
  const results = keepResults(options);
  const samples = (): ReturnType<ReplyKeeper['samples']> => keeper.samples();
  const { asked = configuration } = options;
  const checkpoint = keepCheckpoint({ configuration: asked, run, runDirectory, samples, before });
  await checkpoint.begin();
  let tokensBeforeTest = 0;
  let omitted: RunSummary['omitted'] = {};
  let classScores: RunSummary['classScores'] = [];
  let agreements: NonNullable<RunSummary['agreements']> = [];
  let isInterrupted = false;
  let reachedCap: RunSummary['reachedCap'] = null;
  await using log = await openEventLog(join(runDirectory, 'events.jsonl'), {
    upgrade: upgradeRecord,
  });
  await using records = await keepRecords(runDirectory, configuration.preset);
  const timeline = await openTimeline(runDirectory);
  try {
    agreements = await keepAgreements({ run, runDirectory, onNote: reporter.onNote });
    const traced = traceLearner(learn);
    const { onProgress } = reporter;
    const context = onProgress ? watchContext(run.context, onProgress) : run.context;
    for await (const event of traced({ ...run, context, onState: checkpoint.onState })) {
      await log.append({ ...event, spending: run.spending() });
      await records.add(event, run.spending());
      await timeline.add(event, run.retries());
      results.add(event);
      if (event.type === 'omitted') omitted = countOmission(omitted, event);
      classScores = addGrounds([...classScores, ...groundsOfEvent(event)]);
      if (event.type === 'iteration') {
        tokensBeforeTest = run.spending().tokens;
        await results.save();
      }
      await checkpoint.follow(event);
      reporter.onEvent(event);
    }
  } catch (error) {
    isInterrupted = signal.aborted;
    reachedCap = reachedCapOf(error, configuration);
    const isExpected = isInterrupted || reachedCap !== null;
    const type = isExpected ? 'interrupted' : 'failed';
    await log.append({ type, spending: run.spending() });
    if (!isExpected) throw error;
  } finally {
    await results.finish();
  }

  const { parameters, devAccuracy, testAccuracy, baselineAccuracy } = results.best;
  const { tested, baseline, isStoppedEarly, models } = results.best;
  const { tokens, requestsSent, requestsSaved, dollars } = run.spending();
  // A test that was interrupted has no result; what it used counts as training.
  const testTokens = testAccuracy === null ? 0 : tokens - tokensBeforeTest;
  return {
    devAccuracy,
    testAccuracy,
    baselineAccuracy,
    test:
      tested === null
        ? null
        : reportTest({
            examples: tested,
            baseline,
            classes: run.context.layers.at(-1)?.outputClasses?.verbalizers ?? null,
            hasSchema: run.context.layers.at(-1)?.outputSchema !== undefined,
          }),
    ...(models ? { models } : {}),
    ...(agreements.length > 0 ? { agreements } : {}),
    isStoppedEarly,
    bestParameters: parameters,
    costs: {
      trainingTokens: tokens - testTokens,
      testTokens,
      totalTokens: tokens,
      dollars,
      priceDates: priceDatesOf(run),
    },
    requests: { sent: requestsSent, saved: requestsSaved, retries: run.retries() },
    omitted,
    classScores,
    spent: inUnitsOfCaps(budget.spent),
    estimate,
    cache: keeper.cache(),
    runDirectory,
    isInterrupted,
    reachedCap,
  };
}

function groundsOfEvent(event: TrainEvent): RunSummary['classScores'] {
  if (event.type === 'stepped') return event.info.grounds ?? [];
  return event.type === 'validated' || event.type === 'tested' ? (event.grounds ?? []) : [];
}

function countOmission(
  omitted: RunSummary['omitted'],
  { what, count }: Omission,
): RunSummary['omitted'] {
  return { ...omitted, [what]: (omitted[what] ?? 0) + count };
}
