import { describeAbsurdCost } from './absurd-cost.ts';
import { describeAcceptance } from '../settings/describe-acceptance.ts';
import { settingNames, settingOf } from '../settings/settings.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { PresetName } from '../settings/preset-name.ts';
import { presetDefaults } from './preset-defaults.ts';

/**
 * Settings that exclude each other: `undefined` where they do not, else what is wrong and what
 * would be accepted.
 */
type Rule = (configuration: Configuration) => string | undefined;

/**
 * What is impossible in a configuration, before any file is read or any model asked; one line each.
 */
export function checkConfiguration(configuration: Configuration): readonly string[] {
  return rules[configuration.preset]
    .map((rule) => rule(configuration))
    .filter((problem) => problem !== undefined);
}

const datasetIsNamed: Rule = ({ dataset }) =>
  dataset === null
    ? '`dataset` is missing; name a task, as in `dataset: navigate`, or a file'
    : undefined;

const onePromptPerLayer: Rule = ({ prompts, layers }) =>
  prompts !== null && prompts.length !== layers
    ? `\`prompts\` is given ${count(prompts.length)}, but the network has ${layers} layer${layers === 1 ? '' : 's'}; give it once for each layer, first layer first`
    : undefined;

const oneTemplatePerLayer: Rule = ({ templates, layers }) =>
  templates !== null && templates.length !== layers
    ? `\`templates\` is given ${count(templates.length)}, but the network has ${layers} layer${layers === 1 ? '' : 's'}; give it once for each layer, first layer first`
    : undefined;

const onePromptSource: Rule = ({ prompts, initP1, initP2 }) =>
  prompts !== null && (initP1 !== null || initP2 !== null)
    ? `\`prompts\` and ${initP1 === null ? '`initP2`' : '`initP1`'} both set what a layer starts from; give \`prompts\` once for each layer, or \`initP1\` and \`initP2\``
    : undefined;

const oneTemplateSource: Rule = (configuration) => {
  const { preset, templates, pHidden, pClass } = configuration;
  const defaults = presetDefaults(preset);
  if (templates === null || (pHidden === defaults.pHidden && pClass === defaults.pClass))
    return undefined;
  return `\`templates\` and ${pHidden === defaults.pHidden ? '`pClass`' : '`pHidden`'} both name a layer's template; give \`templates\` once for each layer, or \`pHidden\` and \`pClass\``;
};

const oneForwardModel: Rule = ({ models, fwdModelType }) =>
  models !== null && fwdModelType !== models[0]
    ? `\`models\` and \`fwdModelType: ${String(fwdModelType)}\` both name the model that answers; leave out \`fwdModelType\``
    : undefined;

const eachModelOnce: Rule = ({ models }) =>
  models !== null && new Set(models).size < models.length
    ? `\`models\` names a model twice: ${models.join(', ')}; name each once, with \`modelWeights\` for its part`
    : undefined;

const oneWeightPerModel: Rule = ({ models, modelWeights, modelAggregate }) => {
  if (modelWeights === null) return undefined;
  if (modelWeights.length !== models?.length)
    return `\`modelWeights\` is given ${count(modelWeights.length)}, for ${models?.length ?? 1} model${models === null ? '' : 's'}; give it once for each of \`models\``;
  return modelAggregate === 'minimum'
    ? '`modelWeights` are for a mean, and `modelAggregate: minimum` takes none; leave one of the two out'
    : undefined;
};

const initP1NeedsTwoLayers: Rule = ({ initP1, layers }) => {
  if (initP1 === null || layers === 2) return undefined;
  return layers === 1
    ? '`initP1` is for the first of two layers, and this network has one; its prompt is `initP2` or `prompts`'
    : `\`initP1\` is for the first of two layers, and this network has ${layers}; give \`prompts\` once for each layer`;
};

/**
 * Of initP1NeedsTwoLayers what the reference needs, too: it ignores the first prompt of a single
 * layer.
 */
const oneHiddenPrompt: Rule = (configuration) =>
  configuration.layers > 2 ? initP1NeedsTwoLayers(configuration) : undefined;

const contrastNeedsSamples: Rule = ({ useNce, useHArgmax, numHSamples, layers, trainP1 }) => {
  if (!useNce || layers === 1 || !trainP1) return undefined;
  if (useHArgmax)
    return '`useNce` tells hidden texts apart, and `useHArgmax` leaves one of them; turn one of the two off';
  return numHSamples < 2
    ? `\`useNce\` tells hidden texts apart and needs at least \`numHSamples: 2\`; it is ${numHSamples}`
    : undefined;
};

