import type { ItemFailure } from '@dln/llm';
import type { UnfinishedKind } from '../samplers/reply-reading.ts';

/** Why a run does without something: no answer came, or one that is not whole. */
export type OmissionKind = ItemFailure['kind'] | UnfinishedKind;

/** Why a run does without something, in words too. */
export interface OmissionReason {
  readonly kind: OmissionKind;
  readonly message: string;
}

const unfinished: Readonly<Record<UnfinishedKind, string>> = {
  'cut-by-length': 'The reply was cut at the most tokens that it may have.',
  empty: 'The reply holds no text.',
  'unfinished-thinking': 'The reply ends within its reasoning.',
};

/** A reply that is not whole, as a reason. */
export function reasonOf(kind: UnfinishedKind): OmissionReason {
  return { kind, message: unfinished[kind] };
}

/** What a run does without. */
export interface Omission {
  /**
   * An example: of a step, for all candidates alike; of a validation or test, which counts it as
   * wrong; or of a bound. A hidden text: one of those that are drawn for an example. A candidate: a
   * prompt that cannot be scored. A proposal: a reply that did not come, or that is not whole. All
   * proposals: none is left, so that the present prompt is compared with memory only. Shown
   * examples: a proposal was asked for with fewer of them than planned. A kept proposal or hidden
   * text is not whole, and is used all the same.
   */
  readonly what:
    | 'example'
    | 'hidden-text'
    | 'candidate'
    | 'proposal'
    | 'all-proposals'
    | 'shown-examples'
    | 'kept-proposal'
    | 'kept-hidden-text';
  readonly split: 'train' | 'dev' | 'test';
  readonly purpose: 'forward' | 'posterior' | 'proposal' | 'score' | 'answer' | 'bound';
  /** From 0; null if unknown. */
  readonly layer: number | null;
  /** Its place in the batch of the step, or in the split; null if it is of no example. */
  readonly example: number | null;
  /** What it was about, shortened: the example's input, or the prompt. */
  readonly text: string;
  /** How many. */
  readonly count: number;
  readonly kind: OmissionKind;
  readonly message: string;
}

const longestText = 80;

/** The beginning of a text, on one line. */
export function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= longestText ? line : `${line.slice(0, longestText)}…`;
}

/**
 * Omissions in an order that does not depend on which reply came first: the reading order of a
 * step, then layers, then examples.
 */
export function sortOmissions(omissions: readonly Omission[]): readonly Omission[] {
  const purposes: readonly Omission['purpose'][] = [
    'forward',
    'posterior',
    'proposal',
    'score',
    'answer',
    'bound',
  ];
  const rank = ({ purpose, layer, example }: Omission): readonly number[] => [
    purposes.indexOf(purpose),
    layer ?? -1,
    example ?? -1,
  ];
  return omissions.toSorted((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at === -1 ? a.text.localeCompare(b.text) : (left[at] ?? 0) - (right[at] ?? 0);
  });
}
