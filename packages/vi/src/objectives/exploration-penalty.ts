import { valueOf, type Term } from './term.ts';

/**
 * Lowers the reward of a hidden layer's prompt that makes texts likely which led to wrong answers
 * (paper, section 4, exploration reward): the mean over all examples of log p(text of the forward
 * pass | candidate), 0 for an example whose answer is right.
 */
export const explorationPenalty: Term = {
  name: 'explorationPenalty',
  description:
    'Log-likelihood of the texts that led to wrong answers, nats per token, averaged over all examples.',
  isScore: false,
  isRanked: false,
  weight: ({ isOutput, settings, explorationPenalty: weight }) =>
    !isOutput && settings.hiddenScoring === 'logprobs' ? 0 - weight : 0,
  ask: ({ loss, layerInput, layerOutput: target }) =>
    loss > 0 ? [{ kind: 'target', layerInput, target }] : [],
  score: (rows) =>
    rows.map(
      (answers) =>
        answers && { value: answers.reduce((total, answer) => total + valueOf(answer), 0) },
    ),
};
