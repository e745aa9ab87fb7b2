import type { Template } from '@dln/templates';
import type { Layer, Layers } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';
import { calibrationsOf, createCalibration } from './create-calibration.ts';

/** What `layout: auto` chooses from beside the template that is given. */
const LAYOUTS: readonly string[] = ['input_output_line', 'input_output_short', 'input_output'];

/** The alternatives, each changed. */
export function mapAlternatives(
  [first, ...others]: readonly [Layer, ...Layer[]],
  change: (layer: Layer) => Layer,
): readonly [Layer, ...Layer[]] {
  return [change(first), ...others.map(change)];
}

/**
 * The last layers that a configuration allows, best guess first: each layout with each calibration.
 * Undefined if there is one only.
 */
export function createAlternatives(
  configuration: Pick<Configuration, 'layout' | 'calibration' | 'calibrationInputs' | 'seed'>,
  layers: Layers,
  {
    loadTemplate,
    dataset,
  }: {
    readonly loadTemplate: (reference: string) => Template;
    readonly dataset: Parameters<typeof createCalibration>[2];
  },
): readonly [Layer, ...Layer[]] | undefined {
  const { calibration: _given, ...layer } = layers.at(-1) ?? layers[0];
  const others = configuration.layout === 'auto' ? LAYOUTS.map(loadTemplate) : [];
  const templates = [layer.template, ...others.filter(({ text }) => text !== layer.template.text)];
  const all = templates.flatMap((template) =>
    calibrationsOf(configuration, dataset).map((name): Layer => {
      const calibration = createCalibration(name, configuration, dataset);
      return { ...layer, template, ...(calibration ? { calibration } : {}) };
    }),
  );
  const [first, ...more] = all;
  return first === undefined || more.length === 0 ? undefined : [first, ...more];
}
