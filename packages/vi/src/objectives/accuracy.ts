import { weightedSum } from '../numerics/mean.ts';
import { scoringOf, valueOf, type Term, type TermQuestion } from './term.ts';

/**
 * The expected share of right answers, for layers that are scored by accuracy. The last layer
 * answers; from a hidden layer on, the layers above write on, and the answer of the network counts.
 */
export const accuracy: Term = {
  name: 'accuracy',
  description: 'Expected share of right answers (1 − loss), if the layer is scored by accuracy.',
  isScore: true,
  isRanked: true,
  weight: (place) => (scoringOf(place) === 'accuracy' ? 1 : 0),
  ask: ({ inputs, targets }, { isOutput }) =>
    inputs.flatMap(({ text: layerInput }): readonly TermQuestion[] =>
      isOutput
        ? targets.map(({ text: target }) => ({ kind: 'accuracy' as const, layerInput, target }))
        : [{ kind: 'network' as const, layerInput }],
    ),
  score: (rows, { inputs, targets }, { isOutput }) => {
    const weights = inputs.flatMap((input) =>
      isOutput ? targets.map((target) => input.weight * target.weight) : [input.weight],
    );
    return rows.map((answers) => answers && { value: weightedSum(weights, answers.map(valueOf)) });
  },
};
