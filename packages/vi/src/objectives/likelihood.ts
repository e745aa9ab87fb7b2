import { weightedSum } from '../numerics/mean.ts';
import { contrastive } from './contrastive.ts';
import type { LayerExample } from './layer-example.ts';
import { scoringOf, valueOf, type Term, type TermAnswer, type TermCell } from './term.ts';

/**
 * The expected log-probability of what the layer should write (paper, equation 3): Σ over inputs
 * and targets of their weights times log p(target | input, prompt). For a hidden layer with
 * `useContrastive` each log-probability takes its noise-contrastive form.
 */
export const likelihood: Term = {
  name: 'likelihood',
  description:
    'Expected log-probability of the layer’s targets, nats per token (nats per class for an output layer with classes).',
  isScore: true,
  isRanked: true,
  weight: (place) => (scoringOf(place) === 'accuracy' ? 0 : 1),
  ask: ({ inputs, targets }) =>
    inputs.flatMap(({ text: layerInput }) =>
      targets.map(({ text: target }) => ({ kind: 'target' as const, layerInput, target })),
    ),
  score: (rows, example, { isOutput, settings }) => {
    const isContrastive = !isOutput && settings.useContrastive;
    return rows.map((answers) => answers && expectation(answers, example, isContrastive));
  },
};

function expectation(
  answers: readonly TermAnswer[],
  { inputs, targets }: LayerExample,
  isContrastive: boolean,
): TermCell {
  const weights = inputs.flatMap((input) => targets.map((target) => input.weight * target.weight));
  const values = answers.map(valueOf);
  const contrasted = isContrastive
    ? contrastive([values.map((value) => [value])], targets.length).flat(2)
    : values;
  const value = weightedSum(weights, contrasted);
  const scores = answers.flatMap((answer) => answer.scores ?? []);
  if (answers.every(({ bounds }) => bounds === undefined)) return { value, scores };
  const side = (which: 'lower' | 'upper'): number =>
    weightedSum(
      weights,
      answers.map((answer) => answer.bounds?.[which] ?? valueOf(answer)),
    );
  return { value, scores, bounds: { lower: side('lower'), upper: side('upper') } };
}
