import { type Command, InvalidArgumentError } from 'commander';
import type { Surroundings } from '../command-line/surroundings.ts';
import { addSettings } from '../options/add-settings.ts';
import { readFlags } from '../options/read-flags.ts';
import { capNames, modelSettingNames, promptSettingNames } from '../options/setting-groups.ts';
import { parsePort } from './define-studio.ts';
import type { GuideFlags } from './guide.ts';

/** `dln guide`. */
export function defineGuide(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('guide')
    .description(
      'teach a network by hand: rate pairs of outputs in the browser, and accept prompts that raters prefer',
    )
    .summary('teach a network by rating its outputs')
    .argument('[directory]', 'the folder of the session; an existing session goes on', 'guide');
  addSettings(command, [
    'preset',
    'seed',
    'dataset',
    'dataDir',
    'maxTrainSize',
    ...promptSettingNames,
    'qPrompt',
    'proposers',
    'promptPool',
    'demonstrations',
    'demonstrationTokens',
    'modules',
    'lossFunction',
    ...modelSettingNames,
    // A session lasts as long as people rate.
    ...capNames.filter((name) => name !== 'maxMinutes'),
  ]);
  command
    .optionsGroup('Guide:')
    .option(
      '--input <file>',
      'inputs without labels: the lines of a text, or the column input of a CSV, TSV, JSONL or JSON file; - is standard input',
    )
    .option('--blocks', 'inputs of a text are separated by blank lines, and may have several lines')
    .option(
      '--instruction <text>',
      'start of the last layer, with --input or with inputs that are pasted in the page',
    )
    .option('--unlabelled', 'take the inputs of a dataset without their labels')
    .option('--candidates <number>', 'candidates of a round (default: 4)', parseCount)
    .option('--inputs-per-round <number>', 'inputs that a round answers (default: 24)', parseCount)
    .option('--ratings <number>', 'ratings of a round, for each rater (default: 24)', parseCount)
    .option(
      '--hidden-strength <nats>',
      'what a rating of a hidden text adds to its log posterior weight (default: 2)',
      parseStrength,
    )
    .option('--max-requests-per-round <number>', 'most requests of a round', parseCount)
    .option(
      '--export <file>',
      'write inputs with labels or preferred outputs as a JSONL dataset, and open no page; - is standard output',
    )
    .optionsGroup('Page:')
    .option('--runs <folder>', 'runs that the page shows as well (default: runs, if it exists)')
    .option(
      '--port <number>',
      'the port to listen at; 0 takes a free one (default: 7331, or a free one)',
      parsePort,
    )
    .option('--host <host>', 'the address to listen at', '127.0.0.1')
    .option('--allowed-host <hosts...>', 'other names by which browsers reach the page')
    .action(async (directory: string, flags: GuideFlags) => {
      const { guide } = await import('./guide.ts');
      await guide({ directory, flags, settings: readFlags(command), surroundings });
    });
}

function parseCount(value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new InvalidArgumentError('Write a whole number above 0.');
  return Number(value);
}

function parseStrength(value: string): number {
  const strength = Number(value);
  if (!Number.isFinite(strength) || strength < 0)
    throw new InvalidArgumentError('Write a number that is not below 0.');
  return strength;
}
