import type { RoundDecision } from '../round/decide-round.ts';
import type { RoundEstimate } from '../round/estimate-round.ts';
import type { GuideRound, GuideState } from './guide-state.ts';
import type { HiddenRating, PairRating, RatingRecord } from './records.ts';

/** The round that somebody saw when they asked for something. */
export interface SeenRound {
  /** Another round than the open one is refused. @default the open one */
  readonly round?: number | undefined;
}

/** A rating as a rater gives it. Pairs have the same ids in every round, so `round` tells which. */
export type NewRating = (
  | Omit<PairRating, 'id' | 'at' | 'round'>
  | Omit<HiddenRating, 'id' | 'at' | 'round'>
) &
  SeenRound;

/** A session of human feedback. All that happens is in its folder before the caller is told. */
export interface Guide extends AsyncDisposable {
  state(): GuideState;
  /** What the next round may use; undefined if the session has fewer than two inputs. */
  estimate(): Promise<RoundEstimate | undefined>;
  /**
   * Adds inputs without labels. Those that the session has already are left out.
   *
   * @returns how many are new
   * @throws GuideError if the session has fewer than two different inputs then
   */
  addInputs(texts: readonly string[]): Promise<number>;
  /**
   * Makes the next round.
   *
   * @throws GuideError while a round is open, without inputs, or if it may need more requests than
   * the cap
   */
  startRound(): Promise<GuideRound>;
  /**
   * Writes a rating of the open round.
   *
   * @throws GuideError if no round is open, or another one than the rating's, or if the round has
   * no such pair or text
   */
  rate(rating: NewRating): Promise<RatingRecord>;
  /**
   * Takes back the last rating of a rater in the open round that still stands, with what the rater
   * said of the same pair or text before.
   *
   * @throws GuideError if there is no such rating, or if another round is open
   */
  undo(rater: string, seen?: SeenRound): Promise<RatingRecord>;
  /** How the open round would end now; undefined if none is open. */
  preview(): RoundDecision | undefined;
  /**
   * Ends the open round.
   *
   * @throws GuideError if no round is open, or another one
   */
  endRound(seen?: SeenRound): Promise<RoundDecision>;
}
