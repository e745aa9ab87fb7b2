import { argMax } from '../numerics/arg-max.ts';

const BINS = 10;

/** Whether class probabilities mean what they say. */
export interface Calibration {
  /** Examples with class probabilities. */
  readonly examples: number;
  /**
   * Expected calibration error: how far confidence is from accuracy, from 0 to 1, weighted over ten
   * bins of equal width.
   */
  readonly expectedCalibrationError: number;
  /** Mean −log p(target), in nats; null if a target had probability 0. */
  readonly negativeLogLikelihood: number | null;
}

/**
 * Compares class probabilities with the targets; null for no examples.
 *
 * @param examples `probabilities`: `[class]`; `target`: an index of it
 */
export function calibrate(
  examples: readonly { readonly target: number; readonly probabilities: readonly number[] }[],
): Calibration | null {
  const total = examples.length;
  if (total === 0) return null;
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }));
  let loss = 0;
  for (const { target, probabilities } of examples) {
    const chosen = argMax(probabilities);
    const confidence = probabilities[chosen] ?? 0;
    // The bins are (0, 0.1], (0.1, 0.2], …, (0.9, 1].
    const bin = bins[Math.min(BINS, Math.max(1, Math.ceil(confidence * BINS))) - 1];
    if (bin) {
      bin.confidence += confidence;
      bin.right += chosen === target ? 1 : 0;
    }
    loss -= Math.log(probabilities[target] ?? 0);
  }
  const gaps = bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0);
  return {
    examples: total,
    expectedCalibrationError: gaps / total,
    negativeLogLikelihood: Number.isFinite(loss) ? loss / total : null,
  };
}
