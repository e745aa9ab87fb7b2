import { RandomState } from '@dln/random';
import { z } from 'zod';
import type { DatasetDescription } from '../catalogue/dataset-description.ts';
import type { Example } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import { parseJsonLines } from '../files/parse-json-lines.ts';
import { checkEnough } from './check-enough.ts';
import { LOADING_SEED, type DatasetLoader } from './dataset-loader.ts';
import { listOptions } from './list-options.ts';
import { mapLabel } from './map-label.ts';

const TRAIN_SIZE = 1000;
const TEST_SIZE = 250;

const recordSchema = z.object({ sentence: z.string(), label: z.string() });

/**
 * A task of Ordered Prompt: train and test are drawn from their files; dev is its file unchanged.
 */
export function createOrderedPromptLoader(dataset: string): DatasetLoader {
  return {
    files: [
      { path: `ordered_prompt/${dataset}/train.jsonl`, splits: ['train'] },
      { path: `ordered_prompt/${dataset}/dev_subsample.jsonl`, splits: ['dev'] },
      { path: `ordered_prompt/${dataset}/test.jsonl`, splits: ['test'] },
    ],
    arrange({ files: [train, dev, test], description }) {
      if (!train || !dev || !test) throw new TypeError('three files are needed');
      const random = new RandomState(LOADING_SEED);
      const draw = (data: DataFile, size: number): readonly Example[] => {
        const examples = parseExamples(data, description);
        checkEnough(data, examples.length, size);
        return random.choices(examples, size, { replace: false });
      };
      return {
        train: draw(train, TRAIN_SIZE), // before test: both come from one generator
        dev: parseExamples(dev, description),
        test: draw(test, TEST_SIZE),
      };
    },
  };
}

function parseExamples(data: DataFile, description: DatasetDescription): readonly Example[] {
  const options = [...description.labels.values()];
  return parseJsonLines(data, recordSchema).map(({ line, value }) => ({
    input: listOptions(value.sentence, options),
    target: mapLabel(value.label, description, { data, line }),
  }));
}
