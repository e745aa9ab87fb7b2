import { describe, expect, it } from 'vitest';
import { planCells } from '../cells/plan-cells.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { createResult } from '../testing/create-result.ts';
import { buildSheets } from './build-sheets.ts';
import { findGaps } from './find-gaps.ts';
import { writeHtml } from './write-html.ts';
import { writeMarkdown } from './write-markdown.ts';

const experiment = await loadExperiment('table7');
const { cells } = planCells({
  name: 'table7',
  experiment,
  model: 'm',
  sweep: [{ label: '', settings: {} }],
  dataDir: 'data',
});
const results = cells.map((cell) => createResult(cell));
const of = (given: Partial<Parameters<typeof findGaps>[0]>): readonly string[] =>
  findGaps({ experiment, variant: 'paper', results, failures: [], ...given });

describe('findGaps', () => {
  it('is empty for a complete table', () => {
    expect(of({})).toEqual([]);
  });

  it('names rows and datasets that were not run, and cells that failed', () => {
    const part = results.filter(
      ({ cell: { name } }) => name.row !== 'DLN-1' && name.dataset === 'navigate',
    );
    const cell = cells.find(({ name }) => name.row === 'DLN-1')?.name;
    expect(
      of({ results: part, failures: cell ? [{ cell, message: 'refused\nat x.js' }] : [] }),
    ).toEqual([
      'No results of the rows DLN-1.',
      'No results of the datasets logical_deduction_seven_objects, subj.',
      'Failed: DLN-1, navigate, seed 13: refused',
    ]);
  });

  it('tells runs apart that are of other settings or other test items', () => {
    const mixed = results.map((result) => {
      const { cell } = result;
      const isOne = cell.name.row === '0-shot' && cell.name.seed === 42;
      return isOne && cell.name.dataset === 'subj'
        ? { ...result, right: result.right.slice(1) }
        : isOne && cell.name.dataset === 'navigate'
          ? { ...result, cell: { ...cell, configuration: { ...cell.configuration, iters: 3 } } }
          : result;
    });
    expect(of({ results: mixed })).toEqual([
      '0-shot, navigate: its runs differ in more than their seeds (settings, model or test ' +
        'items); run it again to make them comparable.',
      '0-shot, subj: its runs differ in more than their seeds (settings, model or test ' +
        'items); run it again to make them comparable.',
    ]);
  });

  it('is in both reports, and a figure with fewer seeds shows it', () => {
    const part = results.filter(({ cell: { name } }) => name.row === '0-shot' || name.seed !== 25);
    const failures = cells.flatMap(({ name }) =>
      name.row === 'DLN-1' && name.seed === 25 ? [{ cell: name, message: 'too <long>' }] : [],
    );
    const sheets = buildSheets(part, { table7: experiment }, 5, failures);
    expect(writeMarkdown(sheets)).toContain('| DLN-1 | 50.0 (18.7–81.3) [2 of 3 seeds] |');
    expect(writeMarkdown(sheets)).toContain(
      String.raw`- Failed: DLN-1, navigate, seed 25: too \<long\>`,
    );
    expect(writeHtml(sheets)).toContain('Failed: DLN-1, navigate, seed 25: too &lt;long&gt;');
  });
});
