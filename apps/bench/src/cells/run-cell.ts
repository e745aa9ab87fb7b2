import { loadPrices, type PriceTable } from '@dln/llm';
import type { TrainEvent } from '@dln/vi';
import type { Configuration } from '@dln/run';
import { templatesDirectory } from '../bench-directory.ts';
import { createLearner } from '../methods/create-learner.ts';
import { costOfEmbeddings } from '../prices/cost-of-embeddings.ts';
import type { Cell } from './cell.ts';
import type { CellResult } from './cell-result.ts';
import { createRetriever } from './create-retriever.ts';
import { recordRun } from './record-run.ts';
import { trainCell } from './train-cell.ts';

/** Options of `runCell`. */
export interface RunCellOptions {
  readonly cell: Cell;
  /** What the last layer begins with, where that is another cell's result. */
  readonly lastPrompt?: string | undefined;
  /** The run directory; an unfinished run of the same cell that lies there is taken up. */
  readonly directory: string;
  /** Where the datasets lie on this machine. @default where the cell says */
  readonly dataDir?: string | undefined;
  readonly signal: AbortSignal;
  /** What models cost. @default the table that ships with dln */
  readonly prices?: readonly PriceTable[] | undefined;
  /** Hears what happens, to show it. */
  readonly onEvent?: ((event: TrainEvent) => void) | undefined;
}

/**
 * Runs one cell from beginning to end, test included.
 *
 * @throws whatever ends a run; the signal's reason where it was stopped
 */
export async function runCell({
  cell,
  lastPrompt,
  directory,
  dataDir,
  signal,
  prices,
  onEvent,
}: RunCellOptions): Promise<CellResult> {
  const { method, configuration, embeddingModel } = cell;
  const tables = prices ?? (await loadPrices());
  const { retriever, used } = createRetriever(embeddingModel);
  const record = recordRun(onEvent);
  const local: Configuration = {
    ...configuration,
    outDir: directory,
    dataDir: dataDir ?? configuration.dataDir,
    // Not part of the cell: the folder is another one on another machine.
    templatesDir: configuration.templatesDir ?? templatesDirectory,
    ...(lastPrompt === undefined ? {} : { initP2: lastPrompt }),
  };
  const summary = await trainCell(local, {
    signal,
    prices: tables,
    reporter: record.reporter,
    learn: createLearner(method, { retriever, seed: configuration.seed }),
  });
  signal.throwIfAborted();
  const { testAccuracy, devAccuracy, bestPrompts, costs, requests } = summary;
  if (testAccuracy === null) throw new Error(`${cell.path} ended without a test`);
  const embedded =
    embeddingModel === null ? 0 : costOfEmbeddings(embeddingModel, used().tokens, tables);
  return {
    cell,
    models: record.start()?.models ?? [],
    devAccuracy,
    testAccuracy,
    right: record.right(),
    prompts: bestPrompts,
    trainingTokens: costs.trainingTokens + used().tokens,
    testTokens: costs.testTokens,
    requests: requests.sent + used().requests,
    dollars: embedded === null || costs.dollars === null ? null : costs.dollars + embedded,
    curves: record.curves(),
    notes: [
      ...record.notes(),
      ...(method.kind === 'kate' ? [`neighbours found by ${retriever.name}`] : []),
    ],
  };
}
