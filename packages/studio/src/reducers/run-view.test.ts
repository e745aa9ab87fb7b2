import { describe, expect, it } from 'vitest';
import { curvesOf } from './series.ts';
import { emptyView, foldLines, type RunView } from './run-view.ts';
import { summarizeLine } from './summarize-line.ts';

const lineOf = (event: object, offset: number) =>
  summarizeLine(JSON.stringify(event), { offset, length: 1 });
const viewOf = (...events: readonly object[]): RunView => foldLines(emptyView, events.map(lineOf));
const spent = (tokens: number, dollars: number | null = null) => ({
  spending: { requestsSent: 1, requestsSaved: 0, tokens, dollars },
});
const stepped = (iteration: number, prompts: readonly unknown[], more: object = {}) => ({
  type: 'stepped',
  iteration,
  prompts,
  info: { accuracy: 0.5, score: -1, layers: [], effectiveSampleSizes: [2.5] },
  runningScore: -1,
  runningAccuracy: 0.5,
  ...more,
});
const validated = (iteration: number, devAccuracy: number, isBest: boolean, more: object = {}) => ({
  type: 'validated',
  iteration,
  prompts: ['a', 'b'],
  devAccuracy,
  isBest,
  examples: [],
  ...more,
});
const began = (iteration: number, prompts: readonly unknown[] = ['a', 'b']) => ({
  type: 'iteration',
  iteration,
  prompts,
  devAccuracy: null,
});

describe('the view of a run', () => {
  it('puts the events of a step into one row, and tells which layers the step changed', () => {
    const { steps, best } = viewOf(
      validated(0, 0.25, true),
      began(0),
      stepped(0, ['a', 'c']),
      validated(1, 0.25, false),
      { type: 'restored', iteration: 1, prompts: ['a', 'b'] },
      began(1),
      stepped(1, [{ instruction: 'x', demonstrations: [] }, 'b']),
    );
    expect(
      steps.map(({ iteration, changed, isRestored }) => [iteration, changed, isRestored]),
    ).toEqual([
      [0, [false, true], false],
      [1, [true, false], true],
    ]);
    expect(best?.iteration).toBe(0);
    expect(steps[1]?.validated?.devAccuracy).toBe(0.25);
  });

  it('comes to the same in one piece and line by line', () => {
    const events = [validated(0, 0.1, true), began(0), stepped(0, ['b', 'b']), began(1)];
    const lines = events.map(lineOf);
    const piecewise = lines.reduce((view, line) => foldLines(view, [line]), emptyView);
    expect(piecewise).toEqual(foldLines(emptyView, lines));
  });

  it('has an ending only if the last event is one', () => {
    expect(viewOf(began(0), { type: 'interrupted' }).ending?.type).toBe('interrupted');
    expect(viewOf({ type: 'interrupted' }, began(0)).ending).toBeNull();
    expect(viewOf({ type: 'tested', iteration: 2, testAccuracy: 1 }).ending?.type).toBe('tested');
    expect(viewOf(began(0)).ending).toBeNull();
  });

  it('counts what was left out, and keeps lines that it does not know', () => {
    const omitted = { type: 'omitted', iteration: 0, what: 'proposal', split: 'train', count: 3 };
    const view = viewOf(began(0), omitted, { ...omitted, split: 'dev', count: 1 }, { type: 'new' });
    expect(view.omissionCount).toBe(4);
    expect(view.omissions).toHaveLength(2);
    expect(view.steps[0]?.omitted).toBe(3);
    expect(view.problems.map(({ problem }) => problem)).toEqual(['an event of type new']);
  });
});

describe('the curves of a run', () => {
  it('have the figures of the events, with standard errors', () => {
    const view = viewOf(
      validated(0, 0.25, true, { bound: { nats: -0.5, standardError: 0.1 } }),
      began(0),
      stepped(0, ['a', 'b'], spent(100)),
      validated(1, 0.75, true),
      began(1),
      stepped(1, ['a', 'b'], spent(250)),
    );
    const curves = Object.fromEntries(
      curvesOf(view).flatMap(({ name, series }) =>
        series.map((one) => [
          `${name}: ${one.name}`,
          one.points.map(({ step, value, standardError }) => [step, value, standardError]),
        ]),
      ),
    );
    expect(curves).toEqual({
      'Accuracy: dev': [
        [0, 0.25, null],
        [1, 0.75, null],
      ],
      'Accuracy: batch, before the step': [
        [0, 0.5, null],
        [1, 0.5, null],
      ],
      'Accuracy: batch, smoothed': [
        [0, 0.5, null],
        [1, 0.5, null],
      ],
      'Score of the batch: score': [
        [0, -1, null],
        [1, -1, null],
      ],
      'Score of the batch: smoothed': [
        [0, -1, null],
        [1, -1, null],
      ],
      'Bound of log p(y | x) on dev: bound': [[0, -0.5, 0.1]],
      'Tokens: tokens by the end of the step': [
        [0, 100, null],
        [1, 250, null],
      ],
    });
  });

  it('show the cost if there is one', () => {
    const names = (dollars: number | null): readonly string[] =>
      curvesOf(viewOf(began(0), stepped(0, ['a'], spent(1, dollars)))).map(({ name }) => name);
    expect(names(0.5)).toContain('Cost');
    expect(names(0)).not.toContain('Cost');
    expect(names(null)).not.toContain('Cost');
  });
});
