import { OutputClasses } from '@dln/datasets';
import { createTemplate, type Template } from '@dln/templates';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../settings/configuration.ts';
import { presetDefaults } from '../configuration/preset-defaults.ts';
import { createLayers } from './create-layers.ts';
import { instructionOnly } from '@dln/vi';
import { firstParameters } from './first-parameters.ts';
import { toInferenceSettings } from './to-inference-settings.ts';

const find = (name: string): Template =>
  createTemplate({ name, version: 'v1.0', source: 'test', text: '{{ prompt }}' });
const classes = new OutputClasses(['yes|Yes', 'no|No']);

function configure(changes: Partial<Configuration>): Configuration {
  return { ...presetDefaults('reference'), ...changes };
}

describe('createLayers', () => {
  it('gives hidden layers the options of p1, and the last one those of p2', () => {
    const layers = createLayers(configure({ layers: 3, p1MaxTokens: 30 }), find, classes);
    const seen = layers.map(({ template, residualTemplate, outputClasses, ...rest }) => ({
      template: template.name,
      residual: residualTemplate?.name,
      hasClasses: outputClasses !== undefined,
      ...rest,
    }));
    const hidden = { template: 'suffix_forward_tbs', hasClasses: false, writesClasses: false };
    expect(seen).toEqual([
      { ...hidden, residual: undefined, maxTokens: 30 },
      { ...hidden, residual: 'classify_residual', maxTokens: 30 },
      {
        template: 'classify_forward',
        residual: 'classify_residual',
        hasClasses: true,
        writesClasses: true,
        maxTokens: 20,
      },
    ]);
  });

  it('takes the templates that are named one by one', () => {
    const layers = createLayers(configure({ templates: ['a', 'b'] }), find, undefined);
    expect(layers.map(({ template }) => template.name)).toEqual(['a', 'b']);
  });
});

it('answers freely if a task has no classes, whatever the default says', () => {
  const [layer] = createLayers(configure({ layers: 1, forwardUseClasses: true }), find, undefined);
  expect(layer.writesClasses).toBe(false);
});

describe('firstParameters', () => {
  const task = { name: 'subj', instruction: 'Judge.' };

  it.each([
    [{ layers: 1 }, ['Judge.']],
    [{ layers: 2 }, ['', 'Judge.']],
    [{ layers: 3 }, ['', '', 'Judge.']],
    [{ layers: 2, initP1: 'Think.', initP2: 'Answer.' }, ['Think.', 'Answer.']],
    [{ layers: 2, prompts: ['a', ''] }, ['a', '']],
  ])('%j starts from %j', async (changes, expected) => {
    expect(await firstParameters(configure(changes), task)).toEqual(expected.map(instructionOnly));
  });
});

describe('toInferenceSettings', () => {
  it('trains hidden layers by --train-p1 and the last one by --train-p2', () => {
    const { trainedLayers } = toInferenceSettings(configure({ layers: 3, trainP2: false }));
    expect(trainedLayers).toEqual([true, true, false]);
  });
});
