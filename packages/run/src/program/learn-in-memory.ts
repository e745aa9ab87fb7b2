import { describeData } from '@dln/datasets';
import { BudgetExceededError } from '@dln/llm';
import { train } from '@dln/vi';
import { composeRun, type ComposedRun } from '../composition/compose-run.ts';
import { describeShortBudget } from '../estimate/describe-short-budget.ts';
import { estimateUnlessStopped } from '../estimate/estimate-training.ts';
import { createReplyKeeper } from '../replies/reply-keeper.ts';
import { nothingLearned, updateBest } from '../running/best-so-far.ts';
import { createNetworkBuilder } from '../running/create-network-builder.ts';
import { keepAgreements } from '../running/keep-agreements.ts';
import { capTime, createRunBudget } from '../running/run-budget.ts';
import { isRunError } from '../directory/run-error.ts';
import { describeStart } from '../running/describe-start.ts';
import { traceLearner, traceModel } from '../running/trace-run.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { LearnOptions } from './learn-options.ts';
import type { Learned } from './learned.ts';

/** Trains without a run directory: nothing is written, except to replies that are shared. */
export async function learnInMemory({
  plan: { configuration, dataset },
  models,
  shared,
  signal,
  emit,
  output,
}: LearnOptions): Promise<Learned> {
  const onNote = (text: string): void => emit({ type: 'note', text });
  using keeper = createReplyKeeper({ seed: configuration.seed, shared, onNote });
  using clock = capTime(configuration, signal);
  const run = await composeRun(configuration, clock.signal, {
    keep: (model, identity, isLocal) => keeper.keep(traceModel(model), identity, isLocal),
    budget: createRunBudget(configuration),
    models,
    dataset,
    output,
    onNote,
  });
  const { runDirectory: _, ...start } = describeStart(configuration, run, '');
  emit({ type: 'started', ...start, dataNotes: describeData(dataset) });
  run.remarks.forEach(onNote);
  await noteShortBudget(configuration, run, onNote);
  const builder = createNetworkBuilder({ configuration, run });
  let best = nothingLearned(run.parameters);
  let stop: Learned['stop'] = null;
  try {
    await keepAgreements({ run, onNote });
    for await (const event of traceLearner(train)(run)) {
      builder.add(event);
      best = updateBest(best, event);
      emit(event);
    }
  } catch (error) {
    stop = whyStopped(error, signal);
    if (stop === null) throw error;
  } finally {
    await run.close();
  }
  return { best, network: builder.build(best), spending: run.spending(), stop };
}

/** An estimate takes time, and matters to a training with caps only. */
async function noteShortBudget(
  configuration: Configuration,
  run: ComposedRun,
  onNote: (text: string) => void,
): Promise<void> {
  const { maxRequests, maxTokensTotal, maxCost } = configuration;
  if (maxRequests === null && maxTokensTotal === null && maxCost === null) return;
  const estimate = await estimateUnlessStopped(run);
  const shortage = estimate && describeShortBudget(configuration, estimate.least);
  if (shortage) onNote(shortage);
}

/** What ended a training that its caller stopped, or a cap; null for other errors. */
function whyStopped(error: unknown, signal: AbortSignal): Learned['stop'] {
  if (signal.aborted) return { by: 'aborted', reason: String(signal.reason) };
  return error instanceof BudgetExceededError || isRunError(error, 'time-cap')
    ? { by: 'budget', reason: error.message }
    : null;
}
