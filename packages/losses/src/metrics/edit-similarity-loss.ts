import { judgeEach } from '../judge-outputs.ts';
import type { Loss } from '../loss.ts';

/**
 * The share of characters to insert, delete or replace (Levenshtein) so that the output becomes the
 * target, of the longer one's length. Ignores blanks at both ends and the Unicode form.
 */
export const editSimilarityLoss: Loss = {
  name: 'edit_similarity_loss',
  isTolerant: true,
  postprocess: (text) => text.normalize('NFC').trim(),
  compute: (outputs, targets) =>
    judgeEach({ outputs, targets, loss: 'edit_similarity_loss' }, (output, target) => {
      const [written, wanted] = [Array.from(output), Array.from(target)];
      const longer = Math.max(written.length, wanted.length);
      return longer === 0 ? 0 : countEdits(written, wanted) / longer;
    }),
};

function countEdits(left: readonly string[], right: readonly string[]): number {
  // [length of the part of right]: edits from the part of left so far
  let row = Array.from({ length: right.length + 1 }, (_, length) => length);
  for (const [at, character] of left.entries()) {
    const next = [at + 1];
    for (const [place, other] of right.entries()) {
      const [diagonal = 0, above = 0] = row.slice(place, place + 2);
      const before = next[place] ?? 0;
      next.push(Math.min(above + 1, before + 1, diagonal + (character === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
