import { findAnswer } from '../answers/read-answer.ts';
import { firstSentence } from '../answers/read-phrases.ts';
import { stripThinking } from '../answers/strip-thinking.ts';
import { finalNumber, leadingNumber } from './final-number.ts';

/**
 * The number that a text answers with: the announced one (`The answer is 5, because 3 + 2 …`,
 * `\boxed{5}`, `{"answer": 5}`), otherwise the last one outside its reasoning. Undefined without a
 * number.
 */
export function answeredNumber(text: string): number | undefined {
  const rest = stripThinking(text);
  const found = findAnswer(text);
  if (rest === undefined || !found) return undefined;
  const sentence = firstSentence(found.text);
  const announced = found.isMarked ? (leadingNumber(sentence) ?? finalNumber(sentence)) : undefined;
  return announced ?? finalNumber(rest);
}
