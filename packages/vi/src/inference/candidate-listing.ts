import { areEqualParameters, type LayerParameters } from '../layers/layer-parameters.ts';

/** The origin of a candidate. */
export type CandidateOrigin = 'current' | 'memory' | 'proposal';

/**
 * Parameters of a layer that are compared with others. The first candidate is always the layer's
 * present parameters.
 */
export interface Candidate {
  readonly parameters: LayerParameters;
  readonly origin: CandidateOrigin;
  /**
   * The `batchIndex` of each example that its request showed; absent unless it was proposed in this
   * step.
   */
  readonly seen?: readonly number[];
  /**
   * The `batchIndex` of each example that is one of its demonstrations: none of them ranks it.
   * @default none
   */
  readonly demonstrated?: readonly number[];
  /**
   * The proposer that it comes from. @default it was not proposed in this step, or there is one
   * proposer
   */
  readonly proposer?: string;
  /** The training text that its instruction copies. @default none is known */
  readonly copied?: string;
  /** What the metric said of the examples that its request showed. @default nothing */
  readonly feedback?: readonly string[];
}

/** What there is to compare. */
export interface OfferedCandidates {
  readonly current: LayerParameters;
  readonly memory: readonly LayerParameters[];
  readonly proposals: readonly Candidate[];
}

/** Which candidates are compared. */
export interface CandidateListing {
  readonly list: (offered: OfferedCandidates) => readonly Candidate[];
}

/** Equal parameters once. */
export const uniqueCandidates: CandidateListing = {
  list: ({ current, memory, proposals }) => {
    const all = [...known(current, memory), ...proposals];
    return all.filter(
      ({ parameters }, index) =>
        all.findIndex((other) => areEqualParameters(other.parameters, parameters)) === index,
    );
  },
};

/** The reference (dln/vi/model.py:187-209): memory stands before and after the proposals. */
export const memoryTwice: CandidateListing = {
  list: ({ current, memory, proposals }) => [
    ...known(current, memory),
    ...proposals,
    ...memory.map(fromMemory),
  ],
};

function known(current: LayerParameters, memory: readonly LayerParameters[]): Candidate[] {
  return [{ parameters: current, origin: 'current' }, ...memory.map(fromMemory)];
}

function fromMemory(parameters: LayerParameters): Candidate {
  return { parameters, origin: 'memory' };
}
