import { Pcg64Generator } from '@dln/random';
import { z } from 'zod';
import type { Example } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { parseJsonLines } from '../files/parse-json-lines.ts';
import { checkEnough } from './check-enough.ts';
import { LOADING_SEED, type DatasetLoader } from './dataset-loader.ts';

const ANSWER_MARK = '#### ';

const recordSchema = z.object({ question: z.string(), answer: z.string() });

/**
 * GSM8K: the target is the text after `#### ` in the answer; train and dev are halves of its
 * training file.
 */
export const gsm8kLoader: DatasetLoader = {
  files: [
    { path: 'gsm8k/train.jsonl', splits: ['train', 'dev'] },
    { path: 'gsm8k/test.jsonl', splits: ['test'] },
  ],
  arrange({ files: [learning, testing] }) {
    if (!learning || !testing) throw new TypeError('two files are needed');
    const examples = parseShuffled(learning);
    checkEnough(learning, examples.length, 2);
    const trainSize = Math.floor(examples.length / 2);
    return {
      train: examples.slice(0, trainSize),
      dev: examples.slice(trainSize),
      test: parseShuffled(testing),
    };
  },
};

function parseShuffled(data: DataFile): readonly Example[] {
  const examples = parseJsonLines(data, recordSchema).map(({ line, value }): Example => {
    const [, target, ...rest] = value.answer.split(ANSWER_MARK);
    if (target === undefined || rest.length > 0) {
      const problem = `the answer must have one "${ANSWER_MARK.trim()}" with the result after it`;
      throw new DatasetFileError({ ...data, line, problem });
    }
    return { input: value.question, target };
  });
  return new Pcg64Generator(LOADING_SEED)
    .permutation(examples.length)
    .flatMap((position) => examples[position] ?? []);
}
