import { callsOf } from '@dln/llm';
import { expect, it } from 'vitest';
import type { PriorMemory } from '../layers/layer-calibration.ts';
import type { Layers } from '../layers/layer.ts';
import { countingWorld } from './counting-world.fixture.ts';
import { estimateRun } from './estimate-run.ts';

it('an estimate leaves the class priors of the run alone, and counts them at each end', async () => {
  const { run } = countingWorld({ preset: 'standard', depth: 1, training: { isZeroShot: true } });
  const priors: PriorMemory = new Map();
  const plain = await estimateRun(run);
  const [layer] = run.context.layers;
  const layers: Layers = [{ ...layer, calibration: { name: 'batch', inputs: ['a', 'b'], priors } }];
  const calibrated = await estimateRun({ ...run, context: { ...run.context, layers } });
  expect(priors.size).toBe(0);
  for (const bound of ['low', 'expected', 'high'] as const)
    expect(callsOf(calibrated[bound].total)).toBeGreaterThan(callsOf(plain[bound].total));
});
