import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCompletionsModel,
  createScheduler,
  deduplicate,
  openReplyStore,
  rememberReplies,
  requireScoreText,
  wrapModel,
  type LanguageModel,
} from '@dln/llm';

/** Options of a case. */
export interface MemoryCaseOptions {
  /** Scorings of the case `scorings`. */
  readonly count: number;
  /** The server of the cases with a reply that is too large. */
  readonly baseUrl: string;
}

/** Work whose peak memory is measured, each in a separate process. */
export const memoryCases: Readonly<
  Record<'scorings' | 'endless' | 'gzip', (options: MemoryCaseOptions) => Promise<void>>
> = {
  scorings: scoreMany,
  endless: readTooMuch,
  gzip: readTooMuch,
};

const BATCH = 1000;

/** Scores distinct texts as a run does: with a memory of answers, and a file of replies. */
async function scoreMany({ count }: MemoryCaseOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dln-memory-'));
  const own = openReplyStore({ file: join(folder, 'replies.sqlite'), now: () => new Date() });
  try {
    const model = wrapModel(lengthModel, [
      deduplicate(),
      rememberReplies({ identity: 'length', own }),
    ]);
    const scoring = requireScoreText(model);
    for (let from = 0; from < count; from += BATCH)
      await scoring.scoreText(
        Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => ({
          context: `Question ${from + at}: take three steps, turn around, take four steps.\n`,
          continuation: 'yes',
        })),
      );
  } finally {
    own.close();
    await rm(folder, { recursive: true });
  }
}

/** Scores a text by its length, in this process. */
const lengthModel: LanguageModel = {
  id: 'length',
  capabilities: { scoresText: true, maxTopTokens: 0, seeds: true },
  countTokens: (text) => text.length,
  generate: async () => Promise.reject(new Error('this model only scores texts')),
  scoreText: async (requests) =>
    Promise.resolve(
      requests.map(({ context, continuation }) => ({
        logProbabilities: [-context.length / 100, -continuation.length / 10],
        usage: { promptTokens: 20, completionTokens: 0 },
      })),
    ),
};

/** Reads a reply that must be refused for its size. */
async function readTooMuch({ baseUrl }: MemoryCaseOptions): Promise<void> {
  const model = createCompletionsModel({
    ...{ model: 'large', baseUrl, apiKey: 'EMPTY' },
    scheduler: createScheduler({ maxRetries: 0 }),
  });
  const failure = await model.generate([{ prompt: 'Hello' }], { maxTokens: 1 }).then(
    () => 'the reply was taken',
    (error: unknown) => String(error),
  );
  console.error(failure);
}
