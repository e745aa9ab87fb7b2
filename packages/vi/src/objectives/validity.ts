import { weightedSum } from '../numerics/mean.ts';
import { valueOf, type Term } from './term.ts';

/**
 * The expected share of answers that match the layer's output schema. Under a likelihood, which
 * scores only given texts, it rewards prompts whose own answers can be used.
 */
export const validity: Term<'validityWeight'> = {
  name: 'validity',
  description: 'Expected share of texts of the layer that match its output schema.',
  settings: {
    validityWeight: {
      default: 0.5,
      minimum: 0,
      description: 'reward of a prompt whose answers all match the output schema; 0: not asked',
      unit: 'nats',
    },
  },
  isScore: false,
  isRanked: true,
  weight: ({ settings, hasSchema }) => (hasSchema ? settings.validityWeight : 0),
  ask: ({ inputs }) => inputs.map(({ text: layerInput }) => ({ kind: 'validity', layerInput })),
  score: (rows, { inputs }) => {
    const weights = inputs.map(({ weight }) => weight);
    return rows.map((answers) => answers && { value: weightedSum(weights, answers.map(valueOf)) });
  },
};
