import type { ScoreLayerOptions } from '../layers/score-layer.ts';
import { callsOf, type InferenceContext } from './inference-context.ts';

/** How layers are scored by log-probability, true ones or counted ones. */
export function scoringOptions(context: InferenceContext): ScoreLayerOptions {
  const { settings, strategies } = context;
  const isSampled = settings.outputScoring === 'samples';
  return {
    calls: callsOf(context, 'score'),
    textScoring: strategies.textScoring,
    classScoring: isSampled ? strategies.sampledClassScoring : strategies.classScoring,
    burnInRatio: settings.burnInRatio,
    ...(isSampled ? { samples: settings.answerSamples } : {}),
  };
}
