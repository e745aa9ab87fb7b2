import type { PhaseProgress } from '@dln/run';

/** The time over which a rate is taken. */
const WINDOW_IN_MS = 10_000;

/** Measures how fast answers come, and how long steps take. */
export interface ProgressClock {
  /** More answers may have come. */
  readonly onProgress: (phases: readonly PhaseProgress[]) => void;
  /** A step is done. */
  readonly onStep: (left: number) => void;
  /** Answers a second over the last seconds; null before there are two measurements. */
  readonly rate: () => number | null;
  /**
   * Seconds that the steps left may take, by the mean of those that are done; null before the
   * first.
   */
  readonly secondsLeft: () => number | null;
}

/** @param now milliseconds */
export function createClock(now: () => number): ProgressClock {
  const start = now();
  let answers = 0;
  let before = 0;
  let steps = 0;
  let left = 0;
  let lastStep = start;
  let samples: readonly { readonly at: number; readonly answers: number }[] = [];
  return {
    onProgress: (phases) => {
      const present = phases.reduce((sum, { done }) => sum + done, 0);
      // Counts begin again with each step.
      answers += present >= before ? present - before : present;
      before = present;
      const at = now();
      const recent = samples.filter((sample) => at - sample.at <= WINDOW_IN_MS);
      // Many answers in the same moment are one measurement.
      samples =
        recent.at(-1)?.at === at
          ? [...recent.slice(0, -1), { at, answers }]
          : [...recent, { at, answers }];
    },
    onStep: (remaining) => {
      steps++;
      left = remaining;
      lastStep = now();
    },
    rate: () => {
      const [first] = samples;
      const last = samples.at(-1);
      if (!first || !last || last.at === first.at) return null;
      return ((last.answers - first.answers) * 1000) / (now() - first.at);
    },
    secondsLeft: () => {
      if (steps === 0) return null;
      const perStep = (lastStep - start) / steps;
      return Math.max(0, left * perStep - (now() - lastStep)) / 1000;
    },
  };
}
