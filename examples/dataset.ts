// A dataset: its splits, batches with few-shot examples, one pass over a split.

import { fileURLToPath } from 'node:url';
import { loadDataset } from '@dln/datasets';

const dataset = await loadDataset({
  name: 'navigate',
  dataDir: fileURLToPath(new URL('../data', import.meta.url)),
  seed: 42,
  fewShots: 5,
  maxTestSize: 50,
});

console.log(dataset.instruction);
console.log('classes:', dataset.outputClasses?.names.join(', '));
console.log('test examples:', dataset.size('test'));

// A batch at random, as many of each class; each input comes with five training examples to show
// before it.
const batch = dataset.randomBatch('train', 10, { balance: true });
console.log('a batch of', batch.inputs.length, 'with', batch.fewShots[0]?.length, 'shots each');

// One pass over a split.
const { outputClasses } = dataset;
const counts = new Map<string, number>();
for (const { targets } of dataset.iterate('test', 20)) {
  for (const target of targets) {
    const name = outputClasses?.names[outputClasses.indexOf(target)] ?? target;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
}
console.log('test answers:', Object.fromEntries(counts));

// The generators as plain data: put back, they go on with the very same batches.
const state = structuredClone(dataset.state());
const next = dataset.randomBatch('train', 3).inputs;
dataset.restore(state);
console.log('same batch again:', next.join() === dataset.randomBatch('train', 3).inputs.join());
