import { diffWordsWithSpace } from 'diff';

/** A part of a difference. */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Longer texts are not compared word by word. */
const LONGEST = 200_000;
const MOST_EDITS = 4000;

/**
 * The difference of two texts, word by word; null if they are too long or too different to compare.
 */
export function diffOf(before: string, after: string): readonly DiffPart[] | null {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  if (before.length + after.length > LONGEST) return null;
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
  return (
    parts?.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })) ?? null
  );
}
