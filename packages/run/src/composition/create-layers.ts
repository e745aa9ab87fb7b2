import type { Template } from '@dln/templates';
import type { Layer, LayerCalibration, LayerClasses, Layers, OutputSchema } from '@dln/vi';
import { STRUCTURED_TOKENS } from '../structured/structure-answers.ts';
import type { Configuration } from '../settings/configuration.ts';

/**
 * The layers that a configuration names, without their prompts. Hidden layers share the reference's
 * p1 options, the last one takes its p2 options.
 *
 * @param loadTemplate finds a template by name
 * @param classes the task's answers
 * @param options.calibration of the last layer's class scores
 * @param options.outputSchema of the last layer's texts
 */
export function createLayers(
  configuration: Configuration,
  loadTemplate: (reference: string) => Template,
  classes: LayerClasses | undefined,
  {
    calibration,
    outputSchema,
  }: {
    readonly calibration?: LayerCalibration | undefined;
    readonly outputSchema?: OutputSchema | undefined;
  } = {},
): Layers {
  const { layers: depth, templates, pHidden, pClass, pResidual } = configuration;
  const residualTemplate = depth > 1 ? loadTemplate(pResidual) : undefined;
  const { p2MaxTokens } = configuration;
  const lastTokens = outputSchema ? Math.max(p2MaxTokens, STRUCTURED_TOKENS) : p2MaxTokens;
  const create = (index: number): Layer => {
    const isLast = index === depth - 1;
    return {
      template: loadTemplate(templates?.[index] ?? (isLast ? pClass : pHidden)),
      ...(index > 0 && residualTemplate !== undefined ? { residualTemplate } : {}),
      ...(isLast && classes !== undefined ? { outputClasses: classes } : {}),
      // A task without classes is answered freely, whatever the default says.
      writesClasses: isLast && configuration.forwardUseClasses && classes !== undefined,
      ...(isLast && calibration !== undefined ? { calibration } : {}),
      ...(isLast && outputSchema !== undefined ? { outputSchema } : {}),
      maxTokens: isLast ? lastTokens : configuration.p1MaxTokens,
    };
  };
  return [create(0), ...Array.from({ length: depth - 1 }, (_, below) => create(below + 1))];
}
