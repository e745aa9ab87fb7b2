import { LocalModelArgumentError } from './local-model-argument-error.ts';

/**
 * @throws LocalModelArgumentError if the value is defined but not an integer of at least `least`
 */
export function checkCount(argument: string, value: number | undefined, least = 1): void {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return;
  throw new LocalModelArgumentError({ argument, value, wanted: `an integer of at least ${least}` });
}

/** @throws LocalModelArgumentError if temperature or top-p are out of range */
export function checkSampling({
  temperature = 0,
  topP = 1,
}: {
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
}): void {
  if (!(temperature >= 0 && temperature < Infinity)) {
    const wanted = 'a number of at least 0';
    throw new LocalModelArgumentError({ argument: 'temperature', value: temperature, wanted });
  }
  if (!(topP > 0 && topP <= 1)) {
    const wanted = 'above 0 and at most 1';
    throw new LocalModelArgumentError({ argument: 'topP', value: topP, wanted });
  }
}
