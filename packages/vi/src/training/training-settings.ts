/**
 * The settings of a run around its steps. Names in brackets are the keys of `@dln/run`, if they
 * differ.
 */
export interface TrainingSettings {
  /** Training steps (`iters`). */
  readonly iterations: number;
  /** Examples in a step. */
  readonly batchSize: number;
  /** Balances batches across classes when possible (`balanceBatch`). */
  readonly balanceBatches: boolean;
  /** Validates every N iterations (`valFreq`). */
  readonly validationFrequency: number;
  /** Validates the initial prompts; the `standard` preset always does (`doFirstEval`). */
  readonly validatesFirst: boolean;
  /** Validations without a record after which the best prompts are put back; negative for never. */
  readonly tolerance: number;
  /** Validated prompts that are compared in each step (`useMemory`). */
  readonly memorySize: number;
  /** Weight of the penalty on texts that led to wrong answers (`logpPenalty`). */
  readonly wrongTextPenalty: number;
  /** The penalty falls in a line to 0 at the last iteration (`decayLogpPenalty`). */
  readonly decaysPenalty: boolean;
  /** Training ends at a dev accuracy of 1: no further step can raise it (`stopWhenPerfect`). */
  readonly stopsWhenPerfect: boolean;
  /** The initial prompts are tested, too, after training and on the same batches (`baseline`). */
  readonly testsInitialPrompts: boolean;
  /** The run ends before its first step (`doZeroShot`). */
  readonly isZeroShot: boolean;
  /** Nothing is trained or tested; the tokens of the test prompts are counted (`costOnly`). */
  readonly isCostOnly: boolean;
  /** Examples shown before each input; 0: none (`nShots`). */
  readonly fewShots: number;
  /**
   * Chains of hidden texts that a lower bound of log p(y | x) draws for each example, at each
   * validation; 0: no bound.
   */
  readonly boundSamples: number;
  /** The bound covers at most N dev examples, the same ones at every validation. */
  readonly boundExamples: number;
}

/** The paper's settings around the steps (paper, section 5.1 and appendix I). */
export const defaultTrainingSettings: TrainingSettings = {
  iterations: 20,
  batchSize: 20,
  balanceBatches: true, // a batch of one class teaches to name it always
  validationFrequency: 2,
  validatesFirst: true, // the initial prompts can be the best
  tolerance: 2,
  memorySize: 5,
  wrongTextPenalty: 0.5,
  decaysPenalty: true,
  stopsWhenPerfect: true,
  testsInitialPrompts: true,
  isZeroShot: false,
  isCostOnly: false,
  fewShots: 0,
  boundSamples: 0, // it costs calls, and decides nothing
  boundExamples: 20,
};
