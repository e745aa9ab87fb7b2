import type { OwnFiles } from '../catalogue/dataset-description.ts';
import { describeSharesProblem, isShared } from '../catalogue/split-shares.ts';
import { allotProportionally } from '../choices/allot-proportionally.ts';
import { splitNames, type Split } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { checkEnough } from './check-enough.ts';

/**
 * The number of examples of a file per split.
 *
 * @throws DatasetFileError for invalid numbers, too few examples, or an empty split
 */
export function sizeSplits(
  data: DataFile,
  count: number,
  { shares }: Pick<OwnFiles, 'shares'>,
): Readonly<Record<Split, number>> {
  const problem = describeSharesProblem(shares);
  if (problem !== undefined) throw new DatasetFileError({ ...data, problem: `split: ${problem}` });
  const wanted = splitNames.map((split) => shares[split]);
  const sum = wanted.reduce((left, right) => left + right, 0);
  if (!isShared(shares)) {
    checkEnough(data, count, sum);
    return shares;
  }
  checkEnough(data, count, splitNames.length);
  const [train = 0, dev = 0, test = 0] = allotProportionally(
    wanted,
    Math.floor(sum * count + 1e-9),
  );
  const sizes = { train, dev, test };
  const empty = splitNames.find((split) => sizes[split] === 0);
  if (empty === undefined) return sizes;
  throw new DatasetFileError({
    ...data,
    problem:
      `holds ${count} examples, and a share of ${shares[empty]} of them leaves ${empty} ` +
      'without one',
    remedy: `Give ${empty} a larger share in "split", or numbers of examples. ${data.remedy}`,
  });
}
