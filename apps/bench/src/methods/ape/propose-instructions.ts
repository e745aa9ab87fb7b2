import { RandomState } from '@dln/random';
import type { TrainOptions } from '@dln/vi';

/** Solved examples that a request shows, as in APE (Zhou et al. 2023). */
const demonstrations = 5;

/**
 * Asks the backward model for instructions that explain solved training examples, a fresh handful for each request.
 *
 * @returns distinct ones in the order of the requests, none of them empty: at most `count`
 */
export async function proposeInstructions(
  run: TrainOptions,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<readonly string[]> {
  const { models, templates, settings, strategies, signal } = run.context;
  const asked = renderRequests(run, { count, seed });
  const { stopTokens } = templates.prompt;
  const replies = await models.backward.generate(asked, {
    temperature: settings.backwardTemperature,
    maxTokens: settings.backwardMaxTokens,
    ...(stopTokens ? { stop: stopTokens } : {}),
    ...(signal ? { signal } : {}),
  });
  const instructions = replies
    .flatMap((reply) => strategies.replies.prompts(reply, templates.form).content ?? [])
    .filter((instruction) => instruction !== '');
  return [...new Set(instructions)].slice(0, count);
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
