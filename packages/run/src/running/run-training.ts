import { describeData } from '@dln/datasets';
import { join } from 'node:path';
import type { Dataset } from '@dln/datasets';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import {
  addUsage,
  inUnitsOfCaps,
  BudgetExceededError,
  loadPrices,
  type Budget,
  type PriceTable,
} from '@dln/llm';
import {
  addGrounds,
  type Omission,
  planScoring,
  train,
  type TrainEvent,
  upgradeRecord,
} from '@dln/vi';
import { composeRun, type ComposedRun } from '../composition/compose-run.ts';
import type { GivenModels } from '../composition/given-models.ts';
import type { Configuration } from '../settings/configuration.ts';
import { presetDefaults } from '../configuration/preset-defaults.ts';
import { estimateUnlessStopped, priceDatesOf } from '../estimate/estimate-training.ts';
import { describeShortBudget } from '../estimate/describe-short-budget.ts';
import type { CostRanges } from '../estimate/cost-ranges.ts';
import { makeFolders } from '../files/make-folders.ts';
import { describeGenerated } from '../composition/describe-generated.ts';
import type { RunReporter, RunStart, RunSummary } from '../reporting/run-reporter.ts';
import { silentReporter } from '../reporting/silent-reporter.ts';
import {
  createReplyKeeper,
  type KeptElsewhere,
  type ReplyKeeper,
} from '../replies/reply-keeper.ts';
import type { SharedReplies } from '../replies/shared-replies.ts';
import { openRunProbes } from '../probes/open-run-probes.ts';
import { readCheckpoint, type Checkpoint } from '../directory/checkpoint.ts';
import { createRunDirectory } from '../directory/create-run-directory.ts';
import { describeDifference } from '../directory/describe-difference.ts';
import { openEventLog } from '../directory/event-log.ts';
import { lockRun } from '../directory/lock-run.ts';
import { readResultFile } from '../directory/merge-result-data.ts';
import { refuseExistingRun } from '../directory/refuse-existing-run.ts';
import { createRunDirectoryError } from '../directory/create-run-directory-error.ts';
import {
  readRunRecord,
  recordFile,
  writeRunRecord,
  type RunRecord,
} from '../directory/run-record.ts';
import { describeStartFolder } from '../directory/start-folder.ts';
import type { ModuleRecord } from '../modules/load-module.ts';
import { checkModules } from '../modules/check-modules.ts';
import { fingerprintRun, type Fingerprints } from './fingerprint-run.ts';
import { keepRecords } from './keep-records.ts';
import { keepCheckpoint } from './keep-checkpoint.ts';
import { keepResults } from './keep-results.ts';
import type { Learner } from './learner.ts';
import { locateRun } from '../recorded/locate-configuration.ts';
import { openTimeline } from './timeline.ts';
import { readVersions } from './read-versions.ts';
import { refuseProgramRun } from './refuse-program-run.ts';
import { traceLearner, traceModel } from './trace-run.ts';
import { capTime, createRunBudget, type Caps } from './run-budget.ts';
import { isRunError } from '../directory/run-error.ts';
import { watchContext } from '../reporting/watch-models.ts';
import { reportTest } from '../reporting/test-report.ts';
import { createSpendingLog, readSpendingLog } from './spending-log.ts';

/** Settings that may change when a run is resumed. */
export type ResumedSettings = Partial<Caps & Pick<Configuration, 'allowChangedModules'>>;

/** Options of `runTraining`. */
export interface RunTrainingOptions {
  /** Stops the run; what was learned is kept. */
  readonly signal?: AbortSignal;
  /** Shows the run. @default nothing is shown */
  readonly reporter?: RunReporter;
  /** Models of the calling program. @default those that the configuration names */
  readonly models?: GivenModels | undefined;
  /** A dataset of the calling program. @default the one that the configuration names */
  readonly dataset?: Dataset | undefined;
  /** Checks and changes the values of structured answers. @default the JSON Schema alone */
  readonly output?: StandardSchemaV1 | undefined;
  /** Modules that the calling program has loaded, for the record of the run. @default none */
  readonly modules?: readonly ModuleRecord[] | undefined;
  /** What models may cost. @default the tables of the configuration */
  readonly prices?: readonly PriceTable[];
  /** How the prompts are found. @default train */
  readonly learn?: Learner;
  /** Replies that this run shares with others. @default it keeps its own, and no more */
  readonly shared?: SharedReplies | undefined;
  /** Replies of this run outside its directory. @default none */
  readonly keptElsewhere?: KeptElsewhere | undefined;
  /**
   * The run directory itself, which may exist without a run. Used by `runTraining`.
   * @default a new folder, as `outDir` says
   */
  readonly runDirectory?: string | undefined;
}

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

