import { RandomState } from '@dln/random';
import type { Generation } from '@dln/llm';
import { describeUnfinished, type OmissionReason, type TrainOptions } from '@dln/vi';

/** Solved examples that a request shows, as in APE (Zhou et al. 2023). */
const demonstrations = 5;

/** What came of asking for instructions. */
export interface ProposedInstructions {
  /** Distinct ones in the order of the requests, none of them empty. */
  readonly instructions: readonly string[];
  /** Why requests have no reply, or one that is not whole, with their places. */
  readonly failures: readonly FailedRequest[];
  readonly requests: number;
}

/** A request without a whole reply. */
export interface FailedRequest {
  readonly request: number;
  readonly failure: OmissionReason;
  /** What came is used all the same. */
  readonly isKept: boolean;
}

/** The instructions of one reply, and why it holds less than it should. */
interface ReadInstructions {
  readonly content: readonly string[];
  readonly failure?: OmissionReason;
}

/**
 * Asks the backward model for instructions that explain solved training examples, a fresh handful
 * for each request.
 *
 * @returns at most `count` instructions; a request without a whole reply is left out
 */
export async function proposeInstructions(
  run: TrainOptions,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<ProposedInstructions> {
  const { models, templates, settings, strategies, signal } = run.context;
  const asked = renderRequests(run, { count, seed });
  const { stopTokens } = templates.prompt;
  const replies = await models.backward.generate(asked, {
    temperature: settings.backwardTemperature,
    maxTokens: settings.backwardMaxTokens,
    onFailure: 'return',
    ...(stopTokens ? { stop: stopTokens } : {}),
    ...(signal ? { signal } : {}),
  });
  const read = (reply: Generation): ReadInstructions => {
    if (reply.failure) return { failure: reply.failure, content: [] };
    const { content = [], problem } = strategies.replies.prompts(reply, templates.form);
    return { content, ...(problem === undefined ? {} : { failure: describeUnfinished(problem) }) };
  };
  const all = replies.map(read);
  const instructions = all
    .flatMap(({ content }) => content)
    .filter((instruction) => instruction !== '');
  const { keepsUnfinishedPrompts } = strategies.replies;
  const failures = all.flatMap(({ failure }, request): readonly FailedRequest[] =>
    failure === undefined
      ? []
      : [{ request, failure, isKept: keepsUnfinishedPrompts && !replies[request]?.failure }],
  );
  return {
    instructions: [...new Set(instructions)].slice(0, count),
    failures,
    requests: replies.length,
  };
}

/** The requests for so many instructions. */
export function renderRequests(
  { context, dataset }: Pick<TrainOptions, 'context' | 'dataset'>,
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly { readonly prompt: string; readonly seed?: number }[] {
  const { templates, strategies } = context;
  const random = new RandomState(seed);
  const train = dataset.examples('train');
  const requests = Math.ceil(count / templates.form.promptsPerReply);
  const seeds = strategies.requestSeeds({ step: 0, layer: 0, purpose: 'proposal' }, requests);
  return Array.from({ length: requests }, (_, index) => {
    const shown = random.permutation(train.length).slice(0, demonstrations);
    const seedOfRequest = seeds?.[index];
    return {
      prompt: templates.prompt.render({
        prompt: '',
        message: null,
        backward_infos: shown.flatMap((at) => {
          const { input, target } = train[at] ?? {};
          return target === undefined ? [] : [{ input, target, output: target, loss: 0 }];
        }),
      }),
      ...(seedOfRequest === undefined ? {} : { seed: seedOfRequest }),
    };
  });
}
