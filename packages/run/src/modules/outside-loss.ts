import {
  readLossValue,
  type Judgement,
  type Loss,
  type LossContext,
  type LossValue,
} from '@dln/losses';
import { describeValue, invalidExport } from './find-export.ts';
import { messageOf, ModuleItemError } from './module-item-error.ts';

/**
 * A metric of the user: 0 if the output is right for the target, 1 if it is wrong, or a number
 * between. It may return `{ loss, feedback }`, or a promise, and reads the input, the row of the
 * example and the hidden texts from its third argument.
 */
export type LossFunction = (
  output: string,
  target: string,
  context: LossContext,
) => LossValue | Promise<LossValue>;

const EXPECTED =
  'a function (output, target, { input, example, hiddenTexts }) => number from 0 (right) to 1 (wrong), or { loss, feedback }, or a Loss of @dln/losses, { name, compute }';

type Compare = (output: string, target: string, context: LossContext | undefined) => unknown;

/**
 * Makes a loss of an export. It compares one pair at a time, so that an error concerns one item.
 *
 * @param name under which configuration and network file know it
 * @param label the module and export, for messages
 * @throws ModuleError if the export is neither a function nor a `Loss`
 */
export function outsideLoss(value: unknown, name: string, label: string): Loss {
  if (typeof value === 'function')
    return { name, isTolerant: true, compute: eachPair(value as Compare, label) };
  if (!isLoss(value)) throw invalidExport(label, value, EXPECTED);
  const only = (losses: unknown): unknown => {
    if (Array.isArray(losses) && losses.length === 1) return losses[0];
    throw new TypeError(`compute returned ${describeValue(losses)} for one output`);
  };
  const compare: Compare = (output, target, context) => {
    const losses: unknown = value.compute([output], [target], context && [context]);
    return losses instanceof Promise ? losses.then(only) : only(losses);
  };
  return { ...value, name, compute: eachPair(compare, label) };
}

function eachPair(compare: Compare, label: string): Loss['compute'] {
  return (outputs, targets, contexts) => {
    const found = outputs.map((output, index) => {
      const target = targets[index];
      if (target === undefined) throw new RangeError(`no target for output ${index}`);
      return compareOne({ compare, label, output, target, context: contexts?.[index] });
    });
    return found.some((one) => one instanceof Promise)
      ? Promise.all(found.map(async (one) => one))
      : (found as readonly Judgement[]);
  };
}

function compareOne({
  compare,
  label,
  output,
  target,
  context,
}: {
  readonly compare: Compare;
  readonly label: string;
  readonly output: string;
  readonly target: string;
  readonly context: LossContext | undefined;
}): Judgement | Promise<Judgement> {
  const pair = `for the output ${quote(output)} and the target ${quote(target)}`;
  const check = (value: unknown): Judgement => {
    const judgement = readLossValue(value);
    if (judgement) return judgement;
    const what = typeof value === 'number' ? String(value) : describeValue(value);
    throw new ModuleItemError(label, `returned ${what} ${pair} instead of a number from 0 to 1`);
  };
  const refuse = (cause: unknown): never => {
    throw new ModuleItemError(label, `threw ${pair}: ${messageOf(cause)}`, cause);
  };
  let value: unknown;
  try {
    value = compare(output, target, context);
  } catch (cause) {
    refuse(cause);
  }
  return value instanceof Promise ? value.then(check, refuse) : check(value);
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
