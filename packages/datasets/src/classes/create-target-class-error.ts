import { DatasetArgumentError } from '../dataset-argument-error.ts';

/** The error of a target that does not belong to exactly one class. */
export function createTargetClassError({
  dataset,
  target,
  classes,
  matches,
}: {
  readonly dataset?: string | undefined;
  readonly target: string;
  /** In the form of a catalogue: `a|A`. */
  readonly classes: readonly string[];
  readonly matches: readonly string[];
}): DatasetArgumentError {
  const belongs =
    matches.length === 0 ? 'belongs to no class' : `belongs to several (${matches.join(', ')})`;
  return new DatasetArgumentError({
    code: 'target-without-class',
    message:
      `${dataset === undefined ? '' : `${dataset}: `}the target ${JSON.stringify(target)} ` +
      `${belongs}; it must belong to exactly one of: ${classes.join(', ')}. ` +
      'Write it as one of these, or add it to its class as another way to say it: ' +
      '"name|other way".',
    argument: 'target',
    value: target,
    accepted: classes,
    dataset,
  });
}
