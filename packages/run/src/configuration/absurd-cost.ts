import type { Configuration } from '../settings/configuration.ts';

/** More calls than any run makes in one step: at 1,000 calls a second, five hours. */
const MOST_CALLS = 2e7;

/**
 * Settings of a step that no run can pay for, with what they would take; undefined for others. It is
 * a bound from settings alone, before any data is read, and counts only what grows with them.
 */
export function describeAbsurdCost(configuration: Configuration): string | undefined {
  const { layers, batchSize, numPSamples, numHSamples, answerSamples } = configuration;
  const { outputScoringFunction, bound, boundSamples, boundExamples } = configuration;
  const hidden = layers > 1 ? Math.max(1, numHSamples) : 1;
  const answers = outputScoringFunction === 'samples' ? answerSamples : 1;
  const parts = {
    'hidden texts': layers > 1 ? layers * batchSize * hidden : 0,
    'ranking candidates': layers * Math.max(1, numPSamples) * batchSize * hidden * answers,
    'the bound': bound === false ? 0 : layers * boundExamples * boundSamples,
  };
  const total = Object.values(parts).reduce((sum, calls) => sum + calls, 0);
  if (total <= MOST_CALLS) return undefined;
  const [largest = ''] = Object.entries(parts).toSorted(([, a], [, b]) => b - a)[0] ?? [];
  return `one training step would take about ${total.toPrecision(2)} calls, most of them for ${largest}; lower \`layers\`, \`numPSamples\`, \`numHSamples\`, \`batchSize\`, \`answerSamples\` or \`boundSamples\``;
}
