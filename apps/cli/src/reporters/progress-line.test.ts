import { describe, expect, it } from 'vitest';
import { createClock } from './create-clock.ts';
import {
  describeProgress,
  drawBar,
  formatDuration,
  type ProgressFigures,
} from './progress-line.ts';

const figures: ProgressFigures = {
  done: 3,
  iterations: 20,
  phases: [
    { phase: 'forward', done: 20, total: 20 },
    { phase: 'proposals', done: 18, total: 20 },
    { phase: 'scoring', done: 40, total: 1400 },
  ],
  rate: 12.4,
  secondsLeft: 250,
  bestDevAccuracy: 0.85,
  runningScore: -1.5,
  spending: { requestsSent: 1234, requestsSaved: 0, tokens: 56789, dollars: 0.02 },
};

describe('describeProgress', () => {
  it('shows the phases that are under way with their counts, the rate and the time left', () => {
    expect(describeProgress(figures, 200)).toBe(
      '3/20  proposals 18/20, scoring 40/1,400  12/s  4 min left  best dev 85.0 %  score -1.5000  1,234 requests  56,789 tokens  $0.0200',
    );
  });

  it('leaves out what does not fit, from the end', () => {
    expect(describeProgress(figures, 70)).toBe(
      '3/20  proposals 18/20, scoring 40/1,400  12/s  4 min left',
    );
    expect(describeProgress(figures, 3)).toBe('3/…');
  });

  it('shows the last phase when all are done', () => {
    const phases = [{ phase: 'validation', done: 60, total: 60 }] as const;
    const unknown = { rate: null, secondsLeft: null, bestDevAccuracy: null, runningScore: null };
    expect(describeProgress({ ...figures, ...unknown, phases }, 40)).toBe(
      '3/20  validation 60/60  1,234 requests',
    );
  });
});

describe('drawBar', () => {
  it('fills with the steps that are done', () => {
    expect(drawBar(figures)).toBe('█░░░░░░░░░░░');
    expect(drawBar({ ...figures, done: 20 })).toBe('████████████');
  });
});

describe('formatDuration', () => {
  it.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [61, '1 min'],
    [7500, '2 h 5 min'],
  ])('%f seconds', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('createClock', () => {
  it('takes the rate over the last ten seconds, and the time left from the steps that are done', () => {
    let at = 0;
    const clock = createClock(() => at);
    const answer = (done: number): void => {
      clock.onProgress([{ phase: 'scoring', done, total: 100 }]);
    };
    answer(0);
    expect([clock.rate(), clock.secondsLeft()]).toEqual([null, null]);
    at = 2000;
    answer(10);
    expect(clock.rate()).toBe(5);
    clock.onStep(9);
    expect(clock.secondsLeft()).toBe(18);
    at = 3000;
    expect(clock.secondsLeft()).toBe(17);
    // A new step counts from 0 again.
    answer(4);
    expect(clock.rate()).toBeCloseTo(14 / 3, 12);
    at = 30_000;
    answer(5);
    expect(clock.rate()).toBeNull();
  });
});
