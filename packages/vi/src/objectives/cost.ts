import { valueOf, type Term } from './term.ts';

/** Dollars per million tokens, for 1,000 answers: 1,000 / 1,000,000. */
const PER_THOUSAND_ANSWERS = 1 / 1000;

/**
 * Lowers the reward by what the tokens of the parameters cost, so that a longer prompt must earn its
 * price. Unlike `length`, its weight means the same for cheap and for expensive models.
 */
export const cost: Term<'costPenalty'> = {
  name: 'cost',
  description: 'US dollars that the tokens of the parameters cost in 1,000 answers.',
  settings: {
    costPenalty: {
      default: 0,
      minimum: 0,
      description:
        'nats that each dollar per 1,000 answers, for the tokens of a prompt, takes off its reward; needs the price of the model (`prices`)',
      unit: 'nats',
    },
  },
  isScore: false,
  isRanked: false,
  weight: ({ settings }) => 0 - settings.costPenalty,
  ask: () => [{ kind: 'length', layerInput: '' }],
  score: (rows, _example, { promptPrice }) => {
    if (promptPrice === undefined) throw new RangeError('the price of the model is not known');
    return rows.map(
      (answers) =>
        answers && {
          value:
            answers.reduce((tokens, answer) => tokens + valueOf(answer), 0) *
            promptPrice *
            PER_THOUSAND_ANSWERS,
        },
    );
  },
};
