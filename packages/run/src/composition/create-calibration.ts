import type { Dataset } from '@dln/datasets';
import { RandomState } from '@dln/random';
import { CONTENT_FREE_INPUTS, type LayerCalibration } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';

type CalibratedData = Pick<Dataset, 'examples' | 'size' | 'outputClasses'>;

/** A way to calibrate that a configuration names; `auto` names several. */
export type NamedCalibration = Exclude<Configuration['calibration'], 'auto'>;

/** What `calibration: auto` chooses from, the first among equals. */
const AUTOMATIC: readonly NamedCalibration[] = ['shares', 'batch', 'none'];

/** The calibrations that a configuration allows. */
export function calibrationsOf(
  { calibration }: Pick<Configuration, 'calibration'>,
  { outputClasses }: Pick<CalibratedData, 'outputClasses'>,
): readonly NamedCalibration[] {
  if (outputClasses === undefined) return ['none'];
  return calibration === 'auto' ? AUTOMATIC : [calibration];
}

/** How the class scores of the last layer are calibrated; undefined if they are not. */
export function createCalibration(
  name: NamedCalibration,
  { calibrationInputs, seed }: Pick<Configuration, 'calibrationInputs' | 'seed'>,
  dataset: CalibratedData,
): LayerCalibration | undefined {
  if (name === 'none' || dataset.outputClasses === undefined) return undefined;
  const priors = new Map<string, readonly number[]>();
  if (name === 'contextual') return { name, inputs: CONTENT_FREE_INPUTS, priors };
  if (name === 'batch')
    return {
      name,
      inputs: drawInputs(dataset, calibrationInputs, seed),
      priors,
      readings: new Map(),
    };
  const shares = sharesOf(dataset, dataset.outputClasses);
  const inputs = drawBalanced(dataset, calibrationInputs, seed);
  return { name, inputs, priors, scales: new Map(), shares, readings: new Map() };
}

/** Different training inputs, the same ones for the same seed. */
function drawInputs(dataset: CalibratedData, count: number, seed: number): readonly string[] {
  const order = new RandomState(seed).permutation(dataset.size('train'));
  const positions = order.slice(0, count);
  return dataset.examples('train', positions).map(({ input }) => input);
}

/** Training inputs of each class in turn, as long as it has some. */
function drawBalanced(dataset: CalibratedData, count: number, seed: number): readonly string[] {
  const order = new RandomState(seed).permutation(dataset.size('train'));
  const groups = [
    ...Map.groupBy(dataset.examples('train', order), ({ target }) => target).values(),
  ];
  const longest = Math.max(...groups.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group[turn] ?? []))
    .flat()
    .slice(0, count)
    .map(({ input }) => input);
}

/** `[class]`: shares in the dev split, with one more example of each class than there are. */
function sharesOf(
  dataset: CalibratedData,
  classes: NonNullable<Dataset['outputClasses']>,
): readonly number[] {
  const examples = dataset.examples('dev');
  const counts = classes.verbalizers.map(() => 1);
  for (const { target } of examples) {
    const index = classes.indexOf(target);
    counts[index] = (counts[index] ?? NaN) + 1;
  }
  return counts.map((count) => count / (examples.length + classes.verbalizers.length));
}
