import type { InferenceContext } from '../inference/inference-context.ts';
import type { CallPurpose } from './call-purpose.ts';
import { countThrough } from './count-run.ts';
import { createCountingAccount, type CostByPurpose } from './counting-account.ts';
import { withOwnPriors } from './counting-layers.ts';
import { createCountingModel } from './counting-model.ts';
import { outlooks, type Bound } from './outlook.ts';
import { createPromptReferences } from './prompt-references.ts';
import { createReplyWriter } from './write-reply.ts';

/** A context whose models send nothing. */
export interface CountingContext {
  readonly context: InferenceContext;
  /** What was asked so far. */
  readonly costs: () => CostByPurpose;
}

/**
 * The context with models that count what they are asked, and make up their answers as an end of an
 * estimate assumes. It is for work other than training, which `estimateRun` counts: answering
 * inputs, weighing hidden texts and proposing prompts.
 *
 * @param present - what is proposed if nothing changes
 */
export function createCountingContext(
  context: InferenceContext,
  bound: Bound,
  present = '',
): CountingContext {
  const { layers, models, strategies, templates } = context;
  const { onOmitted: _, ensemble: __, ...silent } = context;
  const outlook = outlooks[bound];
  const { verbalizers = [] } = layers.at(-1)?.outputClasses ?? {};
  const { promptsPerReply } = templates.form;
  const references = createPromptReferences(withOwnPriors(layers));
  const answers = {
    outlook,
    references,
    verbalizers,
    write: createReplyWriter({ outlook, promptsPerReply, present }),
  };
  const kindOf = (prompt: string) =>
    references.split(prompt)?.prompt.isHidden ? 'hiddenText' : ('freeAnswer' as const);
  const account = createCountingAccount();
  const count = (model: 'forward' | 'backward' | 'score', purpose: CallPurpose) =>
    account.count(
      createCountingModel({
        ...answers,
        model: models[model],
        kindOf: model === 'backward' ? () => 'learnedPrompt' : kindOf,
      }),
      () => purpose,
    );
  const classScore = count('score', 'class scores');
  return {
    costs: account.costs,
    context: {
      ...silent,
      layers: references.layers,
      models: {
        forward: count('forward', 'validation'),
        backward: count('backward', 'proposals'),
        score: count('score', 'text scores'),
      },
      strategies: {
        ...strategies,
        classScoring: countThrough(() => classScore, strategies.classScoring),
        sampledClassScoring: countThrough(() => classScore, strategies.sampledClassScoring),
      },
    },
  };
}
