/** The names of the presets. */
export type PresetName = 'standard' | 'reference';

/** How a model's endpoint is spoken to; `auto` asks the endpoint. */
export type EndpointKind = 'auto' | 'completions' | 'chat';

/** How a prediction or a hidden text is scored. */
export type ScoringFunction = 'logprobs' | 'accuracy';
export type OutputScoringFunction = ScoringFunction | 'samples';

/** Everything that decides a training run, with nothing left out. What each setting does is said once, in `settings/`. */
export interface Configuration {
  readonly preset: PresetName;
  readonly seed: number;
  /** `null`: the same as `seed`. */
  readonly samplerSeed: number | null;

  /** A name that the datasets package knows, or a file of one's own. `null`: none was named. */
  readonly dataset: string | null;
  readonly dataDir: string;
  readonly datasetInfo: string | null;
  /** -1: all. */
  readonly maxTrainSize: number;
  /** -1: all. */
  readonly maxDevSize: number;
  /** -1: all. */
  readonly maxTestSize: number;
  /** -1: no few-shot examples, and no few-shot baseline. */
  readonly nShots: number;
  readonly balanceBatch: boolean;
  readonly batchSize: number;

  readonly layers: number;
  /** First layer first, one a layer. `null`: from `initP1` and `initP2`. */
  readonly prompts: readonly string[] | null;
  /** First layer first, one a layer. `null`: from `pHidden` and `pClass`. */
  readonly templates: readonly string[] | null;
  readonly pHidden: string;
  readonly pClass: string;
  readonly pResidual: string;
  /** `null`: empty. */
  readonly initP1: string | null;
  /** `null`: the task's instruction. */
  readonly initP2: string | null;
  readonly trainP1: boolean;
  readonly trainP2: boolean;
  readonly p1MaxTokens: number;
  readonly p2MaxTokens: number;
  readonly forwardUseClasses: boolean;
  readonly stripOptionsForHidden: boolean;
  /** `null`: the templates that ship with the project. */
  readonly templatesDir: string | null;

  readonly iters: number;
  readonly valFreq: number;
  readonly doFirstEval: boolean;
  readonly stopWhenPerfect: boolean;
  readonly baseline: boolean;
  readonly doZeroShot: boolean;
  readonly costOnly: boolean;
  /** -1: never go back. */
  readonly tolerance: number;
  readonly useMemory: number;
  /** A lower bound of log p(y | x) at each validation; `auto`: for models in process. */
  readonly bound: boolean | 'auto';
  readonly boundSamples: number;
  readonly boundExamples: number;

  readonly qPrompt: string;
  readonly numPSamples: number;
  readonly numP1Steps: number;
  readonly heldOutPromptRanking: boolean;

  readonly qHidden: string;
  readonly numHSamples: number;
  readonly useHArgmax: boolean;
  readonly rewriteLossOnly: boolean;
  readonly posteriorTemp: number;
  readonly posteriorWeights: 'mean' | 'sum';
  readonly posteriorShare: number;
  readonly posteriorSharpeningIncludePrior: boolean;
  readonly posteriorSharpeningCorrectWeighting: boolean;
  readonly posteriorSharpeningUseMiRegularization: boolean;

  readonly lossFunction: string;
  readonly outputScoringFunction: OutputScoringFunction;
  readonly answerSamples: number;
  readonly hiddenScoringFunction: ScoringFunction;
  readonly trustFactor: number;
  readonly logpPenalty: number;
  readonly decayLogpPenalty: boolean;
  readonly useNce: boolean;
  readonly burnInRatio: number;

  /** `null`: the one model that the endpoint serves. */
  readonly fwdModelType: string | null;
  /** `null`: the same as `fwdModelType`. */
  readonly bwdModelType: string | null;
  /** `null`: the same as `fwdModelType`. */
  readonly scoreModel: string | null;
  readonly connectionsConfig: string | null;
  readonly api: EndpointKind;
  readonly probe: boolean;
  readonly fwdTemp: number;
  readonly bwdTemp: number;
  readonly fwdMaxTokens: number;
  readonly bwdMaxTokens: number;
  readonly concurrency: number;

  /** Caps; null for none. */
  readonly maxRequests: number | null;
  readonly maxTokensTotal: number | null;
  readonly maxCost: number | null;
  readonly maxMinutes: number | null;
  /** A file of prices. `null`: the shipped ones. */
  readonly prices: string | null;

  readonly outDir: string;
  readonly resultDataPath: string | null;
}
