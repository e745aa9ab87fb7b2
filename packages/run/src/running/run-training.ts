import { loadPrices } from '@dln/llm';
import { composeRun } from '../composition/compose-run.ts';
import type { Configuration } from '../settings/configuration.ts';
import { presetDefaults } from '../configuration/preset-defaults.ts';
import { makeFolders } from '../files/make-folders.ts';
import type { RunSummary } from '../reporting/run-reporter.ts';
import { silentReporter } from '../reporting/silent-reporter.ts';
import { createReplyKeeper } from '../replies/reply-keeper.ts';
import { openRunProbes } from '../probes/open-run-probes.ts';
import { createRunDirectory } from '../directory/create-run-directory.ts';
import { lockRun } from '../directory/lock-run.ts';
import { readResultFile } from '../directory/merge-result-data.ts';
import { refuseExistingRun } from '../directory/refuse-existing-run.ts';
import { writeRunRecord } from '../directory/run-record.ts';
import { describeStartFolder } from '../directory/start-folder.ts';
import { fingerprintRun } from './fingerprint-run.ts';
import { readVersions } from './read-versions.ts';
import { traceModel } from './trace-run.ts';
import { capTime, createRunBudget } from './run-budget.ts';
import { createSpendingLog } from './spending-log.ts';
import type { RunTrainingOptions } from './run-training-options.ts';
import { modulesOf } from './modules-of.ts';
import { conduct } from './conduct-training.ts';

/**
 * Trains a network as `dln train` does: loads what the configuration names, makes a run directory,
 * trains, and leaves there what was asked, what happened, the best network and the results. A run
 * that is stopped or fails leaves what it has learned by then.
 *
 * @throws errors with `userFacing` if the run cannot be made; before the first request, as far as
 *   that can be known
 */
export async function runTraining(
  configuration: Configuration,
  options: RunTrainingOptions = {},
): Promise<RunSummary> {
  const { signal = new AbortController().signal } = options;
  const { resultDataPath, outDir, seed } = configuration;
  await refuseExistingRun(configuration);
  // A file that results cannot be added to is found out now, not at the end.
  if (resultDataPath !== null) await readResultFile(resultDataPath);
  const { shared, reporter = silentReporter } = options;
  using keeper = createReplyKeeper({
    ...{ seed, shared, onNote: reporter.onNote },
    elsewhere: options.keptElsewhere,
  });
  using clock = capTime(configuration, signal);
  const log = createSpendingLog();
  const budget = createRunBudget(configuration, { onUnanswered: log.add });
  const run = await composeRun(configuration, clock.signal, {
    keep: (model, identity, isLocal) => keeper.keep(traceModel(model), identity, isLocal),
    budget,
    models: options.models,
    dataset: options.dataset,
    output: options.output,
    prices: options.prices ?? (await loadPrices(configuration.prices ?? undefined)),
    probes: shared && openRunProbes(shared, reporter.onNote),
    onNote: reporter.onNote,
  });
  if (options.runDirectory !== undefined) await makeFolders(options.runDirectory);
  const runDirectory =
    options.runDirectory ??
    (await createRunDirectory({
      outDir,
      name: run.dataset.name,
      // The default folder is for many runs, also the first time.
      alwaysNumbered: outDir === presetDefaults(configuration.preset).outDir,
    }));
  using _lock = lockRun(runDirectory);
  await writeRunRecord(runDirectory, {
    configuration,
    versions: readVersions(),
    findings: run.findings,
    fingerprints: fingerprintRun(run),
    ...modulesOf(run, options),
    startFolder: describeStartFolder(runDirectory),
  });
  keeper.open(runDirectory);
  log.open(runDirectory);
  // Finding out what endpoints can do has been paid for, and leaves no reply.
  log.add(budget.spent);
  return await conduct({ ...options, signal, configuration, run, runDirectory, budget, keeper });
}
