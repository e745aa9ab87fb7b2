import { InvalidArgumentError, type Command } from 'commander';
import { planCells, type Plan } from '../cells/plan-cells.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { parseSweep } from '../experiments/parse-sweep.ts';
import { parseCount } from './parse-number.ts';

/** The flags that select the cells of an experiment. */
export interface PlanFlags {
  readonly model: string;
  readonly backwardModel?: string;
  readonly embeddings?: string;
  readonly variant?: string;
  readonly datasets?: readonly string[];
  readonly rows?: readonly string[];
  readonly seeds?: readonly number[];
  readonly limit?: number;
  readonly set: readonly string[];
  readonly dataDir: string;
}

/** Adds those flags to a command. */
export function addPlanOptions(command: Command): Command {
  return command
    .option('--model <name>', 'the forward model', 'embedded')
    .option(
      '--backward-model <name>',
      'another model to propose prompts, for rows with a separate backward model',
    )
    .option(
      '--embeddings <model>',
      'find neighbours with this embedding model of the endpoint instead of TF-IDF',
    )
    .option('--variant <name>', 'other settings (see `bench list`)')
    .option('--datasets <names>', 'only these datasets, comma-separated', parseNames)
    .option('--rows <names>', 'only these rows, comma-separated', parseNames)
    .option('--seeds <numbers>', "seeds (default: the experiment's)", parseSeeds)
    .option(
      '--limit <count>',
      'a trial: at most this many dev and test examples, batch examples, steps, candidates ' +
        'and proposals',
      parseCount(2),
    )
    .option(
      '--set <name=values>',
      'a setting as in a configuration file; several comma-separated values are a sweep',
      (text: string, before: readonly string[]) => [...before, text],
      [],
    )
    .option('--data-dir <folder>', 'folder of the datasets', 'data');
}

/**
 * The cells that the flags select.
 *
 * @throws ExperimentError, ConfigurationError for unknown names or invalid settings
 */
export async function planFromFlags(name: string, flags: PlanFlags): Promise<Plan> {
  return planCells({
    name,
    experiment: await loadExperiment(name),
    model: flags.model,
    backwardModel: flags.backwardModel,
    embeddingModel: flags.embeddings,
    variant: flags.variant,
    datasets: flags.datasets,
    rows: flags.rows,
    seeds: flags.seeds,
    limit: flags.limit,
    sweep: parseSweep(flags.set),
    dataDir: flags.dataDir,
  });
}

function parseNames(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim());
}

function parseSeeds(text: string): readonly number[] {
  const parts = text.split(',').map((part) => part.trim());
  // Seeds of numpy's generators have 32 bits.
  if (parts.every((part) => /^\d+$/.test(part) && Number(part) < 2 ** 32)) return parts.map(Number);
  throw new InvalidArgumentError(
    'It takes comma-separated whole numbers of 0 or more, such as 13,42,25.',
  );
}
