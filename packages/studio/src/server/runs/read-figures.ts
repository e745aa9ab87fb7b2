import type { RunEntry } from '../../contract.ts';
import { fieldsOf, numberOf, parseJson, textOf } from '../../records/fields.ts';
import type { LineSummary } from '../../reducers/line-summary.ts';

/** What the list of runs shows of the settings of a run. */
export type Settings = Pick<RunEntry, 'dataset' | 'preset' | 'models' | 'layers' | 'plannedSteps'>;

/** What it shows of the events. */
export type Figures = Pick<
  RunEntry,
  'steps' | 'devAccuracy' | 'testAccuracy' | 'baselineAccuracy' | 'tokens' | 'dollars'
>;

/** Reads the settings from the text of config.json. */
export function readSettings(text: string): Settings {
  const { configuration, findings } = fieldsOf(parseJson(text));
  const { dataset, preset, layers, iters, fwdModelType, bwdModelType } = fieldsOf(configuration);
  const forward = textOf(fwdModelType) ?? textOf(fieldsOf(findings)['served']);
  const models = [forward, textOf(bwdModelType)].filter((name) => name !== null);
  return {
    dataset: textOf(dataset),
    preset: textOf(preset),
    models: [...new Set(models)],
    layers: numberOf(layers),
    plannedSteps: numberOf(iters),
  };
}

/** The settings of a run without a config.json. */
export const noSettings: Settings = {
  dataset: null,
  preset: null,
  models: [],
  layers: null,
  plannedSteps: null,
};

/** The figures before the first event. */
export const noFigures: Figures = {
  steps: null,
  devAccuracy: null,
  testAccuracy: null,
  baselineAccuracy: null,
  tokens: null,
  dollars: null,
};

/** The figures after one more event. */
export function addLine(figures: Figures, line: LineSummary): Figures {
  const spent: Figures = {
    ...figures,
    // Dollars that are no longer known are null again.
    ...(line.spending ? { tokens: line.spending.tokens, dollars: line.spending.dollars } : {}),
  };
  switch (line.type) {
    case 'iteration':
      return { ...spent, steps: largest(figures.steps, line.iteration) };
    case 'stepped':
      return {
        ...spent,
        steps: largest(figures.steps, line.iteration === null ? null : line.iteration + 1),
      };
    case 'validated':
      return { ...spent, devAccuracy: largest(figures.devAccuracy, line.devAccuracy) };
    case 'baseline':
      return { ...spent, baselineAccuracy: line.testAccuracy };
    case 'tested':
      return { ...spent, testAccuracy: line.testAccuracy };
    case 'omitted':
    case 'layout-chosen':
    case 'restored':
    case 'stopped-early':
    case 'counted':
    case 'interrupted':
    case 'failed':
    case 'other':
      return spent;
  }
}

function largest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
