import { ANSWER_TEXT_LOSS, createAnswerTextLoss } from '../answer-text-loss.ts';
import { CLASS_LOSS, createClassLoss } from '../class-loss.ts';
import { finalNumberLoss } from '../final-number-loss.ts';
import { LossArgumentError } from '../loss-argument-error.ts';
import type { Loss } from '../loss.ts';
import { parseLabelNumber } from '../numbers/parse-label-number.ts';
import { availableLosses, createLoss } from '../registry/loss-registry.ts';
import { createUnknownLossError } from '../registry/create-unknown-loss-error.ts';
import { findLossFaults, type KnownAnswers, type LossFaults } from './find-faults.ts';

/** The name that selects a loss by the data. */
export const AUTO_LOSS = 'auto';

/** Options of `selectLoss`. */
export interface SelectLossOptions extends KnownAnswers {
  /** The name of a loss, `auto`, or a loss. */
  readonly name: string | Loss;
}

/** The loss of a task. */
export interface LossSelection extends LossFaults {
  readonly loss: Loss;
  /** Name and method of the comparison, such as `class_loss: 3 classes compared by class`. */
  readonly reason: string;
}

/**
 * Selects the loss of a task. `auto` compares classes by class, numbers by value, and other answers
 * as texts. For any name, reports answers that the loss confuses.
 *
 * @throws LossArgumentError if the name is unknown
 * @throws LossArgumentError if the name is `class_loss` and there are no classes, or a target fits
 * neither the loss nor the classes
 *
 * @example
 * const { loss } = selectLoss({ name: 'auto', classes: [['C'], ['C++']], targets: ['C', 'C++'] });
 * computeLosses(loss, ['It is C++.'], ['C']); // [1]
 */
export function selectLoss({ name, classes, targets }: SelectLossOptions): LossSelection {
  const answers = { classes, targets: [...new Set(targets)] };
  const { loss, how } =
    typeof name === 'object'
      ? { loss: name, how: undefined }
      : name === AUTO_LOSS
        ? choose(answers)
        : find(name, answers);
  return {
    loss,
    reason: how === undefined ? loss.name : `${loss.name}: ${how}`,
    ...findLossFaults(loss, answers),
  };
}

interface Chosen {
  readonly loss: Loss;
  readonly how?: string;
}

interface Answers {
  readonly classes: readonly (readonly string[])[] | undefined;
  readonly targets: readonly string[];
}

function choose({ classes, targets }: Answers): Chosen {
  if (classes) return compareClasses(classes);
  const areNumbers =
    targets.length > 0 && targets.every((target) => parseLabelNumber(target) !== undefined);
  if (!areNumbers) return compareTexts(targets);
  const [pair] = findLossFaults(finalNumberLoss, { targets }).coinciding;
  if (!pair) return { loss: finalNumberLoss, how: 'the targets are numbers, compared by value' };
  const { loss } = compareTexts(targets);
  const same = `${JSON.stringify(pair.left)} and ${JSON.stringify(pair.right)}`;
  return { loss, how: `answers compared as texts, because ${same} have the same value` };
}

function find(name: string, { classes, targets }: Answers): Chosen {
  if (name === ANSWER_TEXT_LOSS) return compareTexts(targets);
  if (name !== CLASS_LOSS) {
    if (availableLosses().includes(name)) return { loss: createLoss(name) };
    const known = [AUTO_LOSS, CLASS_LOSS, ...availableLosses()].sort();
    throw createUnknownLossError(name, known);
  }
  if (classes) return compareClasses(classes);
  throw new LossArgumentError({
    code: 'missing-classes',
    loss: CLASS_LOSS,
    value: classes,
    problem: 'the task has no classes',
    remedy: 'Add classes, or use the loss auto, which also compares numbers and texts.',
  });
}

function compareClasses(classes: readonly (readonly string[])[]): Chosen {
  return { loss: createClassLoss(classes), how: `${classes.length} classes compared by class` };
}

function compareTexts(targets: readonly string[]): Chosen {
  const twin = findTwin(targets);
  const how =
    twin === undefined
      ? 'answers compared as texts'
      : `answers compared as texts; ${JSON.stringify(twin[0])} and ${JSON.stringify(twin[1])} ` +
        'are different answers';
  return { loss: createAnswerTextLoss(targets), how };
}

/** Two targets that differ only in case. The data may intend that, or be inconsistent. */
function findTwin(targets: readonly string[]): readonly [string, string] | undefined {
  const firstOf = new Map<string, string>();
  for (const target of targets) {
    const key = target.normalize('NFKC').trim().toLowerCase();
    const first = firstOf.get(key);
    if (first !== undefined && first.normalize('NFC').trim() !== target.normalize('NFC').trim())
      return [first, target];
    firstOf.set(key, target);
  }
  return undefined;
}
