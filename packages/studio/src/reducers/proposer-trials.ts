import { addTrials } from './add-trials.ts';
import type { ProposerTrial } from './line-summary.ts';
import type { RunView } from './run-view.ts';

/** How the candidates of each proposer did in a layer, over all steps up to one. */
export function proposerTrialsOf(
  { steps }: Pick<RunView, 'steps'>,
  layer: number,
  lastStep: number,
): readonly ProposerTrial[] {
  return addTrials(
    steps.flatMap(({ iteration, stepped }) =>
      stepped && iteration <= lastStep ? [stepped.layers[layer]?.trials ?? []] : [],
    ),
  );
}
