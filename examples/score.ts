// Samplers and scores on their own: what a training step asks of a model many times over.

import { RandomState } from '@dln/random';
import { loadTemplate } from '@dln/templates';
import {
  everyPairing,
  onePromptForm,
  planPosterior,
  planProposals,
  scoreTexts,
  separatorInContext,
} from '@dln/vi';
import { toyModel } from './toy-model.ts';

const random = new RandomState(42);
const prompt = 'Count the words.';
const nextPrompt = 'Positive or negative?';
const input = 'The soup was superb.';

/** Sampled replies, each distinct one once. */
async function sample(texts: readonly string[]): Promise<readonly string[]> {
  const requests = texts.map((text) => ({ prompt: text, seed: random.integer(0, 10_000) }));
  const replies = await toyModel.generate(requests, { temperature: 0.7 });
  return [...new Set(replies.map(({ text }) => text))].sort();
}

// New prompts: the model is shown what went right and wrong under the present one.
const proposals = planProposals({
  template: loadTemplate('q_action_prompt:v3.5'),
  form: onePromptForm,
  examples: [
    { input, output: 'negative', target: 'positive', loss: 1 },
    { input: 'The wine was stale.', output: 'negative', target: 'negative', loss: 0 },
  ],
  prompts: [prompt],
  count: 10,
  shown: 2,
  pairing: everyPairing,
  random,
});
console.log('proposed:', await sample(proposals.map(({ text }) => text)));

// Hidden texts: what the first layer might have written, given the answer.
const hidden = await sample(
  planPosterior({
    templates: [loadTemplate('suffix_forward_tbs_y')],
    examples: [{ input, text: 'There are four words.', target: 'positive' }],
    prompt,
    nextPrompt,
    samples: 10,
    random,
  }),
);
console.log('drawn:', hidden);

// Scores: log p(answer | input, notes), in nats per token. Which notes make the right answer
// likelier?
const classify = loadTemplate('classify_forward');
const residual = loadTemplate('classify_residual');
const queries = hidden.map((output) => ({
  context: classify.render({
    prompt: nextPrompt,
    input: residual.render({ input, output }),
    answer: '',
  }),
  target: 'positive',
}));
const scores = await scoreTexts(queries, {
  calls: { model: toyModel },
  scoring: separatorInContext,
  burnInRatio: 0,
});
hidden.forEach((text, index) => {
  console.log(scores[index]?.toFixed(2), text);
});
