import { readBoxed } from './read-boxed.ts';
import { readJsonAnswer } from './read-json-answer.ts';
import { firstSentence, ownTurn, readStrongPhrases } from './read-phrases.ts';
import { stripEmphasis } from './strip-emphasis.ts';
import { stripLatex } from './strip-latex.ts';
import { stripThinking } from './strip-thinking.ts';

const answerTag = /<(answer|final_answer|output|result|label)>([\s\S]*?)(?:<\/\1>|$)/giu;
const wholeFence = /^```[\w-]*[ \t]*\n?([\s\S]*?)\n?```$/u;
const MOST_WRAPPINGS = 4;

/** An answer found in a text. */
export interface FoundAnswer {
  readonly text: string;
  /** True if words, tags, LaTeX or JSON mark the answer; false if the whole text is the answer. */
  readonly isMarked: boolean;
}

/**
 * Reads the answer of a model's text: after its reasoning (`<think>…</think>`), in
 * `<answer>…</answer>`, in the last `\boxed{…}`, in a JSON object, or after the last words that
 * announce it (`The answer is (B).`). Without any of these, the whole text is the answer. Undefined
 * if the text has only reasoning.
 *
 * @example
 * readAnswer('<think>9 - 4</think>The answer is **5**.'); // '5.'
 */
export function readAnswer(text: string): string | undefined {
  return findAnswer(text)?.text;
}

/** Like `readAnswer`, and reports whether the answer was marked. */
export function findAnswer(text: string): FoundAnswer | undefined {
  const rest = stripThinking(text);
  return rest === undefined ? undefined : unwrap(rest, 0);
}

/** An answer marked by tags, LaTeX or JSON, one inside another as well. Undefined without one. */
export function readStructured(text: string): string | undefined {
  let found: string | undefined;
  for (let depth = 0; depth < MOST_WRAPPINGS; depth++) {
    const inner = readMarked(found ?? text);
    if (inner === undefined || inner === found) break;
    found = inner;
  }
  return found === undefined ? undefined : stripLatex(found);
}

function readMarked(text: string): string | undefined {
  const tagged = [...text.matchAll(answerTag)].at(-1)?.[2];
  const found = tagged ?? readBoxed(text) ?? readJsonAnswer(text);
  return found === undefined || found.trim() === '' ? undefined : found;
}

/**
 * Candidate texts for the answer itself, from the whole text to its first sentence. Used to compare
 * answers as texts.
 */
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
