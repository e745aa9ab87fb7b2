import { trainNetwork } from '@dln/run';
import { model } from './model.ts';

const training = trainNetwork({
  data: new URL('tickets.yaml', import.meta.url),
  model,
  iterations: 2,
  settings: { numPSamples: 6, batchSize: 9 },
  budget: { maxRequests: 5000 },
  runDirectory: 'runs/router',
});
const { network, baselineAccuracy, testAccuracy } = await training;
const prompt = network.parameters.map(({ instruction }) => instruction).join(' → ');
console.log(`${prompt}\ntest: ${baselineAccuracy?.toFixed(2)} → ${testAccuracy?.toFixed(2)}`);