/**
 * The checkpoint of a run, which knows what the run was made with.
 *
 * @throws RunError if its record says something else by now
 */
async function takeCheckpoint(
  runDirectory: string,
  { configuration }: RunRecord,
  onNote: (text: string) => void,
): Promise<Checkpoint | undefined> {
  const checkpoint = await readCheckpoint(runDirectory);
  if (checkpoint === 'damaged')
    onNote(
      'The checkpoint of this run is damaged. The run is made again from its replies all the same, without the comparison with it.',
    );
  if (typeof checkpoint === 'string') return undefined;
  const difference = describeDifference(checkpoint.configuration, configuration);
  if (difference.length === 0) return checkpoint;
  throw createRunDirectoryError({
    runDirectory,
    problem: `it was made with other settings than its config.json has now (${difference.join('; ')}). Put them back, or start a run with the new ones: use ${join(runDirectory, recordFile)} as its configuration file, with another \`outDir\``,
  });
}

/** The modules of a run and of its program; no key without any. */
function modulesOf(
  run: ComposedRun,
  { modules = [] }: RunTrainingOptions,
): Pick<RunRecord, 'modules'> {
  const all = [...modules, ...run.modules.records].filter(
    ({ path }, index, list) => list.findIndex((other) => other.path === path) === index,
  );
  return all.length === 0 ? {} : { modules: all };
}

/** Another version may decide otherwise with the same replies. */
function checkVersions(runDirectory: string, versions: RunRecord['versions']): void {
  const { node: _ours, ...now } = readVersions();
  const changed = Object.entries(now).filter(([name, version]) => versions[name] !== version);
  if (changed.length === 0) return;
  const difference = changed
    .map(([name, version]) => `${name} ${versions[name] ?? 'unknown'}, now ${version}`)
    .join('; ');
  throw createRunDirectoryError({
    runDirectory,
    problem: `it was made with other versions (${difference})`,
  });
}

function checkFingerprints(runDirectory: string, before: Fingerprints, now: Fingerprints): void {
  const changed = (['data', 'templates'] as const).filter((part) => before[part] !== now[part]);
  if (changed.length === 0) return;
  throw createRunDirectoryError({
    runDirectory,
    problem: `its ${changed.join(' and ')} are not what they were when it began; put them back`,
  });
}

/** Makes a run in its directory, shown by the reporter. */
async function conduct(
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
    return await record({
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

async function record(options: {
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
  let isInterrupted = false;
  let reachedCap: string | null = null;
  await using log = await openEventLog(join(runDirectory, 'events.jsonl'), {
    upgrade: upgradeRecord,
  });
  await using records = await keepRecords(runDirectory, configuration.preset);
  const timeline = await openTimeline(runDirectory);
  try {
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
    if (error instanceof BudgetExceededError || isRunError(error, 'time-cap'))
      reachedCap = error.message;
    const isExpected = isInterrupted || reachedCap !== null;
    const type = isExpected ? 'interrupted' : 'failed';
    await log.append({ type, spending: run.spending() });
    if (!isExpected) throw error;
  } finally {
    await results.finish();
  }

  const { parameters, devAccuracy, testAccuracy, baselineAccuracy } = results.best;
  const { tested, baseline, isStoppedEarly } = results.best;
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

/** What is known of a run before its first event. */
export function describeStart(
  configuration: Configuration,
  { dataset, context, metric }: ComposedRun,
  runDirectory: string,
): RunStart {
  const { preset, layers, iters } = configuration;
  return {
    runDirectory,
    dataset: dataset.name,
    dataNotes: describeData(dataset),
    preset,
    models: [...new Set([context.models.forward.id, context.models.backward.id])],
    metric,
    scoring: planScoring(context),
    layers,
    iterations: iters,
    sizes: { train: dataset.size('train'), dev: dataset.size('dev'), test: dataset.size('test') },
  };
}
