import { loadPrices, type LanguageModel, type PriceTable } from '@dln/llm';
import { instructionsOf, type TrainEvent } from '@dln/vi';
import type { Configuration, KeptElsewhere } from '@dln/run';
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
  /** The initial prompt of the last layer, if it is another cell's result. */
  readonly lastPrompt?: string | undefined;
  /** The run directory; an unfinished run of the same cell is resumed. */
  readonly directory: string;
  /** The folder of the datasets on this machine. @default the cell's */
  readonly dataDir?: string | undefined;
  readonly signal: AbortSignal;
  /** Prices of models. @default the table of dln */
  readonly prices?: readonly PriceTable[] | undefined;
  /** A model in place of the one that the configuration names. @default none */
  readonly model?: LanguageModel | undefined;
  /** The replies of the cell outside its directory. @default none */
  readonly keptElsewhere?: KeptElsewhere | undefined;
  /** Called with the progress of the run. */
  readonly onEvent?: ((event: TrainEvent) => void) | undefined;
}

/**
 * Runs one cell to its end, including the test.
 *
 * @throws any error that ends a run; the signal's reason after an abort
 */
export async function runCell({
  cell,
  lastPrompt,
  directory,
  dataDir,
  signal,
  prices,
  model,
  keptElsewhere,
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
    // Not part of the cell, because the folder differs between machines.
    templatesDir: configuration.templatesDir ?? templatesDirectory,
    ...(lastPrompt === undefined ? {} : { initP2: lastPrompt }),
  };
  const before = process.cpuUsage();
  const summary = await trainCell(local, {
    signal,
    prices: tables,
    ...(model === undefined ? {} : { models: { forward: model } }),
    reporter: record.reporter,
    keptElsewhere,
    learn: createLearner(method, { retriever, seed: configuration.seed }),
  });
  const processor = process.cpuUsage(before);
  signal.throwIfAborted();
  const { testAccuracy, devAccuracy, bestParameters, costs, requests } = summary;
  if (testAccuracy === null) throw new Error(`${cell.path} finished without a test`);
  const embedded =
    embeddingModel === null ? 0 : costOfEmbeddings(embeddingModel, used().tokens, tables);
  return {
    cell,
    models: record.start()?.models ?? [],
    devAccuracy,
    testAccuracy,
    right: record.right(),
    prompts: instructionsOf(bestParameters),
    demonstrations: bestParameters.map(({ demonstrations }) => demonstrations.length),
    trainingTokens: costs.trainingTokens + used().tokens,
    testTokens: costs.testTokens,
    requests: requests.sent + used().requests,
    cpuSeconds: (processor.user + processor.system) / 1e6,
    dollars: embedded === null || costs.dollars === null ? null : costs.dollars + embedded,
    curves: record.curves(),
    notes: [
      ...record.notes(),
      ...(method.kind === 'kate' ? [`neighbours found by ${retriever.name}`] : []),
    ],
  };
}
