import { RandomState } from '@dln/random';
import { groupExamples, type Groups } from '../batches/groups.ts';
import type { OwnFiles } from '../catalogue/dataset-description.ts';
import { assignInOrder } from '../choices/assign-splits.ts';
import type { DatasetChoices } from '../choices/dataset-choices.ts';
import type { OutputClasses } from '../classes/output-classes.ts';
import type { Example, Split, Splits } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import { sizeSplits } from './size-splits.ts';

/** Texts with more distinct targets than this are not split by target. */
const MOST_TARGETS = 20;

/**
 * Shuffles the examples of one file and assigns them to splits.
 *
 * @throws DatasetFileError for too few examples, or an empty split
 */
export function splitFile(request: {
  readonly data: DataFile;
  readonly examples: readonly Example[];
  readonly own: OwnFiles;
  readonly classes: OutputClasses | undefined;
  readonly choices: DatasetChoices;
}): Splits {
  const { data, examples, own, classes, choices } = request;
  const sizes = sizeSplits(data, examples.length, own);
  const shuffled = new RandomState(own.seed).permutation(examples);
  const assign = own.isStratified ? choices.assignSplits : assignInOrder;
  const assigned = assign({ groups: groupTargets(shuffled, classes), sizes });
  const part = (split: Split): readonly Example[] =>
    shuffled.filter((_, position) => assigned.get(position) === split);
  return { train: part('train'), dev: part('dev'), test: part('test') };
}

/** Groups by class or, without classes, by target if there are few; otherwise one group. */
function groupTargets(examples: readonly Example[], classes: OutputClasses | undefined): Groups {
  if (classes) return groupExamples(examples, ({ target }) => String(classes.indexOf(target)));
  const groups = groupExamples(examples, ({ target }) => target.trim().normalize('NFC'));
  return groups.size <= MOST_TARGETS ? groups : groupExamples(examples, () => '');
}
