/** An answer that people and a metric judged, both from 0 (wrong) to 1 (right). */
export interface TwiceJudged {
  readonly human: number;
  readonly metric: number;
}

/** How far a metric agrees with people. */
export interface Agreement {
  readonly count: number;
  /** Answers that both call right, or both wrong; right is 0.5 or more. */
  readonly agreed: number;
  readonly share: number;
  /** 95 % interval of the share (Wilson score). */
  readonly interval: readonly [lowest: number, highest: number];
  /**
   * Cohen's kappa: 0 is what chance gives, 1 is full agreement. Null if one of both gives all
   * answers the same verdict.
   */
  readonly kappa: number | null;
  /** Pearson correlation of the scores; null if one of both gives all answers the same score. */
  readonly correlation: number | null;
  /** Mean score of the metric less that of people: above 0, the metric is too lenient. */
  readonly leniency: number;
  /** Answers that people call wrong and the metric right, and the other way round. */
  readonly falselyRight: number;
  readonly falselyWrong: number;
}

const isRight = (score: number): boolean => score >= 0.5;

/**
 * Measures how far a metric agrees with people.
 *
 * @throws RangeError without answers
 */
export function measureAgreement(judged: readonly TwiceJudged[]): Agreement {
  const count = judged.length;
  if (count === 0) throw new RangeError('no answers to compare');
  const shareOf = (has: (one: TwiceJudged) => boolean): number => judged.filter(has).length / count;
  const agreed = judged.filter(({ human, metric }) => isRight(human) === isRight(metric)).length;
  const share = agreed / count;
  const [byPeople, byMetric] = [
    shareOf(({ human }) => isRight(human)),
    shareOf(({ metric }) => isRight(metric)),
  ];
  const byChance = byPeople * byMetric + (1 - byPeople) * (1 - byMetric);
  return {
    count,
    agreed,
    share,
    interval: wilson(share, count),
    kappa: byChance === 1 ? null : (share - byChance) / (1 - byChance),
    correlation: correlate(judged),
    leniency: mean(judged.map(({ human, metric }) => metric - human)),
    falselyRight: judged.filter(({ human, metric }) => !isRight(human) && isRight(metric)).length,
    falselyWrong: judged.filter(({ human, metric }) => isRight(human) && !isRight(metric)).length,
  };
}

function wilson(share: number, count: number): readonly [number, number] {
  const z = 1.959964;
  const spread = z * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  const scale = 1 + z ** 2 / count;
  const middle = share + z ** 2 / (2 * count);
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}

function correlate(judged: readonly TwiceJudged[]): number | null {
  const [human, metric] = [judged.map((one) => one.human), judged.map((one) => one.metric)];
  const [humanMean, metricMean] = [mean(human), mean(metric)];
  const covariance = mean(judged.map((one) => (one.human - humanMean) * (one.metric - metricMean)));
  const spread = Math.sqrt(
    mean(human.map((value) => (value - humanMean) ** 2)) *
      mean(metric.map((value) => (value - metricMean) ** 2)),
  );
  return spread === 0 ? null : covariance / spread;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
