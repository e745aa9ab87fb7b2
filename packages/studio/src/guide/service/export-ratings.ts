import { collectPreferred } from '../round/feedback.ts';
import type { GuideState } from '../session/guide-state.ts';

/** An input with what raters preferred, as a line of a dataset. */
export interface RatedExample {
  readonly input: string;
  /** The label, or else the preferred output. */
  readonly target: string;
}

/**
 * The session as a dataset: each input with its label, or with the output that raters preferred.
 * Inputs with neither are left out.
 */
export function exportRatings(state: GuideState): readonly RatedExample[] {
  return state.started.inputs.flatMap(({ text, target }, index): readonly RatedExample[] => {
    const preferred = target ?? collectPreferred(state, index) ?? null;
    return preferred === null ? [] : [{ input: text, target: preferred }];
  });
}

/** Why an export would be empty. */
export const NOTHING_TO_EXPORT =
  'There is nothing to export: no input has a label or an output that raters preferred. Rate pairs first.';

/** Examples as the lines of a JSONL file. */
export function formatExamples(examples: readonly RatedExample[]): string {
  return examples.map((example) => `${JSON.stringify(example)}\n`).join('');
}
