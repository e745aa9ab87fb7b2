import { describe, expect, it } from 'vitest';
import type { Cell } from '../cells/cell.ts';
import { planCells } from '../cells/plan-cells.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { createResult } from '../testing/create-result.ts';
import { buildSheets } from './build-sheets.ts';
import { writeHtml } from './write-html.ts';
import { writeMarkdown } from './write-markdown.ts';
import type { Sheet } from './sheet.ts';

const experiment = await loadExperiment('table2');

function plan(sweep = [{ label: '', settings: {} }], seeds = [13, 42, 25]): readonly Cell[] {
  return planCells({
    name: 'table2',
    experiment,
    model: 'm',
    rows: ['0-shot', 'DLN-2'],
    datasets: ['navigate'],
    seeds,
    sweep,
    dataDir: 'data',
  }).cells;
}

const right = (count: number): boolean[] => Array.from({ length: 100 }, (_, item) => item < count);

function sheetOf(results: Parameters<typeof buildSheets>[0]): Sheet {
  const [sheet] = buildSheets(results, { table2: experiment }, 3);
  if (!sheet) throw new Error('there is no sheet');
  return sheet;
}

const results = plan().map((cell, index) =>
  createResult(cell, {
    right: right(cell.name.row === 'DLN-2' ? 80 + index : 60),
    prompts: cell.name.row === 'DLN-2' ? ['Think <b>hard</b>.', 'Answer.'] : ['Answer.'],
    curves: {
      dev: [0, 2].map((iteration) => ({ iteration, value: 0.5 + iteration / 10 })),
      score: [0, 1].map((iteration) => ({ iteration, value: -iteration })),
    },
  }),
);

describe('buildSheets', () => {
  it('gives the mean and its interval over seeds', () => {
    const { figure } = sheetOf(results).cells['DLN-2']?.['navigate'] ?? {};
    // scipy 1.17.1: mean 84, stats.t.ppf(0.975, 2) * stats.sem([83, 84, 85]) = 2.484137711750331
    expect(figure?.mean).toBeCloseTo(84, 12);
    expect(figure?.halfWidth).toBeCloseTo(2.484137711750331, 8);
  });

  it('gives a single run its exact interval', () => {
    const [single] = plan(undefined, [13]);
    const one = single ? [createResult(single, { right: right(60) })] : [];
    const { exact, figure } = sheetOf(one).cells['0-shot']?.['navigate'] ?? {};
    expect(figure?.halfWidth).toBeNull();
    expect(exact?.low).toBeCloseTo(49.7, 1);
    expect(exact?.high).toBeCloseTo(69.7, 1);
  });

  it('gives a row without an effect of the seed its exact interval, not a spread of 0', () => {
    const { cells } = sheetOf(results);
    // statsmodels 0.15.0: proportion_confint(60, 100, method='beta')
    expect(cells['0-shot']?.['navigate']?.exact?.low).toBeCloseTo(49.72091504223347, 6);
    expect(cells['0-shot']?.['navigate']?.exact?.high).toBeCloseTo(69.6705231297, 6);
    expect(cells['DLN-2']?.['navigate']?.exact).toBeNull();
    const same = results.map((result) => ({ ...result, testAccuracy: 0.84, right: right(84) }));
    // proportion_confint(84, 100, method='beta')
    expect(sheetOf(same).cells['DLN-2']?.['navigate']?.exact?.low).toBeCloseTo(75.3212402589, 6);
  });

  it('gives a one-shot row its exact interval, even if the server depends on the seed', () => {
    const noisy = results.map((result, at) => {
      const count = result.cell.name.row === '0-shot' ? 60 + (at % 2) : 80 + at;
      return { ...result, testAccuracy: count / 100, right: right(count) };
    });
    const { exact, figure } = sheetOf(noisy).cells['0-shot']?.['navigate'] ?? {};
    expect(figure?.halfWidth).toBeGreaterThan(0);
    expect(exact?.low).toBeGreaterThan(49);
    expect(exact?.high).toBeLessThan(71);
  });

  it('shows the setting that did best on dev, whatever it did on test', () => {
    const cells = plan([
      { label: 'useMemory=0', settings: { useMemory: 0 } },
      { label: 'useMemory=2', settings: { useMemory: 2 } },
    ]).filter(({ name }) => name.row === 'DLN-2');
    const swept = cells.map((cell) =>
      createResult(cell, {
        devAccuracy: cell.name.setting === 'useMemory=2' ? 0.9 : 0.8,
        right: right(cell.name.setting === 'useMemory=2' ? 70 : 95),
      }),
    );
    const chosen = sheetOf(swept).cells['DLN-2']?.['navigate'];
    expect(chosen?.setting).toBe('useMemory=2');
    expect(chosen?.figure.mean).toBeCloseTo(70, 12);
    expect(chosen?.top.map(({ setting }) => setting)).toEqual(['useMemory=2', 'useMemory=0']);
  });
});

