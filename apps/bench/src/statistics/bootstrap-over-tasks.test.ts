import { describe, expect, it } from 'vitest';
import { bootstrapOverTasks } from './bootstrap-over-tasks.ts';

const items = (gain: number, of = 100): number[] =>
  Array.from({ length: of }, (_, item) => (item < gain ? 1 : 0));

describe('bootstrapOverTasks', () => {
  it('averages over tasks, whatever their numbers of seeds', () => {
    const { difference } = bootstrapOverTasks({
      differences: [[items(40), items(40), items(40)], [items(10)]],
      seed: 1,
      resamples: 10,
    });
    expect(difference).toBeCloseTo(0.25, 12);
  });

  it('has no uncertainty where every item gains the same', () => {
    const { ofTheseTasks, ofOtherTasks } = bootstrapOverTasks({
      differences: [[items(100)], [items(100)]],
      seed: 1,
      resamples: 50,
    });
    expect([ofTheseTasks, ofOtherTasks]).toEqual([
      { low: 1, high: 1 },
      { low: 1, high: 1 },
    ]);
  });

  it('is wider over tasks that gain differently', () => {
    const { ofTheseTasks, ofOtherTasks } = bootstrapOverTasks({
      differences: [0, 0, 0, 50, 50].map((gain) => [items(gain, 200), items(gain, 200)]),
      seed: 1,
    });
    expect(ofTheseTasks.low).toBeGreaterThan(0.07);
    expect(ofTheseTasks.high).toBeLessThan(0.13);
    expect(ofOtherTasks.low).toBeLessThan(0.03);
    expect(ofOtherTasks.high).toBeGreaterThan(0.17);
  });

  it('resamples seeds: two that differ widen the interval', () => {
    const { low, high } = bootstrapOverTasks({
      differences: [[items(1000, 1000), items(0, 1000)]],
      seed: 1,
    }).ofTheseTasks;
    expect([low, high]).toEqual([0, 1]);
  });
});
