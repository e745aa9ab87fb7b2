import { RandomState } from '@dln/random';
import type { ItemFailure } from '@dln/llm';
import type { TrainOptions } from '@dln/vi';

/** Solved examples that a request shows, as in APE (Zhou et al. 2023). */
const demonstrations = 5;

/** What came of asking for instructions. */
export interface ProposedInstructions {
  /** Distinct ones in the order of the requests, none of them empty. */
  readonly instructions: readonly string[];
  /** Why requests have no reply, with their places. */
  readonly failures: readonly { readonly request: number; readonly failure: ItemFailure }[];
  readonly requests: number;
}

/**
 * Asks the backward model for instructions that explain solved training examples, a fresh handful for each request.
 *
 * @returns at most `count` instructions; a request without a reply is left out
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
  const instructions = replies
    .filter(({ failure }) => failure === undefined)
    .flatMap((reply) => strategies.replies.prompts(reply, templates.form).content ?? [])
    .filter((instruction) => instruction !== '');
  const failures = replies.flatMap(({ failure }, request) =>
    failure === undefined ? [] : [{ request, failure }],
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
