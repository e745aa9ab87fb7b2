import type { RoundDecision } from '../round/decide-round.ts';
import type { RoundEstimate } from '../round/estimate-round.ts';
import type { GuideRound, GuideState } from './guide-state.ts';
import type { HiddenRating, PairRating, RatingRecord } from './records.ts';

/** A rating as a rater gives it. */
export type NewRating =
  | Omit<PairRating, 'id' | 'at' | 'round'>
  | Omit<HiddenRating, 'id' | 'at' | 'round'>;

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
   * @throws GuideError if no round is open, or if the round has no such pair or text
   */
  rate(rating: NewRating): Promise<RatingRecord>;
  /**
   * Takes back the last rating of a rater in the open round that still stands.
   *
   * @throws GuideError if there is no such rating
   */
  undo(rater: string): Promise<RatingRecord>;
  /** How the open round would end now; undefined if none is open. */
  preview(): RoundDecision | undefined;
  /**
   * Ends the open round.
   *
   * @throws GuideError if no round is open
   */
  endRound(): Promise<RoundDecision>;
}
