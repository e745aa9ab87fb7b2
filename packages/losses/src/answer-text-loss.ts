import { createAnswerIndex } from './answers/answer-index.ts';
import { answerReadings } from './answers/read-answer.ts';
import { compareEach } from './compare-each.ts';
import type { Loss } from './loss.ts';

/** The name of the loss that compares answers as texts. */
export const ANSWER_TEXT_LOSS = 'answer_text_loss';

/**
 * 0 if the output, or the answer that `readAnswer` finds in it, equals the target. Ignores case,
 * Unicode form, blanks and surrounding marks, unless two targets differ only in these: `C`, `C#`
 * and `c` are three different targets.
 *
 * @param targets all distinct targets; other texts are compared on their own
 *
 * @example
 * const loss = createAnswerTextLoss(['Paris', 'Rome']);
 * computeLosses(loss, ['The answer is **Paris**.', 'rome'], ['Paris', 'Paris']); // [0, 1]
 */
export function createAnswerTextLoss(targets: Iterable<string> = []): Loss {
  const known = [...new Set(Array.from(targets, encodedForm))];
  const places = new Map(known.map((target, place) => [target, place]));
  const { find } = createAnswerIndex(known.map((target) => [target]));
  const matches = (output: string, target: string): boolean => {
    if (encodedForm(output) === encodedForm(target)) return true;
    const place = places.get(encodedForm(target));
    const search = place === undefined ? createAnswerIndex([[target]]).find : find;
    const named = [output, ...answerReadings(output)].map(search);
    return named.find((found) => found !== undefined) === (place ?? 0);
  };
  return {
    name: ANSWER_TEXT_LOSS,
    compute: (outputs, all) => compareEach(outputs, all, { loss: ANSWER_TEXT_LOSS, matches }),
  };
}

/** The same key for texts that differ only in encoding and in surrounding blanks. */
export function encodedForm(text: string): string {
  return text.normalize('NFC').trim();
}
