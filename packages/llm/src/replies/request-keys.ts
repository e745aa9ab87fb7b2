import type { GenerateOptions, NextTokenOptions, ScoreTextRequest } from '../language-model.ts';
import type { GenerateCall, NextTokenCall, ScoreTextCall } from '../middleware/model-middleware.ts';
import type { Prompt } from '../prompts/prompt.ts';
import { questionKey } from './question-key.ts';

/** Tells keys of one cache apart from those of others: the identity of the model, for example. */
export type KeyScope = readonly unknown[];

/** Everything but the prompt that decides a reply at temperature 0. Seeds and `topP` do not. */
export function generateKind(scope: KeyScope, options: GenerateOptions): readonly unknown[] {
  const { temperature = 0, maxTokens, stop = [], logProbabilities = false, replySchema } = options;
  return [
    ...[...scope, 'generate', temperature, maxTokens ?? null, stop, logProbabilities],
    // Keys without a schema stay those of earlier versions.
    ...(replySchema === undefined ? [] : [replySchema.schema]),
  ];
}

/** One key per request of a call of `generate` at temperature 0. */
export function generateKeys(
  scope: KeyScope,
  { requests, options }: Pick<GenerateCall, 'requests' | 'options'>,
): readonly string[] {
  const kind = JSON.stringify(generateKind(scope, options));
  return requests.map(({ prompt }) => questionKey(kind, prompt));
}

/** One key per request of a call of `scoreText`. */
export function scoreTextKeys(
  scope: KeyScope,
  { requests }: Pick<ScoreTextCall, 'requests'>,
): readonly string[] {
  const kind = JSON.stringify([...scope, 'score']);
  return requests.map(({ context, continuation }: ScoreTextRequest) =>
    questionKey(kind, context, continuation),
  );
}

/** One key per context of a call of `nextToken`. */
export function nextTokenKeys(
  scope: KeyScope,
  {
    requests,
    options,
  }: Pick<NextTokenCall, 'requests'> & { readonly options: Pick<NextTokenOptions, 'top'> },
): readonly string[] {
  const kind = JSON.stringify([...scope, 'next', options.top]);
  return requests.map((context: Prompt) => questionKey(kind, context));
}
