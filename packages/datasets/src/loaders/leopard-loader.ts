import { RandomState } from '@dln/random';
import { z } from 'zod';
import { lineOfPath, parseJson } from '../files/parse-json.ts';
import { checkEnough } from './check-enough.ts';
import { LOADING_SEED, type DatasetLoader } from './dataset-loader.ts';
import { listOptions } from './list-options.ts';
import { mapLabel } from './map-label.ts';

const SIZES = { train: 1000, dev: 250, test: 250 } as const;
const TOTAL = SIZES.train + SIZES.dev + SIZES.test;

const fileSchema = z.array(z.object({ sentence1: z.string(), label: z.string() }));

/**
 * A task of Leopard: all splits are drawn from one file.
 *
 * @param question - inserted before each text
 */
export function createLeopardLoader({
  dataset,
  question,
}: {
  readonly dataset: string;
  readonly question: string;
}): DatasetLoader {
  return {
    files: [{ path: `leopard/${dataset}/${dataset}_eval.json`, splits: ['train', 'dev', 'test'] }],
    arrange({ files: [data], description }) {
      if (!data) throw new TypeError('a file is needed');
      const records = parseJson(data, fileSchema);
      checkEnough(data, records.length, TOTAL);
      const options = [...description.labels.values()];
      const drawn = new RandomState(LOADING_SEED)
        .choices(records.length, TOTAL, { replace: false })
        .map((position) => {
          const { sentence1, label } = records[position] ?? { sentence1: '', label: '' };
          const isKnown = description.labels.size === 0 || description.labels.has(label);
          const line = isKnown ? undefined : lineOfPath(data.text, [position, 'label']);
          const target = mapLabel(label, description, { data, line });
          return { input: listOptions(`${question} ${sentence1}`, options), target };
        });
      return {
        train: drawn.slice(0, SIZES.train),
        dev: drawn.slice(SIZES.train, SIZES.train + SIZES.dev),
        test: drawn.slice(SIZES.train + SIZES.dev),
      };
    },
  };
}
