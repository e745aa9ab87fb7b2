import { fieldsOf, listOf, numberOf, numbersOf, textOf, textsOf } from './fields.ts';

/** What the network answered to one example of a validation or a test. */
export interface Answer {
  /** Its place in the split. */
  readonly index: number;
  readonly input: string;
  readonly target: string;
  /** `[hidden layer]` */
  readonly hiddenTexts: readonly string[];
  readonly output: string;
  /** 0 for a right answer; null if it is not recorded. */
  readonly loss: number | null;
  /** `[class]`; null if classes are not scored. */
  readonly classProbabilities: readonly number[] | null;
  /** Why there is no answer; null if there is one. */
  readonly failure: string | null;
}

/** Reads the answers of a `validated`, `baseline` or `tested` event. */
export function parseAnswers(event: unknown): readonly Answer[] {
  return listOf(fieldsOf(event)['examples']).map((value, index) => {
    const example = fieldsOf(value);
    const { failure, classProbabilities } = example;
    return {
      index,
      input: textOf(example['input']) ?? '',
      target: textOf(example['target']) ?? '',
      hiddenTexts: textsOf(example['hiddenTexts']),
      output: textOf(example['output']) ?? '',
      loss: numberOf(example['loss']),
      classProbabilities: Array.isArray(classProbabilities) ? numbersOf(classProbabilities) : null,
      failure: failure === undefined || failure === null ? null : describeFailure(failure),
    };
  });
}

function describeFailure(value: unknown): string {
  const { kind, message } = fieldsOf(value);
  return [textOf(kind), textOf(message)].filter((part) => part !== null).join(': ') || 'no answer';
}
