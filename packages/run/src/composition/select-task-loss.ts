import type { Dataset } from '@dln/datasets';
import { describeLossFaults, selectLoss, type Loss } from '@dln/losses';
import { NO_MODULES, type RunModules } from '../modules/run-modules.ts';
import type { Configuration } from '../settings/configuration.ts';
import { createMetricError } from './create-metric-error.ts';

/** How a task's answers are compared. */
export interface TaskLoss {
  readonly loss: Loss;
  /** For people: `class_loss: 3 classes compared by class`. */
  readonly metric: string;
  /** What the loss confuses, in one line; undefined if it confuses nothing. */
  readonly remark: string | undefined;
}

/**
 * The loss of a dataset: the named one, or the one that `auto` finds. A loss that confuses classes
 * or targets is refused in the preset `standard`; in `reference`, which keeps the behaviour of the
 * Python code, it comes with a remark.
 *
 * @throws ConfigurationError in `standard`, before any request
 * @throws LossArgumentError if there is no such loss, or it does not suit the targets
 */
export function selectTaskLoss({
  dataset,
  preset,
  lossFunction,
  losses = NO_MODULES.losses,
}: {
  readonly dataset: Dataset;
  /** Losses of modules, by name. @default none */
  readonly losses?: RunModules['losses'];
} & Pick<Configuration, 'preset' | 'lossFunction'>): TaskLoss {
  const splits = (['train', 'dev', 'test'] as const).map((split) => dataset.examples(split));
  const { loss, reason, ...faults } = selectLoss({
    name: losses.get(lossFunction) ?? (lossFunction === 'auto' ? autoLoss(dataset) : lossFunction),
    classes: dataset.outputClasses?.verbalizers,
    targets: splits.flat().map(({ target }) => target),
  });
  const fault = describeLossFaults(loss.name, faults);
  if (fault === undefined) return { loss, metric: reason, remark: undefined };
  if (preset === 'standard') throw createMetricError({ dataset: dataset.name, fault });
  const remark = `${fault}; \`lossFunction: auto\` tells them apart`;
  return { loss, metric: reason, remark };
}

/** JSON objects are compared field by field, other structured answers as texts. */
function autoLoss(dataset: Dataset): string {
  if (!dataset.outputSchema) return 'auto';
  const targets = (['train', 'dev', 'test'] as const).flatMap((split) => dataset.examples(split));
  return targets.every(({ target }) => target.trimStart().startsWith('{'))
    ? 'json_fields_loss'
    : 'answer_text_loss';
}
