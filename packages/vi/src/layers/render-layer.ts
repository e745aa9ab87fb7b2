import type { Template } from '@dln/templates';
import type { LayerParameters } from './layer-parameters.ts';
import { withSchemaInstruction } from '../structured/schema-instruction.ts';
import type { Layer } from './layer.ts';
import { renderFewShots } from './render-few-shots.ts';

/**
 * What the model continues when a layer reads `input` under its parameters; no blanks at either
 * end. Demonstrations stand before the input, each as `renderFewShots` lays it out. An output
 * schema stands after the instruction. A template that reads the variable `demonstrations` lays
 * them out itself.
 */
export function renderLayer(
  { template, outputSchema }: Layer,
  { instruction, demonstrations }: LayerParameters,
  input: string,
): string {
  const prompt = outputSchema
    ? withSchemaInstruction(instruction, outputSchema.schema)
    : instruction;
  const shots = demonstrations.map((shot) => ({ input: shot.input, target: shot.output }));
  return template.render({
    prompt,
    input: readsDemonstrations(template) ? input : renderFewShots(template, input, shots),
    answer: '',
    demonstrations,
  });
}

function readsDemonstrations({ variables }: Template): boolean {
  return variables.includes('demonstrations');
}

/**
 * A layer's input from the network's input `x` and the text that the layer below wrote: F_r of the
 * paper's equation 1.
 */
export function renderResidual(layer: Layer, lowerText: string, x: string): string {
  return layer.residualTemplate?.render({ input: x, output: lowerText }) ?? lowerText;
}

/**
 * The input without its answer options: all from "Options:" on is cut, and the blanks before it.
 */
export function stripOptions(input: string): string {
  const start = input.indexOf('Options:');
  return start === -1 ? input : input.slice(0, start).trim();
}

/** Blank lines would end a template's section: each double line break becomes a single one. */
export function joinParagraphs(text: string): string {
  return text.trim().replaceAll('\n\n', '\n');
}
