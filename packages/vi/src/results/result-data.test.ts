import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { createStrategies, type PresetName } from '../training/presets.ts';
import type { SteppedEvent } from '../training/train-event.ts';
import { createResultDataBuilder } from './result-data.ts';

const stepped = (score: number | null): SteppedEvent => ({
  type: 'stepped',
  iteration: 0,
  parameters: [instructionOnly('')],
  runningScore: -0.5,
  runningAccuracy: 0.25,
  info: {
    score,
    accuracy: 1,
    isErrorFree: score === null,
    posteriorEntropies: [],
    effectiveSampleSizes: [],
    distinctHiddenTexts: [],
    layers: [],
  },
});

function metricsOf(preset: PresetName, score: number | null): unknown {
  const rules = createStrategies(preset, 1).results({ depth: 2, outputScoring: 'logprobs' });
  const builder = createResultDataBuilder({ depth: 2, rules });
  builder.add(stepped(score));
  builder.add({
    type: 'iteration',
    iteration: 1,
    parameters: [instructionOnly('')],
    devAccuracy: null,
  });
  return builder.build().training[0]?.metrics;
}

describe('the score of a step in result data', () => {
  it('is called score', () => {
    expect(metricsOf('standard', -2)).toEqual({
      score: -2,
      run_score: -0.5,
      acc: 1,
      run_acc: 0.25,
      dev_acc: null,
    });
  });

  it('is null if nothing was compared', () => {
    expect(metricsOf('standard', null)).toMatchObject({ score: null });
  });

  it('is called elbo under the reference preset, as in the reference', () => {
    expect(metricsOf('reference', -2)).toEqual({
      elbo: -2,
      run_elbo: -0.5,
      acc: 1,
      run_acc: 0.25,
      dev_acc: null,
    });
  });
});
