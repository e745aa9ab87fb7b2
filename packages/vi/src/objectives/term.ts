import type { ClassScores, LogInterval } from '../scoring/class-scores.ts';
import type { LayerExample } from './layer-example.ts';
import type { ObjectiveSettings } from './objective-settings.ts';
import type { TermSetting } from './term-setting.ts';

/** The layer whose candidate prompts are compared, and the settings of the comparison. */
export interface TermPlace<SettingName extends string = never> {
  readonly settings: ObjectiveSettings & Readonly<Record<SettingName, number>>;
  /** Layers of the network. */
  readonly depth: number;
  /** Whether the layer is the last one. */
  readonly isOutput: boolean;
  /** Whether the layer has output classes. */
  readonly hasClasses: boolean;
  /** Whether the layer has an output schema. */
  readonly hasSchema: boolean;
  /** US dollars per million tokens of prompts of the model that answers; undefined if unknown. */
  readonly promptPrice: number | undefined;
  /** Present weight of the exploration penalty. */
  readonly explorationPenalty: number;
  /** The least number of layers whose output layer has a trust region. */
  readonly trustRegionFrom: number;
}

/**
 * What a term asks about an example, under each candidate prompt: `target`, log p of a text (or of
 * its class, if the layer has output classes); `distribution`, the distribution over the output
 * classes; `accuracy`, 1 − loss of the answer of the last layer; `network`, 1 − loss of the answer
 * of the network if the layer reads this; `length`, tokens of the parameters as the layer renders
 * them; `validity`, 1 if the text that the layer writes matches its output schema, else 0.
 */
export type TermQuestion =
  | { readonly kind: 'target' | 'accuracy'; readonly layerInput: string; readonly target: string }
  | {
      readonly kind: 'distribution' | 'network' | 'length' | 'validity';
      readonly layerInput: string;
    };

/** The answer to a question. */
export interface TermAnswer {
  /** Nats per token, nats, or 1 − loss; absent for a distribution. */
  readonly value?: number;
  /** The bounds of `value`. @default exact */
  readonly bounds?: LogInterval;
  /** The class distribution that was scored; absent for texts and for accuracy. */
  readonly scores?: ClassScores;
}

/** What a term makes of one candidate on one example. */
export interface TermCell {
  readonly value: number;
  /** The bounds of `value`. @default exact */
  readonly bounds?: LogInterval;
  /** The class scores that it rests on. @default none */
  readonly scores?: readonly ClassScores[];
}

/**
 * A part of the objective. The reward of a candidate is the weighted sum of its terms.
 *
 * @typeParam SettingName the settings that it declares and reads
 */
export interface Term<SettingName extends string = never> {
  /** The key of the term in the ledger of candidates and in TensorBoard; camelCase. */
  readonly name: string;
  /** One sentence for the ledger's schema and the documentation, with the unit. */
  readonly description: string;
  /** The numbers by which a user tunes it. @default none */
  readonly settings?: { readonly [Name in SettingName]?: TermSetting };
  /** Whether it is part of a candidate's `score`, and not only of its reward. */
  readonly isScore: boolean;
  /**
   * Whether a candidate is scored only on the examples that rank it (see `Ranking`), and not on
   * all.
   */
  readonly isRanked: boolean;
  /**
   * Factor of its value in the reward, below 0 for a penalty; 0 if it has no part, and then nothing
   * is asked.
   */
  readonly weight: (place: TermPlace<SettingName>) => number;
  /** The questions about an example, the same under each candidate. */
  readonly ask: (example: LayerExample, place: TermPlace<SettingName>) => readonly TermQuestion[];
  /**
   * The values of the candidates on an example.
   *
   * @param answers `[candidate][question]`, the present prompt first; undefined for a candidate
   * that the example does not rank
   * @returns `[candidate]`, undefined for the same candidates
   */
  readonly score: (
    answers: readonly (readonly TermAnswer[] | undefined)[],
    example: LayerExample,
    place: TermPlace<SettingName>,
  ) => readonly (TermCell | undefined)[];
}

/** The value of an answer that has one. @throws RangeError if it has none */
export function valueOf({ value }: TermAnswer): number {
  if (value === undefined) throw new RangeError('the answer of a term has no value');
  return value;
}

/** How a layer's prompts are scored. */
export function scoringOf({
  isOutput,
  settings,
}: Pick<TermPlace, 'isOutput' | 'settings'>): ObjectiveSettings['outputScoring'] {
  return isOutput ? settings.outputScoring : settings.hiddenScoring;
}
