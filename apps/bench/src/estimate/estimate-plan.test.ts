import { fileURLToPath } from 'node:url';
import { callsOf } from '@dln/llm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { planCells } from '../cells/plan-cells.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { parsePrice } from '../prices/price-options.ts';
import { describeEstimate } from './describe-estimate.ts';
import { estimatePlan, type EstimatedCell } from './estimate-plan.ts';

const dataDir = fileURLToPath(new URL('../../../../data', import.meta.url));
const prices = [parsePrice('1,2')];

afterEach(() => vi.unstubAllEnvs());

/** The cells of table 1, with the generated data. */
async function estimate(datasets: readonly string[], limit?: number): Promise<EstimatedCell[]> {
  vi.stubEnv('OPENAI_API_KEY', '');
  vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1');
  const { cells } = planCells({
    name: 'table1',
    experiment: await loadExperiment('table1'),
    model: 'm',
    datasets,
    seeds: [13, 42],
    sweep: [{ label: '', settings: {} }],
    dataDir,
    limit,
  });
  return [...(await estimatePlan(cells, prices))];
}

const callsOfRow = (cells: readonly EstimatedCell[], row: string): readonly number[] =>
  cells.flatMap((one) =>
    one.cell.name.row === row && 'expense' in one ? [callsOf(one.expense.low)] : [],
  );

describe('estimatePlan', () => {
  it('counts dev and test once without training, and dev for each instruction', async () => {
    const cells = await estimate(['navigate'], 4);
    expect(callsOfRow(cells, '0-shot')).toEqual([8, 8]);
    expect(callsOfRow(cells, '5-shot')).toEqual([8, 8]);
    expect(callsOfRow(cells, 'KATE-5')).toEqual([8, 8]);
    // four instructions: a request and a dev split each, and the test
    expect(callsOfRow(cells, 'APE-15')).toEqual([4 + 4 * 4 + 4, 4 + 4 * 4 + 4]);
    expect(callsOfRow(cells, 'DLN-1').every((calls) => calls > 8)).toBe(true);
  });

  it('estimates cells that can be run, and lists missing data', async () => {
    const cells = await estimate(['navigate', 'trec'], 4);
    const text = describeEstimate(cells);
    expect(text).toMatch(/^all +16 /m);
    expect(text).toMatch(/^Not counted: 16 of 32 cells\. .*trec.*is missing\. Fetch trec\.$/m);
  });

  it('names missing data if nothing can be run', async () => {
    expect(describeEstimate(await estimate(['trec'], 4))).toMatch(/^Not counted: 16 of 16 cells/);
  });
});
