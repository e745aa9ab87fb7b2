import type { Survivors } from '../inference/rankings.ts';

/**
 * How many tokens the texts of people and models usually have: a learned prompt, a text between
 * layers, a free answer.
 */
export const usualLengths = { learnedPrompt: 60, hiddenText: 100, freeAnswer: 50 } as const;

/**
 * The ends of an estimate: `low`, every answer is right, no prompt changes and races drop what they
 * may; `high`, every answer is wrong, every text is new and as long as allowed, and each step takes
 * another prompt; `expected`, half of the answers are wrong and texts have usual lengths.
 */
export type Bound = 'low' | 'expected' | 'high';

/** What the next tokens of a context show: every class, or too little to tell the classes apart. */
export type Shown = 'classes' | 'little' | 'nothing';

/** How the replies of a run are assumed to turn out. */
export interface Outlook {
  /** The tokens of a reply. */
  readonly length: (usual: number, most: number) => number;
  /** Whether each generated text differs from all others. */
  readonly isVaried: boolean;
  /** The loss of the answer to a training example, by its place in the batch. */
  readonly loss: (place: number) => number;
  /** The accuracy of a validation on the dev split. */
  readonly devAccuracy: (validation: Validation) => number;
  /** The places of the candidates that stay after a stop of a race; candidate 0 does. */
  readonly stay: (candidates: number, survivors: Survivors) => readonly number[];
  /** The candidate that becomes the layer's prompt; candidate 0 is the present prompt. */
  readonly choose: (candidates: number, memory: number) => number;
  /** What the nth question for a next token shows. */
  readonly shown: (question: number) => Shown;
}

/** A validation whose accuracy is asked for. */
export interface Validation {
  /** Validations before this one. */
  readonly before: number;
  /** Prompts that memory has room for. */
  readonly memorySize: number;
  /** No step follows. */
  readonly isLast: boolean;
}

/** Prompts are validated as well as the first ones at most. */
const HALF = 0.5;

/** The part of the candidates that a race drops at a stop, of those that it may drop. */
const DROPPED = 0.1;

/** A better accuracy than that of all validations before. */
const record = ({ before }: Validation): number => 1 - HALF / (before + 1);

/**
 * The first new candidate, if there is one: the present prompt and those from memory stand before
 * it.
 */
const newCandidate: Outlook['choose'] = (candidates, memory) =>
  Math.min(1 + memory, candidates - 1);

const range = (count: number): readonly number[] => [...Array(count).keys()];

/** New candidates come last. Those from memory may have answers already. */
const presentAndLast = (candidates: number, count: number): readonly number[] =>
  range(count).map((at) => (at === 0 ? 0 : candidates - count + at));

/** The assumptions of each end. */
export const outlooks: Readonly<Record<Bound, Outlook>> = {
  low: {
    length: () => 1,
    isVaried: false,
    loss: () => 0,
    devAccuracy: () => HALF,
    stay: (_, { least }) => range(least),
    choose: () => 0,
    shown: () => 'classes',
  },
  expected: {
    length: Math.min,
    isVaried: true,
    loss: (place) => (place % 2 === 0 ? 1 : 0),
    devAccuracy: record,
    stay: (candidates, { least, most }) =>
      presentAndLast(candidates, most - Math.round((most - least) * DROPPED)),
    choose: newCandidate,
    shown: (question) => (question % 2 === 0 ? 'classes' : 'little'),
  },
  high: {
    length: (_, most) => most,
    isVaried: true,
    loss: () => 1,
    // Once memory is full, a present prompt that does not enter it is one candidate more. The best
    // prompts are not the initial ones, so that both are tested.
    devAccuracy: (validation) =>
      validation.before < Math.max(1, validation.memorySize) || validation.isLast
        ? record(validation)
        : 0.25,
    stay: (candidates, { most }) => presentAndLast(candidates, most),
    choose: newCandidate,
    shown: () => 'nothing',
  },
};

/** The run that stops at its first validation. */
export const perfectAtOnce: Outlook = { ...outlooks.low, devAccuracy: () => 1 };
