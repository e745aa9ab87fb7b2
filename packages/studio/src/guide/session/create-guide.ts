import type { GuideModels } from '../models/guide-models.ts';
import { decideRound } from '../round/decide-round.ts';
import { createRoundEstimator } from '../round/estimate-round.ts';
import { runRound } from '../round/run-round.ts';
import type { AppendLog } from './append-log.ts';
import type { Guide, NewRating, SeenRound } from './guide.ts';
import { GuideError } from './guide-error.ts';
import { reduceGuide, standingRatings, type GuideRound, type GuideState } from './guide-state.ts';
import type { RatingRecord, SessionRecord, StartedRecord } from './records.ts';
import { splitInputs } from './split-inputs.ts';

/** What a session consists of. */
export interface GuideParts {
  readonly started: StartedRecord;
  readonly rounds: AppendLog<SessionRecord>;
  readonly ratings: AppendLog<RatingRecord>;
  readonly models: GuideModels;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Creates the session of two logs. Each change is written before the next one looks at the state.
 */
export function createGuide(parts: GuideParts): Omit<Guide, keyof AsyncDisposable> {
  const { started, rounds, ratings, models, now } = parts;
  const state = (): GuideState => reduceGuide(started, rounds.items, ratings.items);
  const openRound = ({ round: seen }: SeenRound = {}): GuideRound => {
    const { open } = state();
    if (!open) throw new GuideError('no-round', 'No round is open. Start one first.');
    if (seen !== undefined && seen !== open.round)
      throw new GuideError(
        'round-changed',
        `Round ${seen + 1} has ended, and nothing was written. Round ${open.round + 1} is open.`,
      );
    return open;
  };
  const inTurn = createTurns();
  const estimate = createRoundEstimator(models);
  const write = async (record: Unfinished<RatingRecord>): Promise<RatingRecord> => {
    const written = { ...record, id: `r${ratings.items.length}`, at: now() };
    await ratings.append(written);
    return written;
  };
  let isStarting = false;
  return {
    state,
    estimate: async () =>
      state().started.inputs.length < 2
        ? undefined
        : { ...(await estimate(state())), left: models.requestsLeft?.() ?? null },
    addInputs: (texts) =>
      inTurn(async () => {
        const { inputs: known, settings, seed } = state().started;
        const inputs = splitInputs(
          texts.map((text) => ({ text, target: null })),
          { heldBackShare: settings.heldBackShare, seed: (seed + known.length) % 2 ** 32, known },
        );
        if (inputs.length > 0) await rounds.append({ type: 'inputs', at: now(), inputs });
        return inputs.length;
      }),
    startRound: async () => {
      const before = state();
      if (before.open || isStarting)
        throw new GuideError('round-open', 'A round is open. End it first.');
      isStarting = true;
      try {
        if (before.started.inputs.length < 2)
          throw new GuideError(
            'too-few-inputs',
            'A round needs two different inputs or more. Add some first.',
          );
        const { requests, cap } = await estimate(before);
        if (cap !== null && requests > cap)
          throw new GuideError(
            'request-cap',
            `The round may need ${requests} requests, and the cap is ${cap}. Raise the cap, or show fewer candidates or inputs.`,
          );
        const round = await runRound(before, models, now());
        await rounds.append(round);
        return { ...round, decided: undefined };
      } finally {
        isStarting = false;
      }
    },
    rate: (rating) =>
      inTurn(() => {
        const round = openRound(rating);
        refuseUnknown(round, rating);
        return write({ ...rating, round: round.round });
      }),
    undo: (rater, seen) =>
      inTurn(() => {
        const { round } = openRound(seen);
        const undoes = standingRatings(ratings.items).findLast(
          (rating) => rating.rater === rater && rating.round === round,
        )?.id;
        if (undoes === undefined)
          throw new GuideError('unknown-rating', 'Nothing is left to undo in this round.');
        return write({ type: 'undo', rater, undoes });
      }),
    preview: () => {
      const present = state();
      return present.open && decideRound(present, present.open);
    },
    endRound: (seen) =>
      inTurn(async () => {
        const { round } = openRound(seen);
        const decision = decideRound(state(), openRound());
        const { accepted, carried } = decision;
        await rounds.append({ type: 'decided', round, at: now(), accepted, carried });
        return decision;
      }),
  };
}

type Unfinished<Record> = Record extends unknown ? Omit<Record, 'id' | 'at'> : never;

/** Runs work one after the other, in the order of the calls. */
function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

function refuseUnknown({ pairs, outputs }: GuideRound, rating: NewRating): void {
  const isKnown =
    rating.type === 'pair'
      ? pairs.some(({ id }) => id === rating.pair)
      : outputs.some(
          ({ input, hiddenTexts }) =>
            input === rating.input && hiddenTexts[rating.layer] === rating.text,
        );
  if (!isKnown)
    throw new GuideError('unknown-rating', 'The open round shows no such pair or text.');
}
