import type { Capabilities } from '@dln/llm';
import { z } from 'zod';

/** What a probe found of a model, as it is written down. */
export const capabilitiesSchema: z.ZodType<Capabilities> = z.object({
  scoresText: z.boolean(),
  textScoring: z.enum(['echo', 'prompt-logprobs', 'in-process']).exactOptional(),
  maxTopTokens: z.number(),
  promptLists: z.boolean().optional(),
  continuesText: z.boolean().exactOptional(),
  followsSchemas: z.boolean().exactOptional(),
  seeds: z.boolean(),
  contextLength: z.number().exactOptional(),
  countsTokensExactly: z.boolean().exactOptional(),
  refuses: z
    .array(
      z.enum([
        'top_p',
        'seed',
        'stop',
        'max_tokens',
        'max_completion_tokens',
        'temperature',
        'response_format',
        'prompt_list',
      ]),
    )
    .optional(),
});
