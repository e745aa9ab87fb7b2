import { addUsage, loadPrices } from '@dln/llm';
import { composeRun } from '../composition/compose-run.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { RunSummary } from '../reporting/run-reporter.ts';
import { silentReporter } from '../reporting/silent-reporter.ts';
import { createReplyKeeper } from '../replies/reply-keeper.ts';
import { lockRun } from '../directory/lock-run.ts';
import { readRunRecord } from '../directory/run-record.ts';
import { checkModules } from '../modules/check-modules.ts';
import { fingerprintRun } from './fingerprint-run.ts';
import { locateRun } from '../recorded/locate-configuration.ts';
import { refuseProgramRun } from './refuse-program-run.ts';
import { traceModel } from './trace-run.ts';
import { capTime, createRunBudget } from './run-budget.ts';
import { createSpendingLog, readSpendingLog } from './spending-log.ts';
import type { ResumedSettings, RunTrainingOptions } from './run-training-options.ts';
import { checkFingerprints, checkVersions, takeCheckpoint } from './check-resumable.ts';
import { modulesOf } from './modules-of.ts';
import { conduct } from './conduct-training.ts';

/**
 * Goes on with a run that was stopped or killed, to the result that it would have come to. It is
 * made again from its beginning with the replies that it has, and only what is missing is asked
 * for.
 *
 * @throws RunError if the folder has no run, or a run of other versions, settings, data or
 *   templates
 * @throws RunError for a run of a program without `options.models`
 * @throws RunError if another process is at it
 * @throws RunError if the run does not go as it went before
 */
export async function resumeTraining(
  runDirectory: string,
  options: RunTrainingOptions & {
    /** Replace those that the run began with. */
    readonly caps?: ResumedSettings;
  } = {},
): Promise<RunSummary> {
  const { signal = new AbortController().signal, caps = {} } = options;
  const recorded = await readRunRecord(runDirectory);
  if (options.models === undefined) refuseProgramRun(runDirectory, recorded);
  const { findings, startFolder = null } = recorded;
  const configuration: Configuration = { ...recorded.configuration, ...caps };
  checkVersions(runDirectory, recorded.versions);
  using _lock = lockRun(runDirectory);
  const { shared, reporter = silentReporter } = options;
  const before = await takeCheckpoint(runDirectory, recorded, reporter.onNote);
  const { seed } = configuration;
  using keeper = createReplyKeeper({
    ...{ seed, shared, onNote: reporter.onNote },
    elsewhere: options.keptElsewhere,
  });
  keeper.open(runDirectory);
  using clock = capTime(configuration, signal);
  const log = createSpendingLog();
  log.open(runDirectory);
  const unansweredBefore = readSpendingLog(runDirectory);
  const budget = createRunBudget(configuration, {
    spentBefore: addUsage(keeper.spent(), unansweredBefore),
    unansweredBefore,
    onUnanswered: log.add,
  });
  const located = locateRun(configuration, { runDirectory, startFolder }, options);
  const run = await composeRun(located, clock.signal, {
    keep: (model, identity, isLocal) => keeper.keep(traceModel(model), identity, isLocal),
    findings,
    budget,
    models: options.models,
    dataset: options.dataset,
    output: options.output,
    onNote: reporter.onNote,
    prices: options.prices ?? (await loadPrices(located.prices ?? undefined)),
  });
  const changes = checkModules(recorded.modules ?? [], modulesOf(run, options).modules ?? [], {
    isAllowed: configuration.allowChangedModules,
    runDirectory,
  });
  changes.forEach((text) => reporter.onNote(text));
  checkFingerprints(runDirectory, recorded.fingerprints, fingerprintRun(run));
  return await conduct({
    ...options,
    signal,
    configuration: located,
    asked: configuration,
    run,
    runDirectory,
    budget,
    keeper,
    before,
  });
}
