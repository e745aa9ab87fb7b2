import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { formatTable, resolveConfiguration, writeText } from '@dln/run';
import { rankings, type Ranking } from '@dln/vi';
import { gridSchema } from '../ranking/grid.ts';
import { recordGrid } from '../ranking/record-grid.ts';
import { replayGrid, type Replayed } from '../ranking/replay-grid.ts';
import { parseCount } from './parse-number.ts';
import { createStopSignal } from './stop-signal.ts';
import { note, print } from '../running/print.ts';

interface RecordFlags {
  readonly model: string;
  readonly dataDir: string;
  readonly out: string;
  readonly seed: number;
  readonly proposals: number;
  readonly examples: number;
  readonly test: number;
  readonly tested: number;
  readonly template: string;
  readonly calibration: string;
}

/** `bench ranking`: compares ways to rank candidates on recorded scores. */
export function defineRanking(program: Command): void {
  const ranking = program
    .command('ranking')
    .description('Compares ways to rank candidates on recorded scores.');
  ranking
    .command('record')
    .argument('<datasets...>', 'tasks with classes')
    .requiredOption('--out <folder>', 'folder of the grids')
    .requiredOption('--model <name>', 'the model')
    .option('--data-dir <folder>', 'folder of the datasets', 'data')
    .option('--seed <number>', 'seed of the examples and the candidates', parseCount(0), 1)
    .option('--proposals <count>', 'random sets of demonstrations', parseCount(1), 24)
    .option('--examples <count>', 'training examples that score each candidate', parseCount(2), 40)
    .option('--test <count>', 'test examples', parseCount(1), 150)
    .option('--tested <count>', 'candidates that are tested, the best first', parseCount(1), 25)
    .option('--template <name>', 'layout of the prompts', 'input_output_line')
    .option('--calibration <name>', 'calibration of the class scores', 'shares')
    .description('Scores every candidate on every example, and writes the scores to a file.')
    .action(async (datasets: readonly string[], flags: RecordFlags) => {
      const { out, model, dataDir, seed, template, calibration } = flags;
      using stop = createStopSignal();
      for (const dataset of datasets) {
        const configuration = resolveConfiguration({
          flags: {
            ...{ dataset, fwdModelType: model, dataDir, seed, calibration, layers: 1 },
            ...{ pClass: template, maxTestSize: flags.test },
          },
        });
        const grid = await recordGrid({
          configuration,
          proposals: flags.proposals,
          examples: flags.examples,
          tested: flags.tested,
          signal: stop.signal,
          onCandidate: (done, of) => note(`${dataset}: ${done} of ${of} candidates`),
        });
        await writeText(join(out, `${dataset}-${seed}.json`), JSON.stringify(grid));
      }
    });
  ranking
    .command('replay')
    .argument('<files...>', 'grids of `ranking record`')
    .option('--replays <count>', 'random orders of the examples', parseCount(1), 400)
    .option('--seed <number>', 'seed of the orders', parseCount(0), 1)
    .description('Ranks the candidates of recorded grids in random orders of the examples.')
    .action(async (files: readonly string[], flags: ReplayFlags) => {
      const rows: string[][] = [];
      for (const file of files) {
        const grid = gridSchema.parse(JSON.parse(await readFile(file, 'utf8')));
        for (const [name, own] of REPLAYED)
          rows.push([grid.dataset, name, ...describe(replayGrid(grid, own, flags))]);
      }
      print(formatTable([HEADER, ...rows]));
    });
}

interface ReplayFlags {
  readonly replays: number;
  readonly seed: number;
}

/** Blocks and standard errors of the races that are compared; `--small-model` takes the last. */
const RACES: readonly (readonly [block: number, errors: number])[] = [
  [5, 1],
  [5, 1.5],
  [5, 2],
  [10, 1],
];

/** The rankings that are compared. */
const REPLAYED: readonly (readonly [string, Ranking])[] = [
  ['full', rankings.full({ ranking: 'full', raceBlock: 5, dropBeyond: 2 })],
  ['halving', rankings.halving({ ranking: 'halving', raceBlock: 5, dropBeyond: 2 })],
  ...RACES.map(([raceBlock, dropBeyond]): [string, Ranking] => [
    `racing, blocks of ${raceBlock}, ${dropBeyond} standard errors`,
    rankings.racing({ ranking: 'racing', raceBlock, dropBeyond }),
  ]),
];

const HEADER = [
  ...['dataset', 'ranking', 'scores', 'regret (nats)', 'largest', 'same winner'],
  ...['test accuracy', 'of the full grid', 'untested'],
];

function describe(replayed: Replayed): readonly string[] {
  const { share, regret, worstRegret, sameWinner, untested } = replayed;
  const { testAccuracy, fullTestAccuracy } = replayed;
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  return [
    ...[percent(share), regret.toFixed(4), worstRegret.toFixed(4), percent(sameWinner)],
    ...[percent(testAccuracy), fullTestAccuracy === null ? '–' : percent(fullTestAccuracy)],
    percent(untested),
  ];
}
