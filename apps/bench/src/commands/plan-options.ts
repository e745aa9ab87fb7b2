import { InvalidArgumentError, type Command } from 'commander';
import { planCells, type Plan } from '../cells/plan-cells.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { parseSweep } from '../experiments/parse-sweep.ts';
import { parseCount } from './parse-number.ts';

/** The flags that choose what of an experiment is run. */
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
    .option('--model <name>', 'the model that answers', 'embedded')
    .option(
      '--backward-model <name>',
      'another model to propose prompts, for the rows that have one of its own',
    )
    .option(
      '--embeddings <model>',
      'find neighbours by this embedding model of the endpoint, instead of by TF-IDF',
    )
    .option('--variant <name>', 'another choice of settings; `bench list` shows them')
    .option('--datasets <names>', 'only these, with commas between them', parseNames)
    .option('--rows <names>', 'only these rows, with commas between them', parseNames)
    .option('--seeds <numbers>', "other seeds than the experiment's", parseSeeds)
    .option(
      '--limit <count>',
      'a trial: no more than so many examples of dev and test, examples in a batch, steps, candidates and proposals',
      parseCount(2),
    )
    .option(
      '--set <name=values>',
      'a setting as in a configuration file; several values with commas between them are a sweep',
      (text: string, before: readonly string[]) => [...before, text],
      [],
    )
    .option('--data-dir <folder>', 'where the datasets lie', 'data');
}

/**
 * The cells that flags ask for.
 *
 * @throws ExperimentError, ConfigurationError where they ask for what there is not
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
  // numpy's generators take 32 bits.
  if (parts.every((part) => /^\d+$/.test(part) && Number(part) < 2 ** 32)) return parts.map(Number);
  throw new InvalidArgumentError(
    'It takes whole numbers of 0 or more, with commas between them, as in 13,42,25.',
  );
}
