import { RandomState } from '@dln/random';
import { z } from 'zod';
import type { Example } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { lineOfPath, parseJson } from '../files/parse-json.ts';
import { checkEnough } from './check-enough.ts';
import { LOADING_SEED, type DatasetLoader } from './dataset-loader.ts';
import { shuffleOptions } from './shuffle-options.ts';

/** The differences between the tasks of BIG-Bench Hard. */
export interface BbhTask {
  readonly dataset: string;
  /** Whether options are lettered and shuffled. */
  readonly isMultipleChoice: boolean;
  /** Largest number of dev examples. @default 1000 */
  readonly mostDev?: number;
}

const MOST = 1000;

const fileSchema = z.object({
  examples: z.array(z.object({ input: z.string(), target: z.string() })),
});

/**
 * Loads a task of BIG-Bench Hard: test is the benchmark's file; train and dev are halves of the
 * other examples of BIG-bench, shuffled. Unlike the reference, it keeps options after the seventh.
 */
export function createBbhLoader({
  dataset,
  isMultipleChoice,
  mostDev = MOST,
}: BbhTask): DatasetLoader {
  return {
    files: [
      { path: `bb_minus_bbh/${dataset}.json`, splits: ['train', 'dev'] },
      { path: `bbh/${dataset}.json`, splits: ['test'] },
    ],
    arrange({ files: [learning, testing], choices }) {
      if (!learning || !testing) throw new TypeError('two files are needed');
      const { examples } = parseJson(learning, fileSchema);
      checkEnough(learning, examples.length, 2);
      const trainSize = Math.min(Math.floor(examples.length / 2), MOST);
      const devSize = Math.min(Math.ceil(examples.length / 2), MOST);

      const random = new RandomState(LOADING_SEED);
      const kept = random
        .permutation(examples.length)
        .slice(0, trainSize + devSize)
        .map((position) => {
          const example = examples[position] ?? { input: '', target: '' };
          if (!isMultipleChoice) return example;
          return shuffleOptions(example, random) ?? failAt(learning, position);
        });

      const train = kept.slice(0, trainSize);
      const dev = choices.arrangeDev({ dataset, train, dev: kept.slice(trainSize) });
      const test = parseJson(testing, fileSchema).examples;
      checkEnough(testing, test.length, 1);
      return { train, dev: dev.slice(0, mostDev), test };
    },
  };
}

function failAt(data: DataFile, position: number): Example {
  throw new DatasetFileError({
    ...data,
    line: lineOfPath(data.text, ['examples', position]),
    problem:
      `examples[${position}] has no list of lettered options under "Options:", or a target ` +
      'that is none of them',
  });
}
