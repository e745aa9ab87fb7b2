import type { LanguageModel } from '@dln/llm';
import type { Loss } from '@dln/losses';
import { requireValid, type OutputSchema } from '@dln/vi';
import type { MetricFile } from '../metrics/load-metric-file.ts';
import type { Configuration } from '../settings/configuration.ts';

/** The loss of a task with the model that it asks. The preset `reference` shows no feedback. */
export function connectLoss(
  loss: Loss,
  {
    metric,
    judge,
    embeddings,
    signal,
    preset,
    outputSchema,
  }: {
    readonly metric: MetricFile | undefined;
    readonly judge: LanguageModel | undefined;
    readonly embeddings: LanguageModel | undefined;
    readonly signal: AbortSignal | undefined;
    /** Answers that do not match it are wrong. @default any text is compared */
    readonly outputSchema?: OutputSchema | undefined;
  } & Pick<Configuration, 'preset'>,
): Loss {
  const asksModels = judge !== undefined || embeddings !== undefined;
  const compared =
    metric && asksModels && loss.name === metric.loss.name
      ? metric.connect({ judge, embeddings, signal })
      : loss;
  const connected = outputSchema ? requireValid(compared, outputSchema) : compared;
  return preset === 'reference' ? withoutFeedback(connected) : connected;
}

function withoutFeedback(loss: Loss): Loss {
  const drop = (values: Awaited<ReturnType<Loss['compute']>>): readonly number[] =>
    values.map((value) => (typeof value === 'number' ? value : value.loss));
  return {
    ...loss,
    compute: (outputs, targets, contexts) => {
      const values = loss.compute(outputs, targets, contexts);
      if (values instanceof Promise) return values.then(drop);
      // What is no list is refused by the caller.
      return Array.isArray(values) && values.some((value) => typeof value === 'object')
        ? drop(values)
        : values;
    },
  };
}
