import { describeAcceptance } from '../settings/describe-acceptance.ts';
import { optionName } from '../settings/option-name.ts';
import { settingNames, settingOf } from '../settings/settings.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { PresetName } from '../settings/preset-name.ts';
import { presetDefaults } from './preset-defaults.ts';

/** Settings that exclude each other: `undefined` where they do not, else what is wrong and what would be accepted. */
type Rule = (configuration: Configuration) => string | undefined;

/** What is impossible in a configuration, before any file is read or any model asked; one line each. */
export function checkConfiguration(configuration: Configuration): readonly string[] {
  return rules[configuration.preset]
    .map((rule) => rule(configuration))
    .filter((problem) => problem !== undefined);
}

const datasetIsNamed: Rule = ({ dataset }) =>
  dataset === null
    ? '--dataset is missing; name a task, as in --dataset navigate (`dln data list` shows them)'
    : undefined;

const onePromptPerLayer: Rule = ({ prompts, layers }) =>
  prompts !== null && prompts.length !== layers
    ? `--prompt is given ${count(prompts.length)}, but the network has ${layers} layer${layers === 1 ? '' : 's'}; give it once for each layer, first layer first`
    : undefined;

const oneTemplatePerLayer: Rule = ({ templates, layers }) =>
  templates !== null && templates.length !== layers
    ? `--template is given ${count(templates.length)}, but the network has ${layers} layer${layers === 1 ? '' : 's'}; give it once for each layer, first layer first`
    : undefined;

const onePromptSource: Rule = ({ prompts, initP1, initP2 }) =>
  prompts !== null && (initP1 !== null || initP2 !== null)
    ? `--prompt and ${initP1 === null ? '--init-p2' : '--init-p1'} both say what a layer starts from; give --prompt once for each layer, or --init-p1 and --init-p2`
    : undefined;

const oneTemplateSource: Rule = (configuration) => {
  const { preset, templates, pHidden, pClass } = configuration;
  const defaults = presetDefaults(preset);
  if (templates === null || (pHidden === defaults.pHidden && pClass === defaults.pClass))
    return undefined;
  return `--template and ${pHidden === defaults.pHidden ? '--p-class' : '--p-hidden'} both name a layer's template; give --template once for each layer, or --p-hidden and --p-class`;
};

const initP1NeedsTwoLayers: Rule = ({ initP1, layers }) => {
  if (initP1 === null || layers === 2) return undefined;
  return layers === 1
    ? '--init-p1 is for the first of two layers, and this network has one; its prompt is --init-p2 or --prompt'
    : `--init-p1 is for the first of two layers, and this network has ${layers}; give --prompt once for each layer`;
};

/** Of initP1NeedsTwoLayers what the reference needs, too: it ignores the first prompt of a single layer. */
const oneHiddenPrompt: Rule = (configuration) =>
  configuration.layers > 2 ? initP1NeedsTwoLayers(configuration) : undefined;

const contrastNeedsSamples: Rule = ({ useNce, useHArgmax, numHSamples, layers, trainP1 }) => {
  if (!useNce || layers === 1 || !trainP1) return undefined;
  if (useHArgmax)
    return '--use-nce tells hidden texts apart, and --use-h-argmax leaves one of them; turn one of the two off';
  return numHSamples < 2
    ? `--use-nce tells hidden texts apart and needs at least --num-h-samples 2; it is ${numHSamples}`
    : undefined;
};

const contrastNeedsLogProbabilities: Rule = ({ useNce, hiddenScoringFunction, layers, trainP1 }) =>
  useNce && layers > 1 && trainP1 && hiddenScoringFunction === 'accuracy'
    ? '--use-nce compares log-probabilities, and --hidden-scoring-function accuracy asks for none; leave one of the two out'
    : undefined;

const trustNeedsLogProbabilities: Rule = ({ trustFactor, outputScoringFunction, layers }) =>
  trustFactor > 0 && layers > 1 && outputScoringFunction === 'accuracy'
    ? '--trust-factor compares the probabilities of answers, and --output-scoring-function accuracy asks for none; leave one of the two out'
    : undefined;

const fewShotsNeedOneLayer: Rule = ({ nShots, layers }) =>
  nShots > 0 && layers > 1
    ? `--n-shots puts solved examples before the input of a one-layer network, and this one has ${layers} layers; add --one-layer, or leave --n-shots out`
    : undefined;

const countingNeedsOneLayer: Rule = ({ costOnly, layers }) =>
  costOnly && layers > 1
    ? `--cost-only counts prompts without asking the model, and what a second layer reads is known only when the first has written it; add --one-layer`
    : undefined;

const calibrationIsOurs: Rule = ({ calibration }) =>
  calibration === 'none'
    ? undefined
    : `--calibration ${calibration} is not in the Python reference; leave it out, or use --preset standard`;

const calibrationNeedsClassScores: Rule = (configuration) => {
  const { calibration, outputScoringFunction, forwardUseClasses } = configuration;
  if (calibration === 'none') return undefined;
  if (outputScoringFunction !== 'samples' && forwardUseClasses) return undefined;
  const other = forwardUseClasses
    ? '--output-scoring-function samples'
    : '--forward-use-classes false';
  return `--calibration ${calibration} changes log-probabilities of classes, and ${other} asks for none; leave one of the two out`;
};

const calibrationNeedsInputs: Rule = ({ calibration, layers, nShots }) => {
  if (calibration === 'none') return undefined;
  if (nShots > 0)
    return `--calibration ${calibration} cannot be combined with --n-shots ${nShots}; leave one of the two out`;
  return calibration === 'batch' && layers > 1
    ? `--calibration batch estimates the class prior from training inputs, which the last of ${layers} layers does not read; use --calibration contextual, or --one-layer`
    : undefined;
};

const somethingToTrain: Rule = ({ layers, trainP1, trainP2, doZeroShot, costOnly, nShots }) => {
  if (doZeroShot || costOnly || nShots >= 0) return undefined;
  const isTrained = trainP2 || (layers > 1 && trainP1);
  return isTrained
    ? undefined
    : 'no layer is trained; leave --train-p1 or --train-p2 on, or test the prompts as they are with --do-zero-shot or `dln eval`';
};

/** Values that only the reference preset accepts. */
const standardTypes: readonly Rule[] = settingNames.flatMap((name) => {
  const { standardType } = settingOf(name);
  if (standardType === undefined) return [];
  return [
    (configuration: Configuration) => {
      const value = configuration[name];
      return standardType.safeParse(value).success
        ? undefined
        : `${optionName(name)} expects ${describeAcceptance(standardType)}; it is ${JSON.stringify(value)}`;
    },
  ];
});

/** What contradicts itself whatever is computed from it. */
const inEveryPreset: readonly Rule[] = [
  datasetIsNamed,
  onePromptPerLayer,
  oneTemplatePerLayer,
  onePromptSource,
  oneTemplateSource,
  contrastNeedsLogProbabilities,
];

/** `reference` accepts every combination that the Python reference runs; what it ignores there, it ignores here. */
const rules: Readonly<Record<PresetName, readonly Rule[]>> = {
  reference: [...inEveryPreset, oneHiddenPrompt, calibrationIsOurs],
  standard: [
    ...inEveryPreset,
    initP1NeedsTwoLayers,
    ...standardTypes,
    contrastNeedsSamples,
    trustNeedsLogProbabilities,
    fewShotsNeedOneLayer,
    countingNeedsOneLayer,
    somethingToTrain,
    calibrationNeedsClassScores,
    calibrationNeedsInputs,
  ],
};

function count(times: number): string {
  return times === 1 ? 'once' : `${times} times`;
}
