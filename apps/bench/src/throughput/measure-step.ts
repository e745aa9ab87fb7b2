import { performance } from 'node:perf_hooks';
import type { Dataset } from '@dln/datasets';
import {
  createCompletionsModel,
  createRegistry,
  createScheduler,
  deduplicate,
  wrapModel,
  type LanguageModel,
} from '@dln/llm';
import { createLoss } from '@dln/losses';
import { RandomState } from '@dln/random';
import { loadTemplate } from '@dln/templates';
import {
  createStrategies,
  instructionOnly,
  onePromptForm,
  step,
  type InferenceContext,
  type PresetName,
} from '@dln/vi';
import { startHashLm } from 'dln-hashlm';
import { countLinks } from './count-links.ts';
import { paperMemory, paperSettings } from './paper-step.ts';

/** Options of `measureStep`. */
export interface MeasureStepOptions {
  readonly dataset: Dataset;
  readonly preset: PresetName;
  readonly capacity: number;
  readonly latencyInMs: number;
}

/** One measured step. Times are in milliseconds. */
export interface StepMeasurement {
  readonly capacity: number;
  /** Distinct requests that the server received. */
  readonly distinctRequests: number;
  readonly requests: number;
  /** Length of the chain of dependent calls. */
  readonly links: number;
  readonly peakConcurrency: number;
  readonly elapsedInMs: number;
  /** (distinct requests × latency ÷ capacity) + (latency × links) */
  readonly boundInMs: number;
}

/**
 * Times one two-layer step at the paper's settings against HashLM, from its first request to the
 * new prompts.
 */
export async function measureStep({
  dataset,
  preset,
  capacity,
  latencyInMs,
}: MeasureStepOptions): Promise<StepMeasurement> {
  await using server = await startHashLm({ latencyInMs, capacity });
  const model = wrapModel(
    createCompletionsModel({
      model: 'hash-lm',
      baseUrl: server.baseUrl,
      apiKey: 'EMPTY',
      // As a probe finds it.
      capabilities: { promptLists: true },
      scheduler: createScheduler({ concurrency: capacity }),
    }),
    deduplicate(),
  );
  // A run has asked before its first step. The first request of all goes alone, so that a wrong
  // address costs one request.
  await model.generate([{ prompt: 'Answer.' }], { maxTokens: 1 });
  const before = await server.statistics();
  const counter = countLinks(model);
  const context = createContext(counter.model, dataset, preset);
  const { inputs, targets } = dataset.randomBatch('train', 20, { balance: true });
  const start = performance.now();
  await step({
    state: {
      step: 0,
      parameters: ['', dataset.instruction].map(instructionOnly),
      random: new RandomState(7).state(),
    },
    batch: { inputs, targets },
    context,
    memory: paperMemory.map((entry) => entry.map(instructionOnly)),
    wrongTextPenalty: 0.5,
  });
  const elapsedInMs = performance.now() - start;
  const statistics = await server.statistics();
  const distinctRequests = statistics.unique_prompts - before.unique_prompts;
  return {
    capacity,
    distinctRequests,
    requests: statistics.requests - before.requests,
    links: counter.links,
    peakConcurrency: statistics.peak_concurrency,
    elapsedInMs,
    boundInMs: (distinctRequests * latencyInMs) / capacity + latencyInMs * counter.links,
  };
}

function createContext(
  model: LanguageModel,
  dataset: Dataset,
  preset: PresetName,
): InferenceContext {
  const registry = createRegistry();
  const seeded = preset === 'reference' ? { seed: 42 } : {};
  const forward = registry.register('forward', model, seeded);
  const backward = registry.register('backward', model, seeded);
  const { outputClasses } = dataset;
  return {
    layers: [
      { template: loadTemplate('suffix_forward_tbs'), writesClasses: false, maxTokens: 256 },
      {
        template: loadTemplate('classify_forward'),
        residualTemplate: loadTemplate('classify_residual'),
        ...(outputClasses ? { outputClasses } : {}),
        writesClasses: true,
        maxTokens: 20,
      },
    ],
    models: { forward, backward, score: forward },
    templates: {
      prompt: loadTemplate('q_action_prompt:v3.5'),
      form: onePromptForm,
      posterior: [loadTemplate('suffix_forward_tbs'), loadTemplate('suffix_forward_tbs_y')],
    },
    loss: createLoss('exact_match_loss'),
    settings: paperSettings,
    strategies: createStrategies(preset, 42).inference,
  };
}
