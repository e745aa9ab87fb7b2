import { loadTemplate, type Template } from '@dln/templates';
import type { LanguageModel, RegistrySnapshot } from '@dln/llm';
import { checkRun, createStrategies, type NetworkModels, type TrainOptions } from '@dln/vi';
import type { LabelledJudge } from '../metrics/judge-agreement.ts';
import { loadModules } from '../modules/load-modules.ts';
import type { RunModules } from '../modules/run-modules.ts';
import type { Configuration } from '../settings/configuration.ts';
import { describeIgnored } from '../configuration/describe-ignored.ts';
import type { Spending } from './spending.ts';
import { connectLoss } from './connect-loss.ts';
import { answerFreely, describeFreely } from './answer-freely.ts';
import type { RetryCounts } from './count-retries.ts';
import { decideBound } from './decide-bound.ts';
import { createAlternatives, mapAlternatives } from './create-alternatives.ts';
import { calibrationsOf, createCalibration } from './create-calibration.ts';
import { createEnsemble } from './create-ensemble.ts';
import { createLayers } from './create-layers.ts';
import { createModels, type RunModels } from './create-models.ts';
import type { Findings, ModelSources } from './findings.ts';
import { firstParameters } from './first-parameters.ts';

import { loadTask } from './load-task.ts';
import { readPromptPool } from './read-prompt-pool.ts';
import { readingFields } from './reading-fields.ts';
import { proposalForm } from './proposal-form.ts';
import { selectTaskLoss } from './select-task-loss.ts';
import { toInferenceSettings } from './to-inference-settings.ts';
import { toTrainingSettings } from './to-training-settings.ts';
import { describeStructure, structureAnswers } from '../structured/structure-answers.ts';
import { tryTemplates } from './try-templates.ts';
import { withModules } from './with-modules.ts';

/** A run that is ready to start. */
export interface ComposedRun extends TrainOptions {
  /** How answers are compared: `class_loss: 3 classes compared by class`. */
  readonly metric: string;
  /** What the metric confuses, in one line; undefined if it confuses nothing. */
  readonly metricRemark: string | undefined;
  /** Judges of the metric whose agreement with labels of people is measured before training. */
  readonly labelledJudges: readonly LabelledJudge[];
  /** What its modules bring. */
  readonly modules: RunModules;
  /** What the models made of the settings, for people. */
  readonly remarks: readonly string[];
  readonly findings: Findings;
  /** Gives back what models in this process hold. */
  readonly close: () => Promise<void>;
  readonly spending: () => Spending;
  /** Where seeds and accounts of the models stand. */
  readonly snapshot: () => RegistrySnapshot;
  /** Attempts that were made again so far. */
  readonly retries: () => RetryCounts;
}

/**
 * Loads and connects all that a configuration names, and refuses what cannot be trained. No model
 * is asked for a text; an endpoint may be asked which models it has and what they can do.
 *
 * @throws errors with `userFacing` for whatever is missing or does not fit
 */
export async function composeRun(
  configuration: Configuration,
  signal: AbortSignal,
  sources: ModelSources = {},
): Promise<ComposedRun> {
  const modules = sources.modules ?? (await loadModules(configuration, sources));
  const connect = await composeTask(configuration, { ...sources, modules });
  // Models come last: whatever is wrong with files is said before an endpoint is spoken to.
  const {
    models,
    judge,
    embeddings,
    others,
    proposals,
    findings,
    close,
    spending,
    snapshot,
    retries,
  } = await createModels(configuration, signal, { ...sources, modules });
  const run = connect(models, { proposals, signal, judge, embeddings, others });
  checkRun(run);
  const { metricRemark } = run;
  const labelledJudges = modules.metric?.connectLabelled({ judge, signal }) ?? [];
  const remarks = [
    ...(metricRemark === undefined ? [] : [metricRemark]),
    ...(modules.metric?.judgeModel === undefined || labelledJudges.length > 0
      ? []
      : ['a model judges the answers; measure how far it agrees with people before you trust it']),
    ...(await describeStructure(run.context.layers.at(-1)?.outputSchema, models.forward)),
    ...describeFreely(configuration, run),
    ...describeIgnored(configuration),
  ];
  return {
    ...run,
    labelledJudges,
    modules,
    remarks,
    findings,
    close,
    spending,
    snapshot,
    retries,
  };
}

