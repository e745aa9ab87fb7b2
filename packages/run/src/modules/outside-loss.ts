import type { Loss } from '@dln/losses';
import { describeValue, invalidExport } from './find-export.ts';
import { messageOf, ModuleItemError } from './module-item-error.ts';

/** A metric of the user: 0 if the output is right for the target, 1 if it is wrong, or a number between. */
export type LossFunction = (output: string, target: string) => number;

const EXPECTED =
  'a function (output, target) => number from 0 (right) to 1 (wrong), or a Loss of @dln/losses, { name, compute }';

/**
 * Makes a loss of an export. It compares one pair at a time, so that an error concerns one item.
 *
 * @param name under which configuration and network file know it
 * @param label the module and export, for messages
 * @throws ModuleError if the export is neither a function nor a `Loss`
 */
export function outsideLoss(value: unknown, name: string, label: string): Loss {
  if (typeof value === 'function') {
    const compare = value as (output: string, target: string) => unknown;
    return { name, isTolerant: true, compute: eachPair(compare, label) };
  }
  if (!isLoss(value)) throw invalidExport(label, value, EXPECTED);
  const compare = (output: string, target: string): unknown => {
    const losses: unknown = value.compute([output], [target]);
    if (Array.isArray(losses) && losses.length === 1) return losses[0];
    throw new TypeError(`compute returned ${describeValue(losses)} for one output`);
  };
  return { ...value, name, compute: eachPair(compare, label) };
}

function eachPair(
  compare: (output: string, target: string) => unknown,
  label: string,
): Loss['compute'] {
  return (outputs, targets) =>
    outputs.map((output, index) => {
      const target = targets[index];
      if (target === undefined) throw new RangeError(`no target for output ${index}`);
      return compareOne(compare, label, output, target);
    });
}

function compareOne(
  compare: (output: string, target: string) => unknown,
  label: string,
  output: string,
  target: string,
): number {
  const pair = `for the output ${quote(output)} and the target ${quote(target)}`;
  let loss: unknown;
  try {
    loss = compare(output, target);
  } catch (cause) {
    throw new ModuleItemError(label, `threw ${pair}: ${messageOf(cause)}`, cause);
  }
  if (typeof loss === 'number' && loss >= 0 && loss <= 1) return loss;
  const what = typeof loss === 'number' ? String(loss) : describeValue(loss);
  throw new ModuleItemError(label, `returned ${what} ${pair} instead of a number from 0 to 1`);
}

function isLoss(value: unknown): value is Loss {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<Loss>).name === 'string' &&
    typeof (value as Partial<Loss>).compute === 'function'
  );
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
