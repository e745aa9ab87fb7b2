import { valueOf, type Term } from './term.ts';

/**
 * Lowers the reward by the tokens of the parameters, so that of two that do equally well the
 * shorter one wins.
 */
export const length: Term<'lengthPenalty'> = {
  name: 'length',
  description: 'Tokens of the instruction and the demonstrations, as the layer renders them.',
  settings: {
    lengthPenalty: {
      default: 0,
      minimum: 0,
      description: 'nats that each token of a prompt takes off its reward',
      unit: 'nats',
    },
  },
  isScore: false,
  isRanked: false,
  weight: ({ settings }) => 0 - settings.lengthPenalty,
  ask: () => [{ kind: 'length', layerInput: '' }],
  score: (rows) =>
    rows.map(
      (answers) =>
        answers && { value: answers.reduce((total, answer) => total + valueOf(answer), 0) },
    ),
};
