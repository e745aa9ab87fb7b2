import type { NetworkModels } from '../inference/inference-context.ts';
import { checkBound } from './check-bound.ts';
import { checkScores } from './check-scores.ts';
import { plannedSteps } from './planned-steps.ts';
import { RunConfigurationError } from './run-configuration-error.ts';
import type { PlannedRun } from './run-rules.ts';

/**
 * Refuses a run that would fail or mean nothing, before anything is asked of a model. What is
 * refused depends on the preset: `reference` accepts every combination that the Python reference
 * runs.
 *
 * @throws RunConfigurationError for settings that do not fit together
 * @throws UnsupportedCapabilityError if an objective needs a score that the scoring model cannot
 * give
 */
export function checkRun(run: PlannedRun): void {
  checkParameters(run);
  for (const rule of run.strategies.rules) {
    const problem = rule(run);
    if (problem) throw new RunConfigurationError(problem);
  }
  checkSplits(run);
  checkBatchSize(run);
  checkBound(run);
  checkCalibration(run);
  for (const models of modelsOf(run)) checkScores({ ...run, context: { ...run.context, models } });
}

function modelsOf({ context: { ensemble, models } }: PlannedRun): readonly NetworkModels[] {
  return ensemble?.members.map((member) => member.models) ?? [models];
}

function checkParameters({ context, parameters }: PlannedRun): void {
  const depth = context.layers.length;
  if (parameters.length === depth) return;
  throw new RunConfigurationError({
    what: `${parameters.length} first parameters for ${depth} layers`,
    why: 'Each layer has initial parameters.',
    fix: `Give ${depth}; an empty instruction counts.`,
  });
}

function checkCalibration({ context: { layers, models } }: PlannedRun): void {
  if (layers.every(({ calibration }) => calibration === undefined)) return;
  if (models.score.capabilities.scoresText) return;
  throw new RunConfigurationError({
    what: '`calibration`',
    why: `${models.score.id} does not score given texts, so probabilities of classes are known within bounds only.`,
    fix: 'Leave out `calibration`, or name another `scoreModel`.',
  });
}

function checkSplits({ dataset }: PlannedRun): void {
  const empty = (['train', 'dev', 'test'] as const).find((split) => dataset.size(split) === 0);
  if (empty === undefined) return;
  throw new RunConfigurationError({
    what: `an empty ${empty} split`,
    why: `${dataset.name} has no ${empty} examples, so nothing can be measured on them.`,
    fix: `Give ${empty} one example or more.`,
  });
}

function checkBatchSize(run: PlannedRun): void {
  const { dataset, settings } = run;
  const size = dataset.size('train');
  if (plannedSteps(run) === 0 || settings.batchSize <= size) return;
  throw new RunConfigurationError({
    what: `\`batchSize: ${settings.batchSize}\``,
    why: `${dataset.name} has ${size} training examples here.`,
    fix: `Set \`batchSize: ${size}\` or less, or allow more examples with \`maxTrainSize\`.`,
  });
}
