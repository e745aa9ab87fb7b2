import type { BudgetLimits } from '@dln/llm';
import type { CostRanges } from '../estimate/cost-ranges.ts';
import type { LayerParameters, Omission, ScoringGrounds, ScoringPlan, TrainEvent } from '@dln/vi';
import type { ReachedCap } from './reached-cap.ts';
import type { CacheSummary } from '../replies/cache-summary.ts';
import type { PhaseProgress } from './watch-models.ts';
import type { JudgeAgreement } from '../metrics/judge-agreement.ts';
import type { TestReport } from './test-report.ts';
import type { ModelTest } from './model-test.ts';
import type { RetryCounts } from '../composition/count-retries.ts';
import type { Spending } from '../composition/spending.ts';

/** What is known when a run begins. */
export interface RunStart {
  readonly runDirectory: string;
  readonly dataset: string;
  /** What to know of the data before trusting a figure, a line each. @default [] */
  readonly dataNotes?: readonly string[];
  readonly preset: string;
  /** Ids of the models: forward, and backward if it differs. */
  readonly models: readonly string[];
  /** How answers are compared with targets. */
  readonly metric: string;
  /** How answers and hidden texts are scored. */
  readonly scoring: ScoringPlan;
  readonly layers: number;
  /** Steps that the run may take. */
  readonly iterations: number;
  readonly sizes: { readonly train: number; readonly dev: number; readonly test: number };
}

/** What a run came to; `--json` prints it. */
export interface RunSummary {
  /** `null`: nothing was validated. */
  readonly devAccuracy: number | null;
  /** `null`: nothing was tested. */
  readonly testAccuracy: number | null;
  /** Test accuracy of the initial prompts. `null`: they were not tested. */
  readonly baselineAccuracy: number | null;
  /** Test accuracies on each of several models; absent for one model. */
  readonly models?: readonly ModelTest[];
  /** How far judges agree with labels of people; absent if none has labels. */
  readonly agreements?: readonly JudgeAgreement[];
  /** Of the best prompts. `null`: nothing was tested. */
  readonly test: TestReport | null;
  /** Training ended before its last step, as the dev accuracy was 100 %. */
  readonly isStoppedEarly: boolean;
  /** First layer first. */
  readonly bestParameters: readonly LayerParameters[];
  readonly costs: {
    /** Tokens of training and validation. */
    readonly trainingTokens: number;
    readonly testTokens: number;
    readonly totalTokens: number;
    /** Of all answers, in US dollars; null if a model's price is not known. */
    readonly dollars: number | null;
    /** When the prices were looked up, where their tables say so. */
    readonly priceDates: readonly string[];
  };
  /**
   * What counted against the caps: besides the answers also probing, retries, and what failed
   * attempts may have cost.
   */
  readonly spent: Required<BudgetLimits>;
  readonly requests: {
    readonly sent: number;
    readonly saved: number;
    /**
     * Attempts that were made again, by what they had failed of; of this process alone if the run
     * was resumed.
     */
    readonly retries: RetryCounts;
  };
  /** What the class scores rest on, each way once; of this process alone if the run was resumed. */
  readonly classScores: readonly ScoringGrounds[];
  /** What models gave no answer for, by what it was; kinds that did not occur are left out. */
  readonly omitted: Readonly<Partial<Record<Omission['what'], number>>>;
  /** What the run was estimated to take before it began; null if it was not. */
  readonly estimate: CostRanges | null;
  /** Effect of shared replies; null if none are shared. */
  readonly cache: CacheSummary | null;
  readonly runDirectory: string;
  /** The run was stopped before its end. */
  readonly isInterrupted: boolean;
  /** The cap that ended it; null if none did. */
  readonly reachedCap: ReachedCap | null;
}

/** Shows a run to people while it goes on. */
export interface RunReporter {
  readonly onStart: (run: RunStart, spending: () => Spending) => void;
  readonly onEvent: (event: TrainEvent) => void;
  /** Called as questions are put and answered. @default they are not counted */
  readonly onProgress?: (phases: readonly PhaseProgress[]) => void;
  /** A remark that is no event: what a setting did not do, what was replaced. */
  readonly onNote: (text: string) => void;
  /** The run has ended, was interrupted, or failed. */
  readonly onEnd: () => void;
}
