import { createBbhLoader } from './bbh-loader.ts';
import type { DatasetLoader } from './dataset-loader.ts';
import { gsm8kLoader } from './gsm8k-loader.ts';
import { createLeopardLoader } from './leopard-loader.ts';
import { createOrderedPromptLoader } from './ordered-prompt-loader.ts';

/** The benchmarks by name. Questions and sizes are those of the data behind the paper's results. */
export const loaders: ReadonlyMap<string, DatasetLoader> = new Map([
  ['subj', createOrderedPromptLoader('subj')],
  ['mpqa', createOrderedPromptLoader('mpqa')],
  ['trec', createOrderedPromptLoader('trec')],
  [
    'disaster',
    createLeopardLoader({
      dataset: 'disaster',
      question: 'Is the following tweet relevant to a disaster?',
    }),
  ],
  [
    'airline',
    createLeopardLoader({
      dataset: 'airline',
      question: 'Is the following tweet positive, negative, or neutral?',
    }),
  ],
  ['hyperbaton', createBbhLoader({ dataset: 'hyperbaton', isMultipleChoice: true, mostDev: 300 })],
  ['navigate', createBbhLoader({ dataset: 'navigate', isMultipleChoice: false })],
  [
    'date_understanding',
    createBbhLoader({ dataset: 'date_understanding', isMultipleChoice: true }),
  ],
  [
    'logical_deduction_seven_objects',
    createBbhLoader({ dataset: 'logical_deduction_seven_objects', isMultipleChoice: true }),
  ],
  ['gsm8k', gsm8kLoader],
]);

/** The benchmarks that can be loaded by name. */
export const datasetNames: readonly string[] = [...loaders.keys()];
