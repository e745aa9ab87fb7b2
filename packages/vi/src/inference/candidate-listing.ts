/** Where a candidate prompt comes from. */
export type CandidateOrigin = 'current' | 'memory' | 'proposal';

/** A prompt that is compared with others. The first candidate is always the layer's present prompt. */
export interface Candidate {
  readonly prompt: string;
  readonly origin: CandidateOrigin;
  /** The `batchIndex` of each example that its request showed; absent unless it was proposed in this step. */
  readonly seen?: readonly number[];
}

/** Which prompts are compared. */
export interface CandidateListing {
  readonly list: (prompts: {
    readonly current: string;
    readonly memory: readonly string[];
    readonly proposals: readonly Candidate[];
  }) => readonly Candidate[];
}

/** Each prompt once. */
export const uniqueCandidates: CandidateListing = {
  list: ({ current, memory, proposals }) => {
    const all = [...known(current, memory), ...proposals];
    return all.filter(
      ({ prompt }, index) => all.findIndex((other) => other.prompt === prompt) === index,
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

function known(current: string, memory: readonly string[]): Candidate[] {
  return [{ prompt: current, origin: 'current' }, ...memory.map(fromMemory)];
}

function fromMemory(prompt: string): Candidate {
  return { prompt, origin: 'memory' };
}
