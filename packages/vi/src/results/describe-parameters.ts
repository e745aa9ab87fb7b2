import type { LayerParameters } from '../layers/layer-parameters.ts';

/**
 * Parameters as one text, for people and for formats that know prompts alone: the instruction, then
 * each demonstration.
 */
export function describeParameters({ instruction, demonstrations }: LayerParameters): string {
  return [
    instruction,
    ...demonstrations.map(({ input, output }) => `Input: ${input}\nOutput: ${output}`),
  ].join('\n\n');
}
