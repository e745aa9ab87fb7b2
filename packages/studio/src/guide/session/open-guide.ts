import { lockFile } from '@dln/llm';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuideModels } from '../models/guide-models.ts';
import { decideRound, type RoundDecision } from '../round/decide-round.ts';
import { estimateRound } from '../round/estimate-round.ts';
import { runRound } from '../round/run-round.ts';
import { openAppendLog } from './append-log.ts';
import { GuideError } from './guide-error.ts';
import { defaultGuideSettings, type GuideSettings } from './guide-settings.ts';
import { reduceGuide, type GuideRound, type GuideState } from './guide-state.ts';
import { ratingLineSchema, roundLineSchema } from './record-schemas.ts';
import type {
  HiddenRating,
  PairRating,
  Parameters,
  RatingRecord,
  StartedRecord,
} from './records.ts';
import { splitInputs, type LooseInput } from './split-inputs.ts';

/** What a new session begins with. */
export interface GuideStart {
  readonly inputs: readonly LooseInput[];
  /** `[layer]` */
  readonly parameters: Parameters;
  readonly seed: number;
  readonly settings?: Partial<GuideSettings> | undefined;
}

/** Options of `openGuide`. */
export interface OpenGuideOptions {
  /** The folder of the session. It is made if it is missing. */
  readonly directory: string;
  readonly models: GuideModels;
  /** Of a new session; one that exists goes on as it began. */
  readonly start: GuideStart;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** A rating as a rater gives it. */
export type NewRating =
  Omit<PairRating, 'id' | 'at' | 'round'> | Omit<HiddenRating, 'id' | 'at' | 'round'>;

/** A session of human feedback. All that happens is in its folder before the caller is told. */
export interface Guide extends AsyncDisposable {
  state(): GuideState;
  /**
   * Makes the next round.
   *
   * @throws GuideError while a round is open, or if it may need more requests than the cap
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
   * @throws GuideError if there is none
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

/**
 * Opens a session, or goes on with one.
 *
 * @throws GuideError if another process has it open, if it has another number of layers, or if its files are not those of a session
 */
export async function openGuide(options: OpenGuideOptions): Promise<Guide> {
  const { directory, models, now } = options;
  await mkdir(directory, { recursive: true });
  const lock = lockFile(join(directory, 'lock'));
  if (!lock) throw new GuideError(`${directory} is open in another process.`);
  const opened: AsyncDisposable[] = [];
  const close = async (): Promise<void> => {
    for (const log of opened) await log[Symbol.asyncDispose]();
    lock[Symbol.dispose]();
  };
  try {
    const rounds = await openAppendLog(join(directory, 'rounds.jsonl'), roundLineSchema);
    opened.push(rounds);
    const ratings = await openAppendLog(join(directory, 'ratings.jsonl'), ratingLineSchema);
    opened.push(ratings);
    if (rounds.items.length === 0) await rounds.append(startOf(options));
    const [started] = rounds.items;
    if (started?.type !== 'started')
      throw new GuideError(
        `The first line of ${directory}/rounds.jsonl is not the start of a guide.`,
      );
    if (started.parameters.length !== models.depth)
      throw new GuideError(
        `${directory} guides a network of ${started.parameters.length} layers, not ${models.depth}.`,
      );
    const state = (): GuideState =>
      reduceGuide(
        started,
        rounds.items.filter((record) => record.type !== 'started'),
        ratings.items,
      );
    const openRound = (): GuideRound => {
      const { open } = state();
      if (!open) throw new GuideError('No round is open. Start one first.');
      return open;
    };
    let isStarting = false;
    return {
      state,
      startRound: async () => {
        const before = state();
        if (before.open || isStarting) throw new GuideError('A round is open. End it first.');
        refuseAboveCap(before);
        isStarting = true;
        try {
          const round = await runRound(before, models, now());
          await rounds.append(round);
          return { ...round, decided: undefined };
        } finally {
          isStarting = false;
        }
      },
      rate: async (rating) => {
        const round = openRound();
        refuseUnknown(round, rating);
        const record: RatingRecord = {
          ...rating,
          id: `r${ratings.items.length}`,
          at: now(),
          round: round.round,
        };
        await ratings.append(record);
        return record;
      },
      undo: async (rater) => {
        const round = openRound();
        const last = lastStanding(ratings.items, round.round, rater);
        if (!last) throw new GuideError('Nothing is left to undo in this round.');
        const record: RatingRecord = {
          type: 'undo',
          id: `r${ratings.items.length}`,
          at: now(),
          rater,
          undoes: last,
        };
        await ratings.append(record);
        return record;
      },
      preview: () => {
        const now = state();
        return now.open && decideRound(now, now.open);
      },
      endRound: async () => {
        const round = openRound();
        const decision = decideRound(state(), round);
        const { accepted, carried } = decision;
        await rounds.append({
          type: 'decided',
          round: round.round,
          at: now(),
          accepted,
          carried,
        });
        return decision;
      },
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function startOf({ start, now }: OpenGuideOptions): StartedRecord {
  const settings = { ...defaultGuideSettings, ...start.settings };
  return {
    type: 'started',
    at: now(),
    seed: start.seed,
    settings,
    inputs: splitInputs(start.inputs, { heldBackShare: settings.heldBackShare, seed: start.seed }),
    parameters: start.parameters,
  };
}

function refuseAboveCap(state: GuideState): void {
  const { requests, cap } = estimateRound(state);
  if (cap !== null && requests > cap)
    throw new GuideError(
      `The round may need ${requests} requests, and the cap is ${cap}. Raise the cap, or show fewer candidates or inputs.`,
    );
}

function refuseUnknown({ pairs, outputs }: GuideRound, rating: NewRating): void {
  const isKnown =
    rating.type === 'pair'
      ? pairs.some(({ id }) => id === rating.pair)
      : outputs.some(
          ({ input, hiddenTexts }) =>
            input === rating.input && hiddenTexts[rating.layer] === rating.text,
        );
  if (!isKnown) throw new GuideError('The open round shows no such pair or text.');
}

function lastStanding(
  records: readonly RatingRecord[],
  round: number,
  rater: string,
): string | undefined {
  const undone = new Set(
    records.flatMap((record) =>
      record.type === 'undo' && record.rater === rater ? [record.undoes] : [],
    ),
  );
  return records.findLast(
    (record) =>
      record.type !== 'undo' &&
      record.rater === rater &&
      record.round === round &&
      !undone.has(record.id),
  )?.id;
}
