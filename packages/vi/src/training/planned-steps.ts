import type { PlannedRun } from './run-rules.ts';

/**
 * The number of steps of a run: that of its settings, or 0 if it only tests or counts, or if it
 * trains no layer and its preset then makes no steps.
 */
export function plannedSteps({ context, strategies, settings }: PlannedRun): number {
  const isTrained = context.settings.trainedLayers.includes(true) || strategies.stepsUntrained;
  return settings.isZeroShot || settings.isCostOnly || !isTrained ? 0 : settings.iterations;
}
