import type {
  IterationLine,
  LineSummary,
  OmittedLine,
  OtherLine,
  PlainLine,
  SpendingFigures,
  SteppedLine,
  TestLine,
  ValidatedLine,
} from './line-summary.ts';

/** What happened at one step, from the validation before it to its end. */
export interface StepRow {
  readonly iteration: number;
  readonly validated: ValidatedLine | null;
  /** What was known when the step began. */
  readonly began: IterationLine | null;
  readonly stepped: SteppedLine | null;
  /** The best parameters were put back before the step. */
  readonly isRestored: boolean;
  /** `[layer]`: whether the step changed the layer's parameters. */
  readonly changed: readonly boolean[];
  readonly omitted: number;
}

/** A run as its events tell, without texts. */
export interface RunView {
  /** Lines that were read. */
  readonly lines: number;
  /** By iteration, ascending. */
  readonly steps: readonly StepRow[];
  readonly baseline: TestLine | null;
  readonly tested: TestLine | null;
  /** The latest line marked as best. */
  readonly best: ValidatedLine | null;
  /** The event that ended the run, if it is the last one. */
  readonly ending: PlainLine | TestLine | null;
  readonly stoppedEarly: PlainLine | null;
  /** After the latest event that has them. */
  readonly spending: SpendingFigures | null;
  /** The first `MOST_KEPT` of them. */
  readonly omissions: readonly OmittedLine[];
  readonly omissionCount: number;
  /** The first `MOST_KEPT` lines that could not be read. */
  readonly problems: readonly OtherLine[];
  readonly problemCount: number;
}

/** Most omissions, and most unreadable lines, that are kept for tables. */
export const MOST_KEPT = 5000;

/** A run without events. */
export const emptyView: RunView = {
  lines: 0,
  steps: [],
  baseline: null,
  tested: null,
  best: null,
  ending: null,
  stoppedEarly: null,
  spending: null,
  omissions: [],
  omissionCount: 0,
  problems: [],
  problemCount: 0,
};

/** Adds lines to a view, in the order of the file. */
export function foldLines(view: RunView, lines: readonly LineSummary[]): RunView {
  if (lines.length === 0) return view;
  const steps = [...view.steps];
  const omissions = [...view.omissions];
  const problems = [...view.problems];
  let { baseline, tested, best, ending, stoppedEarly, spending } = view;
  let { omissionCount, problemCount } = view;
  for (const line of lines) {
    spending = line.spending ?? spending;
    ending = isEnding(line) ? line : null;
    switch (line.type) {
      case 'validated':
        changeRow(steps, line, (row) => ({ ...row, validated: line }));
        if (line.isBest) best = line;
        break;
      case 'iteration':
        changeRow(steps, line, (row) => ({ ...row, began: line }));
        break;
      case 'restored':
        changeRow(steps, line, (row) => ({ ...row, isRestored: true }));
        break;
      case 'stepped':
        changeRow(steps, line, (row) => ({ ...row, stepped: line, changed: changedBy(row, line) }));
        break;
      case 'baseline':
        baseline = line;
        break;
      case 'tested':
        tested = line;
        break;
      case 'stopped-early':
        stoppedEarly = line;
        break;
      case 'omitted':
        omissionCount += line.count;
        if (omissions.length < MOST_KEPT) omissions.push(line);
        if (line.split === 'train')
          changeRow(steps, line, (row) => ({ ...row, omitted: row.omitted + line.count }));
        break;
      case 'other':
        problemCount++;
        if (problems.length < MOST_KEPT) problems.push(line);
        break;
      case 'layout-chosen':
      case 'counted':
      case 'interrupted':
      case 'failed':
        break;
    }
  }
  return {
    lines: view.lines + lines.length,
    steps,
    baseline,
    tested,
    best,
    ending,
    stoppedEarly,
    spending,
    omissions,
    omissionCount,
    problems,
    problemCount,
  };
}

function isEnding(line: LineSummary): line is PlainLine | TestLine {
  return ['tested', 'counted', 'interrupted', 'failed'].includes(line.type);
}

function changeRow(
  steps: StepRow[],
  { iteration }: LineSummary,
  change: (row: StepRow) => StepRow,
): void {
  if (iteration === null) return;
  const last = steps.at(-1);
  const at =
    last === undefined || last.iteration < iteration
      ? steps.length
      : steps.findLastIndex((row) => row.iteration <= iteration);
  const known = steps[at];
  if (known?.iteration === iteration) steps[at] = change(known);
  else
    steps.splice(
      last === undefined || last.iteration < iteration ? at : at + 1,
      0,
      change(emptyRow(iteration)),
    );
}

function emptyRow(iteration: number): StepRow {
  return {
    iteration,
    validated: null,
    began: null,
    stepped: null,
    isRestored: false,
    changed: [],
    omitted: 0,
  };
}

function changedBy({ began, validated }: StepRow, { parameters }: SteppedLine): readonly boolean[] {
  const before = (began ?? validated)?.parameters;
  return parameters.map((hash, layer) => before !== undefined && before[layer] !== hash);
}
