import type { LanguageModel } from '@dln/llm';
import { isLocalName, openLocalModel } from '@dln/run';
import { createExperimentError } from '../experiments/experiment-error.ts';
import { createRecordedModel } from './recorded-model.ts';
import { openRecordedReplies } from './recorded-replies.ts';

/** A model whose replies are recorded. */
export interface Recording extends AsyncDisposable {
  readonly model: LanguageModel;
}

/**
 * Opens the model in this process whose replies are recorded in a file; undefined without a file.
 * The model reads prompts as plain text.
 *
 * @throws ExperimentError for a model of an endpoint
 */
export async function openRecording({
  model: name,
  record,
}: {
  readonly model: string;
  readonly record?: string | undefined;
}): Promise<Recording | undefined> {
  if (record === undefined) return undefined;
  if (!isLocalName(name))
    throw createExperimentError('--record', `${name} is no model in this process`);
  const local = await openLocalModel(name, 'plain');
  return {
    model: createRecordedModel({
      name,
      replies: openRecordedReplies({ files: [record], addTo: record }),
      model: local,
    }),
    [Symbol.asyncDispose]: async () => local.close(),
  };
}
