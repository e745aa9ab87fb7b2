import { fieldsOf, listOf, textOf } from './fields.ts';

/** What a layer has learned: an instruction and, if the run learns them, worked examples. */
export interface LayerParameters {
  readonly instruction: string;
  readonly demonstrations: readonly {
    readonly input: string;
    readonly output: string;
  }[];
}

/** Reads a layer's parameters: a text, or an object with an instruction and demonstrations. */
export function parseParameters(value: unknown): LayerParameters {
  if (typeof value === 'string') return { instruction: value, demonstrations: [] };
  const { instruction, prompt, demonstrations } = fieldsOf(value);
  return {
    instruction: textOf(instruction) ?? textOf(prompt) ?? '',
    demonstrations: listOf(demonstrations).map((one) => {
      const { input, output, target } = fieldsOf(one);
      return { input: textOf(input) ?? '', output: textOf(output) ?? textOf(target) ?? '' };
    }),
  };
}

/** The parameters as one text, for differences and lists. */
export function formatParameters({ instruction, demonstrations }: LayerParameters): string {
  return [
    instruction,
    ...demonstrations.map(({ input, output }) => `Input: ${input}\nOutput: ${output}`),
  ].join('\n\n');
}

/** `[layer]`: the parameters of an event, from either of the fields that versions write. */
export function parametersOf(event: {
  readonly prompts?: unknown;
  readonly parameters?: unknown;
}): readonly LayerParameters[] {
  return listOf(event.parameters ?? event.prompts).map(parseParameters);
}
