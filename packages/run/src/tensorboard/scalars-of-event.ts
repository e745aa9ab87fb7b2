import type { PresetName, SteppedEvent, TrainEvent, ValidatedEvent } from '@dln/vi';
import type { Spending } from '../composition/spending.ts';
import type { Scalar } from './scalar.ts';

/**
 * The figures of an event. `dev/acc`, `acc` and `test/acc` are the Python reference's tags
 * (dln/vi/utils.py). Under the `reference` preset a step's score has the reference's tags too
 * (`referenceScores`); otherwise it is `score`, with `score1`, `score2` … by layer. The others are
 * ours.
 */
export function scalarsOfEvent(
  event: TrainEvent,
  spending: Spending,
  preset: PresetName,
): readonly Scalar[] {
  const at = (tag: string, value: number): Scalar => ({ tag, step: event.iteration, value });
  switch (event.type) {
    case 'validated':
      return [at('dev/acc', event.devAccuracy), ...scalarsOfBound(event, at)];
    case 'stepped': {
      const { info, runningAccuracy } = event;
      const scores = preset === 'reference' ? referenceScores(event) : ownScores(event);
      return [
        ...Object.entries(scores).flatMap(([tag, value]) =>
          value === null ? [] : [at(tag, value)],
        ),
        at('acc', info.accuracy),
        at('run_acc', runningAccuracy),
        ...info.posteriorEntropies.map((entropy, index) =>
          at(`posterior_entropy${index + 1}`, entropy),
        ),
        ...info.effectiveSampleSizes.map((size, index) =>
          at(`effective_sample_size${index + 1}`, size),
        ),
        ...info.distinctHiddenTexts.map((count, index) =>
          at(`distinct_hidden_texts${index + 1}`, count),
        ),
        ...termsOfStep(event).map(({ tag, value }) => at(tag, value)),
        at('requests', spending.requestsSent),
        at('tokens', spending.tokens),
        ...(spending.dollars === null ? [] : [at('dollars', spending.dollars)]),
      ];
    }
    case 'baseline':
      return [at('test/acc_initial', event.testAccuracy)];
    case 'tested':
      return [at('test/acc', event.testAccuracy)];
    case 'iteration':
    case 'layout-chosen':
    case 'restored':
    case 'stopped-early':
    case 'counted':
    case 'omitted':
      return [];
  }
}

function scalarsOfBound(
  { bound }: ValidatedEvent,
  at: (tag: string, value: number) => Scalar,
): readonly Scalar[] {
  if (!bound) return [];
  const { nats, standardError } = bound;
  return [
    at('dev/bound', nats),
    ...(standardError === null ? [] : [at('dev/bound_error', standardError)]),
  ];
}

/**
 * The value of each term of the objective for the prompt that was chosen, as `terms/likelihood1`,
 * by layer.
 */
function termsOfStep({
  info,
}: SteppedEvent): readonly { readonly tag: string; readonly value: number }[] {
  return info.layers.flatMap(({ update }, index) =>
    Object.entries(update?.candidates[update.chosen]?.terms ?? {}).flatMap(([name, { value }]) =>
      Number.isFinite(value) ? [{ tag: `terms/${name}${index + 1}`, value }] : [],
    ),
  );
}

type Figures = Readonly<Record<string, number | null>>;

/** A step that compared no prompts has no score. */
function ownScores({ info, runningScore }: SteppedEvent): Figures {
  const layers = info.layers.map(({ score }, index) => [`score${index + 1}`, score] as const);
  return { score: info.score, ...Object.fromEntries(layers), run_score: runningScore };
}

/**
 * `elbo`, `elbo1`, `elbo2` …; a network of one layer has its part under `elbo2`, and 0 stands for a
 * missing score.
 */
function referenceScores({ info, runningScore }: SteppedEvent): Figures {
  const parts = info.layers.map(({ score }) => score ?? 0);
  const shown = parts.length === 1 ? [0, info.score ?? 0] : parts;
  const layers = shown.map((part, index) => [`elbo${index + 1}`, part] as const);
  return { elbo: info.score ?? 0, ...Object.fromEntries(layers), run_elbo: runningScore };
}
