import { z } from 'zod';

import { given } from '../given.ts';

/** A model as a server's list shows it. */
export interface ListedModel {
  readonly id: string;
  /** Tokens of prompt and reply together, if the server reports it. */
  readonly contextLength?: number;
}

const listSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      /** vLLM's word for it. */
      max_model_len: z.number().nullish().catch(undefined),
      /** llama.cpp's server: what one of its slots holds. */
      meta: z.object({ n_ctx: z.number() }).nullish().catch(undefined),
    }),
  ),
});

/** Reads the reply of `/models`; an invalid reply lists nothing. */
export function parseModelList(reply: unknown): readonly ListedModel[] {
  return (listSchema.safeParse(reply).data?.data ?? []).map(({ id, max_model_len, meta }) => ({
    id,
    ...given('contextLength', max_model_len ?? meta?.n_ctx),
  }));
}
