import type { LanguageModel } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import { checkBound } from './check-bound.ts';
import { plannedSteps } from './planned-steps.ts';
import { createStrategies } from './presets.ts';
import type { PlannedRun } from './run-rules.ts';
import { smallWorld } from './small-world.fixture.ts';

function planned(
  settings: Partial<PlannedRun['settings']>,
  context: PlannedRun['context'] = smallWorld(2),
): PlannedRun {
  const strategies = createStrategies('standard', 1);
  const own = { boundSamples: 4, boundExamples: 20, fewShots: -1, iterations: 7, ...settings };
  // The checks read nothing else.
  return { context, strategies, settings: own } as unknown as PlannedRun;
}

const problemOf = (run: PlannedRun): string | undefined => {
  try {
    checkBound(run);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('a bound', () => {
  it('is accepted for a model that scores texts, and needs nothing if it is off', () => {
    expect(problemOf(planned({}))).toBeUndefined();
    expect(problemOf(planned({ boundSamples: 1, boundExamples: 1 }))).toBeUndefined();
    expect(problemOf(planned({ boundSamples: 0, boundExamples: 0, fewShots: 3 }))).toBeUndefined();
  });

  it.each([-1, 0.5])('refuses %s samples', (boundSamples) => {
    expect(problemOf(planned({ boundSamples }))).toBe(
      `This run cannot be made: \`boundSamples: ${boundSamples}\`. It takes an integer of 0 or more; 0: no bound.`,
    );
  });

  it.each([0, -1, 1.5])('refuses %s examples', (boundExamples) => {
    expect(problemOf(planned({ boundExamples }))).toBe(
      `This run cannot be made: \`boundExamples: ${boundExamples}\`. It takes an integer of 1 or more.`,
    );
  });

  it('refuses few-shot examples, which it does not cover', () => {
    expect(problemOf(planned({ fewShots: 1 }))).toContain('a bound with `nShots: 1`');
    expect(problemOf(planned({ fewShots: 0 }))).toBeUndefined();
  });

  it('refuses a model that scores no texts, by its name', () => {
    const context = smallWorld(2);
    const fields = Object.entries(context.models.score).filter(([name]) => name !== 'scoreText');
    const score = Object.fromEntries(fields) as unknown as LanguageModel;
    const capabilities = { ...score.capabilities, scoresText: false };
    const models = { ...context.models, score: { ...score, capabilities } };
    expect(problemOf(planned({}, { ...context, models }))).toContain(
      'a bound with the scoring model table',
    );
  });
});

describe('the steps of a run', () => {
  it('are as many as are set', () => {
    expect(plannedSteps(planned({}))).toBe(7);
  });

  it('are none without training: zero-shot, for the cost alone, or without a trained layer', () => {
    expect(plannedSteps(planned({ isZeroShot: true }))).toBe(0);
    expect(plannedSteps(planned({ isCostOnly: true }))).toBe(0);
    expect(plannedSteps(planned({}, smallWorld(2, { trainedLayers: [false, false] })))).toBe(0);
    expect(plannedSteps(planned({}, smallWorld(2, { trainedLayers: [false, true] })))).toBe(7);
  });

  it('are made without a trained layer under the reference', () => {
    const run = planned({}, smallWorld(2, { trainedLayers: [false, false] }));
    expect(plannedSteps({ ...run, strategies: createStrategies('reference', 1) })).toBe(7);
  });
});
