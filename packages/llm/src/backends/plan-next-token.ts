import type { NextTokenOptions, TokenDistribution } from '../language-model.ts';
import type { Prompt } from '../prompts/prompt.ts';
import { createNoTopTokensError } from './create-no-top-tokens-error.ts';
import type { RequestPlan } from './create-sender.ts';
import { forceSampling } from './forced-sampling.ts';
import type { PlanContext } from './plan-generation.ts';
import { parseTopTokens } from './reply-tokens.ts';
import { samplingFields } from './sampling-fields.ts';

/** Plans a request for the most likely next tokens. */
export function planNextToken(
  { id, dialect, sampling, checks }: PlanContext,
  context: Prompt,
  options: NextTokenOptions,
): RequestPlan<TokenDistribution> {
  const { maxTokensField } = dialect;
  const fields = {
    [maxTokensField]: 1,
    ...dialect.topFields(options.top),
    ...samplingFields(options),
  };
  return {
    prompt: dialect.present(context),
    fields: forceSampling(fields, sampling, { maxTokensField, isGenerated: false }),
    maxTokens: 1,
    read: (reply) => {
      const top = checks.read('nextToken', id, () => {
        const found = parseTopTokens(reply.tokens, options.top);
        if (found === undefined) throw createNoTopTokensError(id);
        return found;
      });
      return { top, usage: reply.usage };
    },
  };
}
