import { DatasetArgumentError } from '../dataset-argument-error.ts';

/** The error of classes that are not distinct. */
export function createClassListError(
  classes: readonly string[],
  problem: string,
): DatasetArgumentError {
  return new DatasetArgumentError({
    code: 'invalid-classes',
    message:
      `The classes [${classes.join(', ')}] cannot be used: ${problem}. ` +
      'A class is written as its name, or as all ways to say it, the name first: "yes|Yes".',
    argument: 'classes',
    value: classes,
  });
}
