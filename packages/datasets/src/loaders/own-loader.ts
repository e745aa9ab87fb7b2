import type { OwnFiles } from '../catalogue/dataset-description.ts';
import { splitNames, type Example } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import type { DatasetLoader } from './dataset-loader.ts';
import { classesOf, parseExamples } from './parse-examples.ts';
import { splitFile } from './split-file.ts';

/**
 * Loads your own examples: CSV, TSV, JSONL or JSON, one file per split or one file to shuffle and
 * split.
 */
export function createOwnLoader(own: OwnFiles): DatasetLoader {
  const { files } = own;
  if (typeof files === 'string') {
    return {
      files: [{ path: files, splits: splitNames }],
      arrange: ({ files: [data], description, choices }) => {
        if (!data) throw new TypeError('a file is needed');
        const examples = parseExamples(data, own, description);
        return splitFile({ data, examples, own, classes: classesOf(description), choices });
      },
    };
  }
  return {
    files: splitNames.map((split) => ({ path: files[split], splits: [split] })),
    arrange: ({ files: [train, dev, test], description }) => {
      if (!train || !dev || !test) throw new TypeError('three files are needed');
      const read = (data: DataFile): readonly Example[] => parseExamples(data, own, description);
      return { train: read(train), dev: read(dev), test: read(test) };
    },
  };
}
