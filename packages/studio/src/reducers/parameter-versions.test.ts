import { expect, it } from 'vitest';
import { versionsOf } from './parameter-versions.ts';
import { emptyView, foldLines } from './run-view.ts';
import { summarizeLine } from './summarize-line.ts';

it('a layer has a version for each change, with the dev accuracy of the network that has it', () => {
  const events = [
    { type: 'validated', iteration: 0, prompts: ['a', 'x'], devAccuracy: 0.5, isBest: true },
    { type: 'iteration', iteration: 0, prompts: ['a', 'x'] },
    { type: 'stepped', iteration: 0, prompts: ['b', 'x'] },
    { type: 'validated', iteration: 1, prompts: ['b', 'x'], devAccuracy: 0.25 },
    { type: 'restored', iteration: 1, prompts: ['a', 'x'] },
    { type: 'iteration', iteration: 1, prompts: ['a', 'x'] },
    { type: 'stepped', iteration: 1, prompts: ['a', 'x'] },
    { type: 'iteration', iteration: 2, prompts: ['a', 'x'] },
    { type: 'stepped', iteration: 2, prompts: ['c', 'x'] },
  ];
  const view = foldLines(
    emptyView,
    events.map((event, offset) => summarizeLine(JSON.stringify(event), { offset, length: 1 })),
  );
  const of = (layer: number) =>
    versionsOf(view, layer).map((one) => [
      one.step,
      one.line.offset,
      one.devAccuracy,
      one.isPutBack,
    ]);
  expect(of(0)).toEqual([
    [0, 1, 0.5, false],
    [1, 2, 0.25, false],
    [1, 5, null, true],
    [3, 8, null, false],
  ]);
  expect(of(1)).toEqual([[0, 1, 0.5, false]]);
});
