import type { LanguageModel } from '@dln/llm';
import type { Loss, LossContext, LossValue } from '@dln/losses';
import type { Template } from '@dln/templates';
import { ModelItemError } from './model-item-error.ts';
import { ModuleItemError } from '../modules/module-item-error.ts';

/** Options of `createJudgeLoss`. */
export interface JudgeOptions {
  readonly model: LanguageModel;
  /**
   * Renders the request from `rubric`, `input`, `target`, `output`, `example`, `hidden_texts`,
   * `lowest` and `highest`.
   */
  readonly template: Template;
  readonly rubric: string;
  /** The worst and the best score. */
  readonly scale: readonly [lowest: number, highest: number];
  readonly maxTokens: number;
  readonly signal?: AbortSignal | undefined;
}

/** The name of the metric that asks a model. */
export const JUDGE = 'llm_judge';

/**
 * A loss that asks a model for a score and for feedback, at temperature 0. A reply without a score
 * concerns its item alone.
 */
export function createJudgeLoss(options: JudgeOptions): Loss {
  const { model, template, maxTokens, signal } = options;
  return {
    name: JUDGE,
    isTolerant: true,
    isRemote: true,
    compute: async (outputs, targets, contexts) => {
      const prompts = outputs.map((output, at) =>
        renderRequest(options, { output, target: targets[at], context: contexts?.[at] }),
      );
      const replies = await model.generate(
        prompts.map((prompt) => ({ prompt })),
        {
          temperature: 0,
          maxTokens,
          onFailure: 'return',
          ...(template.stopTokens ? { stop: template.stopTokens } : {}),
          ...(signal ? { signal } : {}),
        },
      );
      return replies.map(({ text, failure }) => {
        if (failure) throw new ModelItemError(JUDGE, failure);
        return readJudgement(text, options.scale);
      });
    },
  };
}

function renderRequest(
  { template, rubric, scale: [lowest, highest] }: JudgeOptions,
  {
    output,
    target,
    context,
  }: {
    readonly output: string;
    readonly target: string | undefined;
    readonly context: LossContext | undefined;
  },
): string {
  if (context === undefined || target === undefined)
    throw new TypeError(`${JUDGE} needs the input and the target of each output`);
  const { input, example, hiddenTexts } = context;
  return template.render({
    ...{ rubric, input, target, output, example, lowest, highest },
    hidden_texts: hiddenTexts,
  });
}

/**
 * Reads `Score: 4` and `Feedback: …` from a judge's reply.
 *
 * @throws ModuleItemError without a score, or for one outside the scale
 */
function readJudgement(reply: string, [lowest, highest]: readonly [number, number]): LossValue {
  const quoted = JSON.stringify(reply.length > 80 ? `${reply.slice(0, 79)}…` : reply);
  const [, number] = /score\W{0,6}?(-?\d+(?:\.\d+)?)/i.exec(reply) ?? [];
  if (number === undefined) throw new ModuleItemError(JUDGE, `replied without a score: ${quoted}`);
  const score = Number(number);
  if (score < lowest || score > highest)
    throw new ModuleItemError(
      JUDGE,
      `gave the score ${score}, which is not from ${lowest} to ${highest}: ${quoted}`,
    );
  const [, words = ''] = /feedback\W*?[:=]\s*(.+)/i.exec(reply) ?? [];
  const feedback = words.replace(/^\W*none\W*$/i, '').trim();
  const loss = (highest - score) / (highest - lowest);
  return feedback === '' ? loss : { loss, feedback };
}
