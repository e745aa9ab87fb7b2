import { hashParameters } from './hash-parameters.ts';
import type {
  DecidedRecord,
  GuideCandidate,
  HiddenRating,
  PairRating,
  RatingRecord,
  RoundRecord,
  SessionRecord,
  StartedRecord,
} from './records.ts';

/** A round with its end, if it has ended. */
export interface GuideRound extends RoundRecord {
  readonly decided: DecidedRecord | undefined;
}

/** The state of a session. */
export interface GuideState {
  /** The start, with all inputs that were added since. */
  readonly started: StartedRecord;
  readonly rounds: readonly GuideRound[];
  /** The last word of each rater on each pair, without what was undone. */
  readonly pairRatings: readonly PairRating[];
  readonly hiddenRatings: readonly HiddenRating[];
  /** The candidate that the network has now. */
  readonly current: GuideCandidate;
  /** The round that is being rated. */
  readonly open: GuideRound | undefined;
}

/** Derives the state of a session from its two logs. */
export function reduceGuide(
  start: StartedRecord,
  records: readonly SessionRecord[],
  ratings: readonly RatingRecord[],
): GuideState {
  const added = records.flatMap((record) => (record.type === 'inputs' ? record.inputs : []));
  const started: StartedRecord = { ...start, inputs: [...start.inputs, ...added] };
  const decisions = new Map(
    records.filter((record) => record.type === 'decided').map((record) => [record.round, record]),
  );
  const rounds = records
    .filter((record) => record.type === 'round')
    .map((round): GuideRound => ({ ...round, decided: decisions.get(round.round) }));
  const standing = standingRatings(ratings);
  const first: GuideCandidate = {
    id: hashParameters(started.parameters),
    parameters: started.parameters,
    origin: 'current',
    layer: null,
    proposer: null,
  };
  return {
    started,
    rounds,
    pairRatings: standing.filter((rating) => rating.type === 'pair'),
    hiddenRatings: standing.filter((rating) => rating.type === 'hidden'),
    current: rounds.reduce((current, round) => acceptedIn(round) ?? current, first),
    open: rounds.findLast(({ decided }) => decided === undefined),
  };
}

function acceptedIn({ candidates, decided }: GuideRound): GuideCandidate | undefined {
  const found = candidates.find(({ id }) => id === decided?.accepted);
  return found && { ...found, origin: 'current', layer: null };
}

/**
 * The last word of each rater on each pair and each hidden text, in the order in which they were
 * said, without those that the rater took back. What the rater said of the same before does not
 * stand again.
 */
export function standingRatings(
  records: readonly RatingRecord[],
): readonly (PairRating | HiddenRating)[] {
  const undone = new Set(
    records.flatMap((record) =>
      record.type === 'undo' ? [`${record.rater}\n${record.undoes}`] : [],
    ),
  );
  const last = new Map<string, PairRating | HiddenRating>();
  for (const record of records) {
    if (record.type === 'undo') continue;
    const subject = subjectOf(record);
    last.delete(subject);
    last.set(subject, record);
  }
  // A rater may undo only what the rater said.
  return [...last.values()].filter(({ id, rater }) => !undone.has(`${rater}\n${id}`));
}

/** Hidden texts are the same in every round; pairs are not. */
function subjectOf(rating: PairRating | HiddenRating): string {
  return JSON.stringify(
    rating.type === 'pair'
      ? [rating.rater, rating.round, rating.pair]
      : [rating.rater, rating.input, rating.layer, rating.text],
  );
}
