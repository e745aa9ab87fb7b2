import { addCosts, type Cost, type PriceTable } from '@dln/llm';
import { estimateRun, type Bound } from '@dln/vi';
import { composeRun, estimateProbes, type ComposedRun } from '@dln/run';
import { templatesDirectory } from '../bench-directory.ts';
import type { Cell } from '../cells/cell.ts';
import { placeOfEnvironment } from '../prices/cost-of-embeddings.ts';
import { estimateApe } from './estimate-ape.ts';
import { estimateEmbeddings } from './estimate-embeddings.ts';
import { addBounds, type CostByBound } from './cost-by-bound.ts';

/**
 * Estimates a cell before anything is sent: the run as in `dln train --dry-run`, plus the requests
 * of its method. No key is needed.
 *
 * @throws errors with `userFacing` if the cell cannot be run, for instance because of missing data
 */
export async function estimateCell(
  cell: Cell,
  prices: readonly PriceTable[],
): Promise<CostByBound> {
  const { method, configuration } = cell;
  const composed = {
    ...configuration,
    templatesDir: configuration.templatesDir ?? templatesDirectory,
    // Random examples have about the size of the nearest ones.
    ...(method.kind === 'kate' ? { nShots: method.shots } : {}),
    probe: false,
  };
  const run = await composeRun(composed, new AbortController().signal, {
    prices,
    findings: { served: null, endpoint: placeOfEnvironment(), capabilities: {}, probeRequests: 0 },
  });
  try {
    const probes = estimateProbes(configuration, run.context.models.forward);
    return addBounds(probes, await estimateMethod(cell, run, prices));
  } finally {
    await run.close();
  }
}

async function estimateMethod(
  { method, configuration, embeddingModel }: Cell,
  run: ComposedRun,
  prices: readonly PriceTable[],
): Promise<CostByBound> {
  switch (method.kind) {
    case 'ape':
    case 'cot-ape':
      return estimateApe(run, { proposals: method.proposals, seed: configuration.seed });
    case 'kate': {
      const asked = estimateEmbeddings(run.dataset, embeddingModel, prices);
      return addBounds(await estimateTotal(run), { low: asked, expected: asked, high: asked });
    }
    case 'best-layout':
      return estimateLayouts(run, method.layouts.length);
    case 'random-demonstrations':
    case 'zero-shot':
    case 'few-shot':
    case 'cot':
    case 'dln':
      return estimateTotal(run);
  }
}

/** Every layout is validated, and one is tested. Layouts of other lengths take other tokens. */
async function estimateLayouts(run: ComposedRun, layouts: number): Promise<CostByBound> {
  const estimate = await estimateRun(run);
  const total = (bound: Bound): Cost =>
    Array.from({ length: layouts - 1 }, () => estimate[bound].purposes.validation).reduce(
      addCosts,
      estimate[bound].total,
    );
  return { low: total('low'), expected: total('expected'), high: total('high') };
}

async function estimateTotal(run: ComposedRun): Promise<CostByBound> {
  const { low, expected, high } = await estimateRun(run);
  return { low: low.total, expected: expected.total, high: high.total };
}
