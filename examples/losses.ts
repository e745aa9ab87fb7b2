// Losses: choose one by name, compare answers with targets, write one of your own.

import {
  availableLosses,
  computeAccuracy,
  computeLosses,
  createLoss,
  registerLoss,
  selectLoss,
  type Loss,
} from '@dln/losses';

console.log('available:', availableLosses().join(', '));

// The first word counts, and an accent makes it another one.
const exactMatch = createLoss('exact_match_loss');
const cities = ['Montreal', 'Toronto', 'Sao Paulo'];
console.log(computeLosses(exactMatch, ['Montréal', 'toronto.', 'SaoPaulo'], cities)); // [ 1, 0, 1 ]

// Digits do not count there. Where they matter, take the losses that keep them.
const dates = ['05/01/2021'];
console.log(computeLosses(exactMatch, ['12/31/1999'], dates)); // [ 0 ], and wrong
console.log(computeLosses(createLoss('exact_text_loss'), ['12/31/1999'], dates)); // [ 1 ]
console.log(
  computeAccuracy(createLoss('final_number_loss'), ['3 - 8 = -5', 'It is 7.'], ['-5', '8']),
); // 0.5

// The one for your data: here classes, which are read from sentences.
const classes = [
  ['positive', 'pos'],
  ['negative', 'neg'],
];
const { loss, reason } = selectLoss({ name: 'auto', classes, targets: ['pos', 'neg'] });
console.log(reason);
console.log(computeLosses(loss, ['The answer is **positive**.', 'Positive'], ['pos', 'neg'])); // [ 0, 1 ]

// One of your own: half a point for an answer that only begins like the target.
const prefixLoss: Loss = {
  name: 'prefix_loss',
  postprocess: (text) => text.trim().toLowerCase(),
  compute: (outputs, targets) =>
    outputs.map((output, index) => {
      const target = targets[index] ?? '';
      if (output === target) return 0;
      return output.startsWith(target) ? 0.5 : 1;
    }),
};
registerLoss(prefixLoss);
console.log(computeLosses(createLoss('prefix_loss'), ['Yes', 'yes, I think'], ['yes', 'yes'])); // [ 0, 0.5 ]
