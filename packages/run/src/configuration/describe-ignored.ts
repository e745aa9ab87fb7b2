import type { Configuration } from '../settings/configuration.ts';
import type { PresetName } from '../settings/preset-name.ts';

/** A sentence about settings that have no effect, or undefined. */
type Remark = (configuration: Configuration) => string | undefined;

/** The settings that a preset accepts and then ignores, one sentence each. */
export function describeIgnored(configuration: Configuration): readonly string[] {
  return remarks[configuration.preset]
    .map((remark) => remark(configuration))
    .filter((text) => text !== undefined);
}

const contrastOfOneText: Remark = ({ useNce, useHArgmax, numHSamples, layers, trainP1 }) =>
  useNce && layers > 1 && trainP1 && (useHArgmax || numHSamples === 1)
    ? '`useNce` has one hidden text per example to tell apart, so every prompt of a hidden layer scores the same, as in the Python reference'
    : undefined;

const trustRegion: Remark = ({ trustFactor, layers, outputScoringFunction }) => {
  if (trustFactor === 0 || (layers > 1 && outputScoringFunction !== 'accuracy')) return undefined;
  const where = layers === 1 ? 'one layer' : `\`outputScoringFunction\` ${outputScoringFunction}`;
  return `\`trustFactor\` ${trustFactor} is ignored with ${where}, as in the Python reference`;
};

const fewShots: Remark = ({ nShots, layers }) =>
  nShots > 0 && layers > 1
    ? `\`nShots\` ${nShots} is ignored with ${layers} layers, as in the Python reference`
    : undefined;

const counting: Remark = ({ costOnly, layers }) =>
  costOnly && layers > 1
    ? `\`costOnly\` with ${layers} layers runs the test and trains nothing, as in the Python reference`
    : undefined;

const firstPrompt: Remark = ({ initP1, layers }) =>
  initP1 !== null && layers === 1
    ? '`initP1` is ignored with one layer, as in the Python reference'
    : undefined;

const untrainedLayer: Remark = ({ layers, trainP1, trainP2, nShots }) =>
  layers === 1 && !trainP2 && (trainP1 || nShots < 0)
    ? '`trainP2: false` is ignored with one layer, as in the Python reference'
    : undefined;

const remarks: Readonly<Record<PresetName, readonly Remark[]>> = {
  // `standard` refuses what it would ignore.
  standard: [],
  reference: [contrastOfOneText, trustRegion, fewShots, counting, firstPrompt, untrainedLayer],
};