/**
 * Loads all that a configuration names but its models, and gives a way to connect those. Nothing is
 * sent.
 *
 * @throws errors with `userFacing` for whatever is missing or does not fit
 */
async function composeTask(
  configuration: Configuration,
  sources: Pick<ModelSources, 'dataset' | 'modules' | 'output'> = {},
): Promise<
  (
    models: NetworkModels,
    options?: {
      readonly proposals?: RunModels['proposals'];
      readonly signal?: AbortSignal;
      /** Judges answers for a metric that asks a model. */
      readonly judge?: LanguageModel | undefined;
      /** Embeds texts for a metric that compares them. */
      readonly embeddings?: LanguageModel | undefined;
      /** Models on which the network must work, beside the forward model. @default none */
      readonly others?: readonly LanguageModel[];
    },
  ) => TrainOptions & {
    readonly metric: string;
    readonly metricRemark: string | undefined;
  }
> {
  const { preset, seed, samplerSeed, qPrompt, qHidden, lossFunction } = configuration;
  const modules = sources.modules ?? (await loadModules(configuration));
  const dataset = sources.dataset ?? (await loadTask(configuration, modules));
  const find = (reference: string): Template =>
    loadTemplate(reference, { directory: configuration.templatesDir ?? undefined });
  const { inference: ofPreset, ...strategies } = createStrategies(preset, seed);
  const inference = withModules(ofPreset, configuration, modules);
  const findForward = readingFields(find, dataset, configuration);
  const [calibration] = calibrationsOf(configuration, dataset);
  const outputSchema = await structureAnswers(dataset, configuration, sources.output);
  const layers = createLayers(configuration, findForward, dataset.outputClasses, {
    calibration: calibration && createCalibration(calibration, configuration, dataset),
    outputSchema,
  });
  const alternatives = createAlternatives(configuration, layers, {
    loadTemplate: findForward,
    dataset,
  });
  const prompt = find(qPrompt);
  const templates = {
    prompt,
    form: proposalForm(prompt),
    posterior: qHidden.split('|').map((name) => find(name.trim())),
  };
  tryTemplates({ layers, templates, ...(alternatives ? { alternatives } : {}) });
  const { loss, metric, remark } = selectTaskLoss({
    dataset,
    preset,
    lossFunction,
    losses: modules.losses,
  });
  const parameters = await firstParameters(configuration, dataset);
  const promptPool = await readPromptPool(configuration);
  const { outputScoringFunction } = configuration;
  return (models, { proposals = {}, signal, judge, embeddings, others = [] } = {}) => ({
    context: {
      layers: answerFreely(layers, {
        scoreModels: [models.score, ...others],
        outputScoringFunction,
      }),
      ...(alternatives
        ? {
            alternatives: mapAlternatives(alternatives, (layer) => {
              const [own] = answerFreely([layer], {
                scoreModels: [models.score, ...others],
                outputScoringFunction,
              });
              return own;
            }),
          }
        : {}),
      models,
      ensemble: createEnsemble(configuration, models, others),
      templates,
      loss: connectLoss(loss, {
        metric: modules.metric,
        ...{ judge, embeddings, signal, preset, outputSchema },
      }),
      settings: { ...toInferenceSettings(configuration), ...proposals },
      strategies: inference,
      ...(promptPool ? { promptPool } : {}),
      ...(signal ? { signal } : {}),
    },
    strategies,
    settings: {
      ...toTrainingSettings(configuration),
      boundSamples: decideBound(configuration, models),
    },
    dataset,
    parameters,
    samplerSeed: samplerSeed ?? seed,
    metric,
    metricRemark: remark,
  });
}
