import type { TextScoringMethod } from '../language-model.ts';
import type { BodyFields } from './dialect.ts';
import { readEchoScore } from './read-echo-score.ts';
import { readPromptScore } from './read-prompt-score.ts';
import type { Reply } from './reply.ts';
import type { ScoredText } from './scored-text.ts';

/** One way in which a completions endpoint scores a given text. */
export interface TextScoringDialect {
  /** The body's fields that ask for it. */
  readonly fields: BodyFields;
  /** The fewest tokens that the server must be let write. */
  readonly minTokens: 0 | 1;
  /** @throws UnsupportedCapabilityError, UnscorableTextError */
  readonly read: (
    reply: Reply,
    question: { readonly request: ScoredText; readonly modelId: string },
  ) => readonly number[];
}

/** The ways that there are. */
export const textScoringDialects: Readonly<
  Record<Exclude<TextScoringMethod, 'in-process'>, TextScoringDialect>
> = {
  echo: { fields: { echo: true, logprobs: 1 }, minTokens: 0, read: readEchoScore },
  'prompt-logprobs': { fields: { prompt_logprobs: 1 }, minTokens: 1, read: readPromptScore },
};
