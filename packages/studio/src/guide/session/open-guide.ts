import { lockFile } from '@dln/llm';
import { join } from 'node:path';
import type { GuideModels } from '../models/guide-models.ts';
import { openAppendLog } from './append-log.ts';
import { createGuide } from './create-guide.ts';
import type { Guide } from './guide.ts';
import { GuideError } from './guide-error.ts';
import { makeGuideFolder } from './guide-folder.ts';
import { defaultGuideSettings, type GuideSettings } from './guide-settings.ts';
import { ratingLineSchema, roundLineSchema } from './record-schemas.ts';
import type { Parameters, StartedRecord } from './records.ts';
import { startIn } from './session-start.ts';
import { splitInputs, type LooseInput } from './split-inputs.ts';

/** What a new session begins with. */
export interface GuideStart {
  /** May be empty: `addInputs` adds to them. */
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

/**
 * Opens a session, or goes on with one.
 *
 * @throws GuideError if another process has it open, if it has another number of layers, or if its
 * files are not those of a session
 */
export async function openGuide(options: OpenGuideOptions): Promise<Guide> {
  const { directory, models, now } = options;
  await makeGuideFolder(directory);
  const lock = lockFile(join(directory, 'lock'));
  if (!lock) throw new GuideError('session-busy', `${directory} is open in another process.`);
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
    const started = startIn(rounds.items, directory);
    if (started.parameters.length !== models.depth)
      throw new GuideError(
        'session-folder',
        `${directory} guides a network of ${started.parameters.length} layers, not ${models.depth}.`,
      );
    return {
      ...createGuide({ started, rounds, ratings, models, now }),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function startOf({ start, now }: OpenGuideOptions): StartedRecord {
  const settings = { ...defaultGuideSettings, ...start.settings };
  const { seed, inputs, parameters } = start;
  const { heldBackShare } = settings;
  return {
    type: 'started',
    at: now(),
    seed,
    settings,
    inputs: inputs.length === 0 ? [] : splitInputs(inputs, { heldBackShare, seed }),
    parameters,
  };
}
