/**
 * The time of the machine. Functions that need the time take a clock, so that tests can pass their
 * own.
 */
export const systemClock = (): Date => new Date();
