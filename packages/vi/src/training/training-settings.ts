/** The figures of a run around its steps. Names in brackets are the command line's. */
export interface TrainingSettings {
  /** Training steps (iters). */
  readonly iterations: number;
  /** Examples in a step (batch_size). */
  readonly batchSize: number;
  /** Batches hold as many examples of each class (balance_batch). */
  readonly balanceBatches: boolean;
  /** Prompts are validated every so many iterations (val_freq). */
  readonly validationFrequency: number;
  /** The first prompts are validated; the `standard` preset always does (do_first_eval). */
  readonly validatesFirst: boolean;
  /** Validations without a record after which the best prompts are put back; negative for never (tolerance). */
  readonly tolerance: number;
  /** Validated prompts that are compared in each step (use_memory). */
  readonly memorySize: number;
  /** Weight of the penalty on texts that led to wrong answers (logp_penalty). */
  readonly wrongTextPenalty: number;
  /** The penalty falls in a line to 0 at the last iteration (decay_logp_penalty). */
  readonly decaysPenalty: boolean;
  /** Training ends at a dev accuracy of 1: no further step can raise it (stop_when_perfect). */
  readonly stopsWhenPerfect: boolean;
  /** The initial prompts are tested, too, after training and on the same batches (baseline). */
  readonly testsInitialPrompts: boolean;
  /** The run ends before its first step (do_zero_shot). */
  readonly isZeroShot: boolean;
  /** Nothing is trained or tested; the tokens of the test prompts are counted (cost_only). */
  readonly isCostOnly: boolean;
  /** Examples shown before each input; the run does not train where no layer is trained. 0 for none (n_shots). */
  readonly fewShots: number;
  /** Chains of hidden texts that a lower bound of log p(y | x) draws for each example, at each validation; 0: no bound (bound_samples). */
  readonly boundSamples: number;
  /** The bound covers at most N dev examples, the same ones at every validation (bound_examples). */
  readonly boundExamples: number;
}

/** The paper's settings around the steps (paper, section 5.1 and appendix I). */
export const defaultTrainingSettings: TrainingSettings = {
  iterations: 20,
  batchSize: 20,
  balanceBatches: true, // a batch of one class teaches to name it always
  validationFrequency: 2,
  validatesFirst: true, // what was there before can be the best
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