const contrastNeedsLogProbabilities: Rule = ({ useNce, hiddenScoringFunction, layers, trainP1 }) =>
  useNce && layers > 1 && trainP1 && hiddenScoringFunction === 'accuracy'
    ? '`useNce` compares log-probabilities, and `hiddenScoringFunction: accuracy` asks for none; leave one of the two out'
    : undefined;

const trustNeedsLogProbabilities: Rule = ({ trustFactor, outputScoringFunction, layers }) =>
  trustFactor > 0 && layers > 1 && outputScoringFunction === 'accuracy'
    ? '`trustFactor` compares the probabilities of answers, and `outputScoringFunction: accuracy` asks for none; leave one of the two out'
    : undefined;

const fewShotsNeedOneLayer: Rule = ({ nShots, layers }) =>
  nShots > 0 && layers > 1
    ? `\`nShots\` puts solved examples before the input of a one-layer network, and this one has ${layers} layers; add \`layers: 1\`, or leave \`nShots\` out`
    : undefined;

const inputOutputLayouts: readonly string[] = [
  'input_output',
  'input_output_short',
  'input_output_line',
];

/** Both lay out the input as `Input: …`. */
const oneShotLayout: Rule = ({ nShots, layers, templates, pClass }) => {
  const template = templates?.[0] ?? pClass;
  const [name] = template.split(':');
  if (nShots <= 0 || layers > 1 || !inputOutputLayouts.includes(name ?? '')) return undefined;
  return `\`${templates === null ? 'pClass' : 'templates'}: ${template}\` writes "Input:" before the input, and so does \`nShots: ${nShots}\`; leave one of the two out`;
};

const layoutIsOurs: Rule = ({ layout }) =>
  layout === 'given'
    ? undefined
    : `\`layout: ${layout}\` is not in the Python reference; leave it out, or use \`preset: standard\``;

/** Some of the layouts write `Input:` themselves. */
const layoutNeedsNoShots: Rule = ({ layout, nShots }) =>
  layout === 'auto' && nShots > 0
    ? `\`layout: auto\` cannot be combined with \`nShots: ${nShots}\`; leave one of the two out`
    : undefined;

const countingNeedsOneLayer: Rule = ({ costOnly, layers }) =>
  costOnly && layers > 1
    ? `\`costOnly\` counts prompts without asking the model, and what a second layer reads is known only when the first has written it; add \`layers: 1\``
    : undefined;

const calibrationIsOurs: Rule = ({ calibration }) =>
  calibration === 'none'
    ? undefined
    : `\`calibration: ${calibration}\` is not in the Python reference; leave it out, or use \`preset: standard\``;

const calibrationNeedsClassScores: Rule = (configuration) => {
  const { calibration, outputScoringFunction, forwardUseClasses } = configuration;
  if (calibration === 'none') return undefined;
  if (outputScoringFunction !== 'samples' && forwardUseClasses) return undefined;
  const other = forwardUseClasses
    ? '`outputScoringFunction: samples`'
    : '`forwardUseClasses: false`';
  return `\`calibration: ${calibration}\` changes log-probabilities of classes, and ${other} asks for none; leave one of the two out`;
};

const calibrationNeedsInputs: Rule = ({ calibration, nShots }) =>
  calibration !== 'none' && nShots > 0
    ? `\`calibration: ${calibration}\` cannot be combined with \`nShots: ${nShots}\`; leave one of the two out`
    : undefined;

const somethingToTrain: Rule = ({ layers, trainP1, trainP2, doZeroShot, costOnly, nShots }) => {
  if (doZeroShot || costOnly || nShots >= 0) return undefined;
  const isTrained = trainP2 || (layers > 1 && trainP1);
  return isTrained
    ? undefined
    : 'no layer is trained; leave `trainP1` or `trainP2` on, or test the prompts as they are with `doZeroShot`';
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
        : `\`${name}\` expects ${describeAcceptance(standardType)}; it is ${JSON.stringify(value)}`;
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
  oneShotLayout,
  oneForwardModel,
  eachModelOnce,
  oneWeightPerModel,
  describeAbsurdCost,
];

/**
 * `reference` accepts every combination that the Python reference runs; what it ignores there, it
 * ignores here.
 */
const rules: Readonly<Record<PresetName, readonly Rule[]>> = {
  reference: [...inEveryPreset, oneHiddenPrompt, calibrationIsOurs, layoutIsOurs],
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
    layoutNeedsNoShots,
  ],
};

function count(times: number): string {
  return times === 1 ? 'once' : `${times} times`;
}
