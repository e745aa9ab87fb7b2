import { describe, expect, it } from 'vitest';
import { presetDefaults } from '../configuration/preset-defaults.ts';
import type { Configuration } from '../settings/configuration.ts';
import type { PresetName } from '../settings/preset-name.ts';
import { toTrainingSettings } from './to-training-settings.ts';
import { trainedLayers } from './trained-layers.ts';

const configurationOf = (preset: PresetName, changes: Partial<Configuration>): Configuration => ({
  ...presetDefaults(preset),
  preset,
  ...changes,
});

describe('trainedLayers', () => {
  it.each<readonly [PresetName, Partial<Configuration>, readonly boolean[]]>([
    ['standard', { layers: 3, trainP1: false }, [false, false, true]],
    ['standard', { layers: 1, trainP2: false }, [false]],
    ['reference', { layers: 2, trainP2: false }, [true, false]],
    // The Python reference reads train_p2 of a single layer only where it decides whether to stop.
    ['reference', { layers: 1, trainP2: false }, [true]],
    ['reference', { layers: 1, trainP1: false, trainP2: false }, [true]],
    ['reference', { layers: 1, trainP1: false, trainP2: false, nShots: 0 }, [false]],
  ])('of %s with %j are %j', (preset, changes, expected) => {
    expect(trainedLayers(configurationOf(preset, changes))).toEqual(expected);
  });
});

describe('toTrainingSettings', () => {
  it.each([
    [-1, false],
    [0, true],
    [5, true],
  ])('with nothing trained and --n-shots %i only tests: %j', (nShots, isZeroShot) => {
    const changes = { trainP1: false, trainP2: false, nShots };
    expect(toTrainingSettings(configurationOf('reference', changes))).toMatchObject({ isZeroShot });
  });
});
