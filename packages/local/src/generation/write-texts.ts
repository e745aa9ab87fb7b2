import { answerDistinct, NOTHING } from '../evaluation/answer-distinct.ts';
import type { CallContext } from '../evaluation/call-context.ts';
import { runTogether } from '../evaluation/run-together.ts';
import { compareTokens } from '../planning/compare-tokens.ts';
import { planReadings } from '../planning/plan-readings.ts';
import { encodePrompt } from '../tokens/encode-prompt.ts';
import { refuseOverflow } from '../tokens/refuse-overflow.ts';
import type { LocalGenerateOptions } from '../local-model.ts';
import type { LocalGenerateRequest, LocalGeneration } from './local-generation.ts';
import { Draft, type WritingJob } from './draft.ts';
import { scoreReply, tokensOf } from './score-reply.ts';
import { createWorkQueues } from './work-queues.ts';
import { writeInLockstep } from './write-in-lockstep.ts';

/** Options of `writeTexts`. */
export interface WriteTextsOptions extends CallContext<LocalGeneration> {
  readonly options: LocalGenerateOptions;
  /** One per request; undefined at temperature 0. */
  readonly seeds: readonly number[] | undefined;
}

/**
 * Generates replies, several at a time. A reply depends only on its prompt, its seed and the
 * sampling settings.
 *
 * @throws ContextOverflowError before any evaluation if a prompt leaves no room for a token
 */
export async function writeTexts(
  requests: readonly LocalGenerateRequest[],
  { engine, signal, onResult, onFailure, onPlanned, seeds, options }: WriteTextsOptions,
): Promise<readonly LocalGeneration[]> {
  const { temperature = 0, topP = 1, maxTokens = Infinity, stop = [], replySchema } = options;
  const beginReply = replySchema && (await engine.openGrammar(replySchema.schema));
  const onText = requests.length === 1 ? options.onText && emitGrowth(options.onText) : undefined;
  const style = { temperature, topP, stop, beginReply, onText };
  return answerDistinct({
    requests: requests.map(({ prompt }, index) => ({ prompt, seed: seeds?.[index] ?? 0 })),
    keyOf: ({ prompt, seed }) => JSON.stringify([prompt, seed]),
    onResult,
    refuse({ prompt }): LocalGeneration | undefined {
      const failure = refuseOverflow({
        onFailure,
        contextLength: engine.contextLength,
        texts: [prompt],
        format: engine.format,
        encode: () => encodePrompt(prompt, engine),
      });
      return failure && { text: '', tokenIds: [], finishReason: 'other', usage: NOTHING, failure };
    },
    async answer(distinct, hear) {
      const jobs = distinct.map(({ prompt, seed }, index): WritingJob => {
        const tokens = encodePrompt(prompt, engine);
        const limit = Math.min(maxTokens, engine.contextLength - tokens.length);
        return { index, prompt: tokens, seed, limit };
      });
      onPlanned(countDistinctPrefixes(jobs));

      const lanes = engine.lanes.slice(0, jobs.length);
      const writers = Math.min(engine.writersPerLane, Math.ceil(jobs.length / lanes.length));
      const take = createWorkQueues(sortByPrompt(jobs), lanes.length * writers);
      const tasks = lanes.map(({ sequences }, lane) => async (stopSignal: AbortSignal) => {
        await writeInLockstep({
          sequences,
          writers,
          signal: stopSignal,
          next(writer) {
            const job = take(lane * writers + writer);
            return job && new Draft(job, style, engine.tokenizer);
          },
          async onWritten(draft, { text, finishReason }, sequence) {
            const { job, tokens } = draft;
            // The last drawn token is not evaluated.
            onPlanned(Math.max(0, tokens.length - 1));
            const usage = { promptTokens: job.prompt.length, completionTokens: tokens.length };
            const tokenIds = tokensOf(draft, text);
            const { endToken } = draft;
            const ends = endToken === undefined ? {} : { endToken };
            const reply = { text, tokenIds, ...ends, finishReason, usage };
            if (options.logProbabilities === true) {
              const scoring = { draft, text, sequence, engine, signal: stopSignal };
              hear({ ...reply, tokens: await scoreReply(scoring) }, job.index);
            } else {
              hear(reply, job.index);
            }
          },
        });
      });
      await runTogether(tasks, signal);
    },
  });
}

/** Emits what each text has more than the one before it. */
function emitGrowth(emit: (piece: string) => void): (text: string) => void {
  let emitted = 0;
  return (text) => {
    if (text.length > emitted) emit(text.slice(emitted));
    emitted = Math.max(emitted, text.length);
  };
}

function sortByPrompt(jobs: readonly WritingJob[]): readonly WritingJob[] {
  return jobs.toSorted((left, right) => compareTokens(left.prompt, right.prompt));
}

function countDistinctPrefixes(jobs: readonly WritingJob[]): number {
  return planReadings(jobs.map(({ prompt }) => ({ tokens: prompt, targets: ['top'] })))
    .distinctPrefixTokens;
}