describe('the report', () => {
  it("shows the paper's figures beside ours, with their source", () => {
    const text = writeMarkdown([sheetOf(results)]);
    expect(text).toContain(
      '| *ours, m* |  |\n| 0-shot | 60.0 (49.7–69.7) |\n| DLN-2 | 84.0 ± 2.5 |',
    );
    expect(text).toContain('| *the paper, text-davinci-003* |  |\n| 0-shot | 64.1 |');
    expect(text).toContain('| DLN-2 | 83.1 ± 24.7 |');
    expect(text).toContain('Ours: test:m, paper settings. The paper: text-davinci-003.');
    expect(text).toContain('DLN-2 is better than 0-shot: +24.0 points on the same items');
  });

  it('shows the smallest difference that the seeds could have shown, under the table', () => {
    const sheet = sheetOf(results);
    // scipy 1.17.1: t.ppf(0.975, 2) * sem([0.23, 0.24, 0.25]) = 0.0248
    const line = 'navigate: DLN-2 over 0-shot 2.5 (3 seeds).';
    const text = writeMarkdown([sheet]);
    expect(text).toContain(`- ${line}`);
    expect(text).toContain('An exact sign-flip test of 3 seeds gives no p below 0.25.');
    expect(text.indexOf(line)).toBeGreaterThan(text.indexOf('| DLN-2 | 83.1 ± 24.7 |'));
    expect(text.indexOf(line)).toBeLessThan(text.indexOf('### On the same test items'));
    expect(writeHtml([sheet])).toContain(`<li>${line}</li>`);
  });

  it('gives no verdict between methods from one seed', () => {
    const single = results.filter(({ cell }) => cell.name.seed === 13);
    const sheet = sheetOf(single);
    const text = writeMarkdown([sheet]);
    expect(text).toContain(
      '- navigate: On these items, DLN-2 is better than 0-shot by 23.0 points',
    );
    expect(text).toContain('one seed gives no verdict between methods');
    expect(text).toContain('- navigate: DLN-2 over 0-shot none (1 seed).');
    expect(writeHtml([sheet])).toContain('0 of 1 differences are beyond the noise');
  });

  it('corrects the verdicts of all datasets together', () => {
    const cells = planCells({
      name: 'table2',
      experiment,
      model: 'm',
      rows: ['0-shot', 'DLN-2'],
      datasets: ['navigate', 'subj'],
      seeds: [13, 42, 25],
      sweep: [{ label: '', settings: {} }],
      dataDir: 'data',
    }).cells;
    const counts = { 13: 70, 42: 72, 25: 75 } as Readonly<Record<number, number>>;
    const both = cells.map((cell) =>
      createResult(cell, {
        right: right(cell.name.row === 'DLN-2' ? (counts[cell.name.seed] ?? 0) : 60),
      }),
    );
    const { gains } = sheetOf(both);
    // scipy 1.17.1: ttest_rel p 0.0136, twice
    expect(gains['navigate']?.[0]?.adjustedP).toBeCloseTo(2 * 0.013596339246753486, 6);
    expect(gains['subj']?.[0]?.adjustedP).toBeCloseTo(2 * 0.013596339246753486, 6);
  });

  it('is one HTML file with charts and with prompts that are text', () => {
    const html = writeHtml([sheetOf(results)]);
    expect(html.match(/<svg[^>]*viewBox/g)).toHaveLength(3);
    expect(html).toContain('Think &lt;b&gt;hard&lt;/b&gt;.');
    expect(html).not.toMatch(/(?:src|href)="(?!#)/);
  });

  it('tells how many examples each of the best prompts shows', () => {
    const shown = results.map((result) => ({ ...result, demonstrations: [1, 16] }));
    const markdown = writeMarkdown([sheetOf(shown)]);
    expect(markdown).toContain('(with 1 example)\n2. Answer. (with 16 examples)');
    expect(writeMarkdown([sheetOf(results)])).not.toContain('(with ');
  });

  it('lists each note once, with its rows', () => {
    const noted = results.map((result) => ({
      ...result,
      notes: result.cell.name.row === 'DLN-2' ? ['made by rule', 'slow'] : ['made by rule'],
    }));
    expect(sheetOf(noted).notes).toEqual(['made by rule.', 'DLN-2: slow.']);
  });

  it('shows the known costs of a row, with the number of runs', () => {
    const text = writeMarkdown([sheetOf(results)]);
    expect(text).toContain('| DLN-2 | 3 | 90 | 3,000 | 300 |\n');
    const paid = results.map((result, at) => ({ ...result, dollars: at === 0 ? null : at / 4 }));
    const withMoney = writeMarkdown([sheetOf(paid)]);
    expect(withMoney).toContain('| 0-shot | 3 | 90 | 3,000 | 300 | $0.7500 [2 of 3 runs] |');
    expect(withMoney).toContain('| DLN-2 | 3 | 90 | 3,000 | 300 | $3.00 |');
  });

  it('marks the figures of a trial as meaningless', () => {
    const trial = results.map((result) => {
      const { cell } = result;
      return { ...result, cell: { ...cell, name: { ...cell.name, limit: 10 } } };
    });
    expect(writeMarkdown([sheetOf(trial)])).toContain(
      'A trial run: nothing that costs counted more than 10',
    );
  });
});
