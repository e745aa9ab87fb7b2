import type { RandomState } from '@dln/random';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { EvidenceExample } from './prompt-evidence.ts';
import type { ProposerName } from './proposers/proposers.ts';

/**
 * Examples of a batch, by their `batchIndex`: those that proposals may show, and those that score
 * every candidate, in this order.
 */
export interface DividedBatch {
  readonly shown: readonly number[];
  readonly ranking: readonly number[];
}

/** Which examples of a batch proposals see, and which rank the candidates. */
export interface Division {
  /** @param known the present parameters of the layer, and those from memory */
  readonly divide: (
    examples: readonly EvidenceExample[],
    known: readonly LayerParameters[],
    random: RandomState,
  ) => DividedBatch;
  /** How many of the examples that may be shown one request shows. */
  readonly perRequest: (examples: number) => number;
}

/** What decides the division. */
export interface DivisionSettings {
  readonly heldOutRanking: boolean;
  readonly proposers: readonly string[];
}

/**
 * Selects the division for the settings, and for whether demonstrations are drawn from the batch.
 */
export type DivisionChoice = (settings: DivisionSettings, demonstratesBatch: boolean) => Division;

/** Every example is shown, and every example ranks. */
const sameExamples: Division = {
  divide: (examples) => {
    const all = examples.map(({ batchIndex }) => batchIndex);
    return { shown: all, ranking: all };
  },
  perRequest: (examples) => examples,
};

/**
 * The reference (dln/vi/model.py:187-209): a request shows a half of the examples, and every
 * example ranks.
 */
const halfPerRequest: Division = {
  ...sameExamples,
  perRequest: (examples) => Math.floor(examples / 2),
};

/** One half at random may be shown, and the other half ranks every candidate. */
const disjointHalves: Division = divideBatch((examples) => Math.floor(examples / 2));

/**
 * Every example ranks, but for those that are demonstrations of the present parameters or of
 * memory.
 */
const undemonstratedExamples: Division = divideBatch(() => 0);

/** Proposers that look at no example of the batch. A proposer of a module may look at all. */
const BLIND: readonly string[] = [
  'demonstrations',
  'edits',
  'paraphrase',
  'crossover',
  'pool',
] satisfies ProposerName[];

/**
 * Candidates are ranked on examples that no candidate has been shown. A half of the batch is shown
 * only if a proposer looks at it.
 */
export const rankUnseen: DivisionChoice = ({ heldOutRanking, proposers }, demonstratesBatch) => {
  if (demonstratesBatch && proposers.includes('demonstrations')) return disjointHalves;
  if (proposers.every((name) => BLIND.includes(name))) return undemonstratedExamples;
  return heldOutRanking ? disjointHalves : sameExamples;
};

/** The reference's division. */
export const rankOnBatch: DivisionChoice = ({ heldOutRanking }) =>
  heldOutRanking ? halfPerRequest : sameExamples;

/** Shows `most` of the examples, but all that known parameters demonstrate; one at least ranks. */
function divideBatch(most: (examples: number) => number): Division {
  return {
    divide: (examples, known, random) => {
      const inputs = new Set(
        known.flatMap(({ demonstrations }) => demonstrations.map(({ input }) => input)),
      );
      const isDemonstrated = ({ layerInput, inputs: readings }: EvidenceExample): boolean =>
        inputs.has(layerInput) || readings.some(({ text }) => inputs.has(text));
      const order = random.permutation(examples.length).flatMap((at) => examples[at] ?? []);
      const [first, rest] = [
        order.filter(isDemonstrated),
        order.filter((one) => !isDemonstrated(one)),
      ];
      const shown = Math.min(examples.length - 1, Math.max(most(examples.length), first.length));
      const places = [...first, ...rest].map(({ batchIndex }) => batchIndex);
      return { shown: places.slice(0, shown), ranking: places.slice(shown) };
    },
    perRequest: (examples) => examples,
  };
}
