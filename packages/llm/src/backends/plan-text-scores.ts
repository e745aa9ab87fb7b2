import type { ScoreTextOptions, ScoreTextRequest, TextScore } from '../language-model.ts';
import type { RequestPlan } from './create-sender.ts';
import { forceSampling } from './forced-sampling.ts';
import type { PlanContext } from './plan-generation.ts';
import { samplingFields } from './sampling-fields.ts';
import type { TextScoringDialect } from './text-scoring.ts';
import { UnscorableTextError } from './unscorable-text-error.ts';

/** Plans requests for the log-probability of a text. */
export function planTextScores(
  { id, dialect, sampling, checks }: PlanContext,
  scoring: TextScoringDialect,
): (request: ScoreTextRequest, options: ScoreTextOptions) => RequestPlan<TextScore> {
  const { maxTokensField } = dialect;
  // llama-cpp-python reads 0 as no limit. After a longer reply, every request asks for one token.
  let maxTokens: number = scoring.minTokens;
  return ({ context, continuation }, options) => {
    const scored = { context: dialect.present(context), continuation };
    const fields = { ...scoring.fields, max_tokens: maxTokens, ...samplingFields(options) };
    return {
      prompt: scoring.prompt(scored, id),
      fields: forceSampling(fields, sampling, { maxTokensField, isGenerated: false }),
      maxTokens,
      read: (reply) => {
        if (reply.completionTokens > 1) maxTokens = 1;
        const logProbabilities = checks.read('scoreText', id, () =>
          scoring.read(reply, { request: scored, modelId: id }),
        );
        return { logProbabilities, usage: reply.usage };
      },
    };
  };
}

/** @throws UnscorableTextError for an empty text, which no server can score; nothing is sent */
export function checkContinuations(requests: readonly ScoreTextRequest[]): void {
  const request = requests.find(({ continuation }) => continuation === '');
  if (request === undefined) return;
  throw new UnscorableTextError({ request, reason: 'the text is empty. Leave it out.' });
}
