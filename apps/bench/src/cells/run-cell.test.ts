import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parsePrice } from '../prices/price-options.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { faults, startWordServer } from '../testing/start-word-server.ts';
import type { CellResult } from './cell-result.ts';
import { planCells } from './plan-cells.ts';
import { runCell } from './run-cell.ts';

const dataDir = fileURLToPath(new URL('../../../../data', import.meta.url));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-cell-'));
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function run(
  experiment: string,
  row: string,
  embeddingModel?: string,
  price?: string,
): Promise<CellResult> {
  const { cells } = planCells({
    name: experiment,
    experiment: await loadExperiment(experiment),
    model: 'words',
    embeddingModel,
    rows: [row],
    datasets: ['navigate'],
    seeds: [13],
    limit: 4,
    sweep: [{ label: '', settings: { probe: false } }],
    dataDir,
  });
  const [cell] = cells;
  if (!cell) throw new Error('there is no cell');
  return runCell({
    cell,
    directory: join(folder, 'run'),
    prices: price === undefined ? undefined : [parsePrice(price)],
    signal: new AbortController().signal,
  });
}

describe('runCell', () => {
  it.each([
    ['table1', '0-shot', 1],
    ['table1', '5-shot', 1],
    ['table1', 'KATE-5', 1],
    ['table1', 'DLN-1', 1],
    ['table2', 'CoT', 2],
    ['table5', 'CoT+APE', 2],
    ['table2', 'DLN-2', 2],
  ])('runs %s, %s to its test', { timeout: 30_000 }, async (experiment, row, layers) => {
    await using server = await startWordServer();
    vi.stubEnv('OPENAI_BASE_URL', server.url);
    const result = await run(experiment, row);
    expect(result.right).toHaveLength(4);
    expect(result.testAccuracy).toBeCloseTo(result.right.filter(Boolean).length / 4, 12);
    expect(result.prompts).toHaveLength(layers);
    expect(result.models).toEqual(['compatible-completions:words']);
    expect(result.requests).toBeGreaterThan(0);
    expect(result.testTokens).toBeGreaterThan(0);
  });

  it('ends with a third of its prompts failing, names them, and asks again for those alone', async () => {
    let isFaulty = true;
    const failed = new Set<string>();
    await using server = await startWordServer({
      fail: (prompt) => {
        const draw = createHash('sha256').update(`a${prompt}`).digest().readUInt32BE();
        if (!isFaulty || draw % 10 >= 3) return undefined;
        failed.add(prompt);
        return faults[Math.floor(draw / 10) % faults.length];
      },
    });
    vi.stubEnv('OPENAI_BASE_URL', server.url);
    const first = await run('table1', 'DLN-1');
    expect(first.right).toHaveLength(4);
    expect(failed.size).toBeGreaterThan(5);
    const events = await readFile(join(folder, 'run', 'events.jsonl'), 'utf8');
    const kinds = [...events.matchAll(/"type":"omitted".*?"kind":"([a-z-]+)"/g)].map(
      ([, kind]) => kind,
    );
    expect([...new Set(kinds)].toSorted()).toEqual([
      'broken-reply',
      'content-filter',
      'context-overflow',
    ]);

    isFaulty = false;
    const before = server.asked.length;
    await run('table1', 'DLN-1');
    const again = server.asked.slice(before);
    expect(again.filter((prompt) => !failed.has(prompt))).toEqual([]);
  });

  it('reports what it spent if the price is known', { timeout: 30_000 }, async () => {
    await using server = await startWordServer();
    vi.stubEnv('OPENAI_BASE_URL', server.url);
    expect((await run('table1', 'DLN-1')).dollars).toBeNull();
    const { dollars, trainingTokens, testTokens } = await run('table1', 'DLN-1', undefined, '2,2');
    expect(dollars).toBeCloseTo(((trainingTokens + testTokens) * 2) / 1e6, 12);
  });

  it('takes the induced instruction that does best on dev', async () => {
    await using server = await startWordServer();
    vi.stubEnv('OPENAI_BASE_URL', server.url);
    const { devAccuracy, curves } = await run('table1', 'APE-15');
    expect(curves.dev).toHaveLength(4);
    expect(devAccuracy).toBe(Math.max(...curves.dev.map(({ value }) => value)));
  });

  it('reports the retriever, and counts embeddings as requests', async () => {
    await using server = await startWordServer();
    vi.stubEnv('OPENAI_BASE_URL', server.url);
    const byWords = await run('table1', 'KATE-5');
    expect(byWords.notes).toContain('neighbours found by TF-IDF');
    expect(server.embedded).toEqual([]);
    const byEmbeddings = await run('table1', 'KATE-5', 'letters');
    expect(byEmbeddings.notes).toContain('neighbours found by embeddings of letters');
    expect(server.embedded.length).toBeGreaterThan(8);
    expect(byEmbeddings.requests).toBeGreaterThan(byWords.requests);
  });
});
