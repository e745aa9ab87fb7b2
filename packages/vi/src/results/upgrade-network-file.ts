import * as z from 'zod/mini';

/** The format before demonstrations could be learned: a layer has a prompt alone. */
const firstFormat = z.looseObject({
  formatVersion: z.literal(1),
  layers: z.array(z.looseObject({ prompt: z.string() })),
});

/** A saved network of the first format in the present one; anything else as it is. */
export function upgradeNetworkFile(json: unknown): unknown {
  const { success, data } = firstFormat.safeParse(json);
  if (!success) return json;
  return {
    ...data,
    formatVersion: 2,
    layers: data.layers.map(({ prompt, ...layer }) => ({
      parameters: { instruction: prompt, demonstrations: [] },
      ...layer,
    })),
  };
}
