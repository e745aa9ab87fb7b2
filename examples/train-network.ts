// Ten lines to a trained network: data from a file, a function as the model, which judges by rules.

import { trainNetwork } from '@dln/run';

const proposals = ['Count the words.', 'Judge it by its last word.', 'Think well.'];

const model = (prompt: string, { seed = 0 }): string => {
  if (prompt.includes('Write a better instruction')) return proposals[seed % 3] ?? '';
  if (!prompt.includes('last word')) return 'positive';
  return /(cold|rude|stale)\.\W*\s*Answer:$/.test(prompt.trim()) ? 'negative' : 'positive';
};

const data = new URL('reviews.yaml', import.meta.url);
const training = trainNetwork({
  data,
  model,
  iterations: 2,
  settings: { numPSamples: 6, batchSize: 8 },
});
for await (const event of training)
  if (event.type === 'validated')
    console.log(
      `dev ${event.devAccuracy.toFixed(2)}: ${event.parameters.map(({ instruction }) => instruction).join()}`,
    );

const { network, testAccuracy, baselineAccuracy, spending } = await training;
console.log('test:', baselineAccuracy?.toFixed(2), '→', testAccuracy?.toFixed(2));
console.log('requests:', spending.requestsSent > 0);

const { output } = await network.predict('The cheese was stale.');
console.log('The cheese was stale:', output);
