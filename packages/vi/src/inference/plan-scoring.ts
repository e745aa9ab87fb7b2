import { textSource } from '../scoring/strategy-names.ts';
import type { InferenceContext } from './inference-context.ts';
import { scoringOptions } from './scoring-options.ts';

/** How a run's scores come about, for people. */
export interface ScoringPlan {
  /**
   * Of the last layer's answers: `next token, top 100, else whole class by echo`,
   * `share of 5 samples`, `accuracy`.
   */
  readonly answers: string;
  /** Of the texts between layers: `whole text by echo`, `accuracy`; null for a single layer. */
  readonly hiddenTexts: string | null;
}

/** What the settings of a network make of what its scoring model can do. */
export function planScoring(context: InferenceContext): ScoringPlan {
  const { layers, settings, models } = context;
  const output = layers.at(-1) ?? layers[0];
  const text = `whole text by ${textSource(models.score)}`;
  const { classScoring, samples = settings.answerSamples } = scoringOptions(context);
  const answers = output.outputClasses
    ? classScoring.plan(models.score, samples, output.outputClasses.verbalizers)
    : text;
  return {
    answers: settings.outputScoring === 'accuracy' ? 'accuracy' : answers,
    hiddenTexts:
      layers.length === 1 ? null : settings.hiddenScoring === 'accuracy' ? 'accuracy' : text,
  };
}
