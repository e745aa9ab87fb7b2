import type { InferenceContext } from '../inference/inference-context.ts';
import type { ClassScoring } from '../scoring/class-scores.ts';
import { findAmbiguousClasses } from '../scoring/ambiguous-classes.ts';
import { flooredFirstToken } from '../scoring/floored-first-token.ts';
import { continuesTexts, mostFollowed } from '../scoring/follow-beginnings.ts';
import { givesNextTokens, scoresTexts } from '../scoring/scorable.ts';
import type { Bound } from './planned-calls.ts';

/** Questions for each context beyond its next token, where beginnings are followed token by token. */
export function followUpsOf(
  { layers, models, strategies }: InferenceContext,
  bound: Bound,
  classScoring: ClassScoring = strategies.classScoring,
): number {
  const { score } = models;
  const verbalizers = (layers.at(-1) ?? layers[0]).outputClasses?.verbalizers ?? [];
  const follows =
    classScoring !== flooredFirstToken &&
    givesNextTokens(score) &&
    !scoresTexts(score) &&
    continuesTexts(score);
  if (!follows) return 0;
  const isAmbiguous = findAmbiguousClasses(verbalizers) !== undefined;
  if (bound === 'high') return isAmbiguous ? mostFollowed : 1;
  return isAmbiguous ? 1 : 0;
}

/** Whether a context that shows no class may be answered freely. */
export function mayAnswerFreely({ models, strategies }: InferenceContext): boolean {
  return (
    strategies.classScoring !== flooredFirstToken &&
    givesNextTokens(models.score) &&
    !scoresTexts(models.score)
  );
}
