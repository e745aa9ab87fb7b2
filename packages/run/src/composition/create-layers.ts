import type { Template } from '@dln/templates';
import type { Layer, LayerCalibration, LayerClasses, Layers } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';

/**
 * The layers that a configuration names, without their prompts. Hidden layers share the reference's
 * p1 options, the last one takes its p2 options.
 *
 * @param loadTemplate finds a template by name
 * @param classes the task's answers
 * @param calibration of the last layer's class scores
 */
export function createLayers(
  configuration: Configuration,
  loadTemplate: (reference: string) => Template,
  classes: LayerClasses | undefined,
  calibration?: LayerCalibration,
): Layers {
  const { layers: depth, templates, pHidden, pClass, pResidual } = configuration;
  const residualTemplate = depth > 1 ? loadTemplate(pResidual) : undefined;
  const create = (index: number): Layer => {
    const isLast = index === depth - 1;
    return {
      template: loadTemplate(templates?.[index] ?? (isLast ? pClass : pHidden)),
      ...(index > 0 && residualTemplate !== undefined ? { residualTemplate } : {}),
      ...(isLast && classes !== undefined ? { outputClasses: classes } : {}),
      // A task without classes is answered freely, whatever the default says.
      writesClasses: isLast && configuration.forwardUseClasses && classes !== undefined,
      ...(isLast && calibration !== undefined ? { calibration } : {}),
      maxTokens: isLast ? configuration.p2MaxTokens : configuration.p1MaxTokens,
    };
  };
  return [create(0), ...Array.from({ length: depth - 1 }, (_, below) => create(below + 1))];
}
