import type { PlannedRun } from './run-rules.ts';

/** How many steps a run makes: as many as its settings name, or none if it only tests or counts, or trains no layer and its preset ends there. */
export function plannedSteps({ context, strategies, settings }: PlannedRun): number {
  const isTrained = context.settings.trainedLayers.includes(true) || strategies.stepsUntrained;
  return settings.isZeroShot || settings.isCostOnly || !isTrained ? 0 : settings.iterations;
}
