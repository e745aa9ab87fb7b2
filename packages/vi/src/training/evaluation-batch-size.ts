/** Examples of a batch of validations and tests. */
export const EVALUATION_BATCH_SIZE = 20;
