import { indexed } from '../numerics/indexed.ts';

/** A worked example in a layer's parameters: what the layer reads, and what it should write. */
export interface Demonstration {
  /** The layer's input, as the layer reads it. */
  readonly input: string;
  readonly output: string;
}

/** What is learned of a layer: plain JSON. */
export interface LayerParameters {
  /** The layer's prompt. */
  readonly instruction: string;
  /** Worked examples before each input, in order. */
  readonly demonstrations: readonly Demonstration[];
}

/** Parameters without demonstrations. */
export function instructionOnly(instruction: string): LayerParameters {
  return { instruction, demonstrations: [] };
}

/** `[layer]`: the instructions of a network's layers. */
export function instructionsOf(parameters: readonly LayerParameters[]): readonly string[] {
  return parameters.map(({ instruction }) => instruction);
}

/** The parameters of the layer at `index`. @throws RangeError for a layer without parameters */
export function parametersAt(
  parameters: readonly LayerParameters[],
  index: number,
): LayerParameters {
  return indexed(parameters, index);
}

/** A text that is equal for equal parameters. */
export function keyOfParameters(parameters: LayerParameters): string {
  return JSON.stringify(compact(parameters));
}

/** A text that is equal for networks with equal parameters. */
export function keyOfNetwork(parameters: readonly LayerParameters[]): string {
  return JSON.stringify(keyPartsOf(parameters));
}

/** `[layer]`: what tells the parameters of a layer from others, as plain JSON. */
export function keyPartsOf(parameters: readonly LayerParameters[]): readonly unknown[] {
  return parameters.map(compact);
}

/** Whether two layers have equal parameters. */
export function areEqualParameters(one: LayerParameters, other: LayerParameters): boolean {
  return one === other || keyOfParameters(one) === keyOfParameters(other);
}

/** Without demonstrations the instruction alone, so that keys of earlier versions stay valid. */
function compact({ instruction, demonstrations }: LayerParameters): unknown {
  return demonstrations.length === 0
    ? instruction
    : [instruction, demonstrations.map(({ input, output }) => [input, output])];
}
