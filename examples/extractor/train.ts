// Two layers: the first writes notes about an order, the second turns the notes into JSON.
import { trainNetwork } from '@dln/run';
import { model } from './model.ts';

const { network, baselineAccuracy, testAccuracy } = await trainNetwork({
  data: new URL('orders.yaml', import.meta.url),
  model,
  layers: 2,
  iterations: 2,
  settings: {
    lossFunction: 'json_fields_loss',
    outputScoringFunction: 'accuracy',
    hiddenScoringFunction: 'accuracy',
    numPSamples: 4,
    batchSize: 8,
  },
});
console.log(network.parameters.map(({ instruction }) => instruction).join('\n'));
console.log(`test: ${baselineAccuracy?.toFixed(2)} → ${testAccuracy?.toFixed(2)}`);
const { hiddenTexts, output } = await network.predict('Send 3 of the tea kettle to Oslo.');
console.log(hiddenTexts[0], '→', output);
