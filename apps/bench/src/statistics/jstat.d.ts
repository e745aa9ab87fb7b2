declare module 'jstat' {
  /** The part of jStat that the bench uses; the package has no types. */
  const whole: {
    readonly jStat: {
      readonly studentt: {
        /** The quantile of Student's t with the given degrees of freedom. */
        readonly inv: (probability: number, degreesOfFreedom: number) => number;
        /** P(T ≤ t) with the given degrees of freedom. */
        readonly cdf: (t: number, degreesOfFreedom: number) => number;
      };
      readonly beta: {
        /** The quantile of the beta distribution. */
        readonly inv: (probability: number, alpha: number, beta: number) => number;
      };
      readonly binomial: {
        /** P(X ≤ successes) in the given number of trials, to ten digits. */
        readonly cdf: (successes: number, trials: number, probability: number) => number;
      };
    };
  };
  export = whole;
}
