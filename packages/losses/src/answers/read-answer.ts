import { readBoxed } from './read-boxed.ts';
import { readJsonAnswer } from './read-json-answer.ts';
import { firstSentence, ownTurn, readStrongPhrases } from './read-phrases.ts';
import { stripEmphasis } from './strip-emphasis.ts';
import { stripLatex } from './strip-latex.ts';
import { stripThinking } from './strip-thinking.ts';

const answerTag = /<(answer|final_answer|output|result|label)>([\s\S]*?)(?:<\/\1>|$)/giu;
const wholeFence = /^```[\w-]*[ \t]*\n?([\s\S]*?)\n?```$/u;
const MOST_WRAPPINGS = 4;

/** An answer that was read from a text. */
export interface FoundAnswer {
  readonly text: string;
  /** Words, tags, LaTeX or JSON set it off; otherwise it is all that there is. */
  readonly isMarked: boolean;
}

/**
 * The answer in a model's text: behind its reasoning (`<think>…</think>`), in `<answer>…</answer>`, in the last `\boxed{…}`, in a JSON object, or behind
 * the last words that announce it (`The answer is (B).`). A text with none of these is its own answer. Undefined if nothing is left beside reasoning.
 *
 * @example
 * readAnswer('<think>9 - 4</think>The answer is **5**.'); // '5.'
 */
export function readAnswer(text: string): string | undefined {
  return findAnswer(text)?.text;
}

/** As `readAnswer`, with whether something set the answer off. */
export function findAnswer(text: string): FoundAnswer | undefined {
  const rest = stripThinking(text);
  return rest === undefined ? undefined : unwrap(rest, 0);
}

/** An answer that is set off by tags, LaTeX or JSON; undefined without one. */
export function readStructured(text: string): string | undefined {
  const tagged = [...text.matchAll(answerTag)].at(-1)?.[2];
  const found = tagged ?? readBoxed(text) ?? readJsonAnswer(text);
  return found === undefined || found.trim() === '' ? undefined : stripLatex(found);
}

/** What may be the answer itself, from all of it to its first sentence: for answers that are compared as texts. */
export function answerReadings(text: string): readonly string[] {
  const found = findAnswer(text);
  if (!found) return [];
  return [...new Set(found.isMarked ? [found.text, firstSentence(found.text)] : [found.text])];
}

function unwrap(text: string, depth: number): FoundAnswer {
  const inner = readStructured(text) ?? readStrongPhrases(stripEmphasis(ownTurn(text)))[0];
  if (inner !== undefined && inner !== text && depth < MOST_WRAPPINGS)
    return { text: unwrap(inner, depth + 1).text, isMarked: true };
  return { text: stripLatex(wholeFence.exec(text)?.[1] ?? text), isMarked: false };
}
