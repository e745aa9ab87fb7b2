import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { trainNetwork } from './train-network.ts';

it('judges answers in place of the model that is trained', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'judge-'));
  try {
    const lossFunction = join(folder, 'judge.yaml');
    await writeFile(lossFunction, 'metric: llm_judge\nrubric: The answer is polite.\n');
    const asked = { model: 0, judge: 0 };
    const { testAccuracy } = await trainNetwork({
      data: Array.from({ length: 8 }, (_, at) => ({ input: `text ${at}`, target: `reply ${at}` })),
      classes: 'none',
      model: (prompt) => {
        if (prompt.includes('The answer is polite.')) asked.model++;
        return 'Thank you.';
      },
      judgeModel: () => {
        asked.judge++;
        return 'Score: 4\nFeedback: warmer';
      },
      iterations: 1,
      settings: { lossFunction, numPSamples: 2, batchSize: 2 },
    });
    expect(testAccuracy).toBe(0.75);
    expect(asked).toEqual({ model: 0, judge: expect.any(Number) as number });
    expect(asked.judge).toBeGreaterThan(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});
