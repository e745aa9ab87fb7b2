import { describeData } from '@dln/datasets';
import { planScoring } from '@dln/vi';
import type { ComposedRun } from '../composition/compose-run.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { RunStart } from '../reporting/run-reporter.ts';

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
    models: [
      ...new Set([
        ...(context.ensemble?.members.map((member) => member.models.forward.id) ?? []),
        context.models.forward.id,
        context.models.backward.id,
      ]),
    ],
    metric,
    scoring: planScoring(context),
    layers,
    iterations: iters,
    sizes: { train: dataset.size('train'), dev: dataset.size('dev'), test: dataset.size('test') },
  };
}
