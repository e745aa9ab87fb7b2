import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type GivenSettings, resolveSettings, writeText } from '@dln/run';
import {
  composeGuide,
  createGuideService,
  type GuideInputs,
  type GuideSettings,
  type GuideState,
  openGuide,
  readGuide,
} from '@dln/studio';
import type { Surroundings } from '../command-line/surroundings.ts';
import { exportGuide } from './export-guide.ts';
import { keepSession, type KeptSession, readKeptSession } from './guide-session.ts';
import { InputError } from './input-error.ts';
import { openStudioPage, type StudioFlags } from './open-studio-page.ts';
import { readInputs } from './read-inputs.ts';
import { readTextBytes } from './read-text-bytes.ts';

/** Options of `dln guide` that are not settings of a run. */
export interface GuideFlags extends StudioFlags {
  readonly input?: string;
  readonly blocks?: boolean;
  readonly instruction?: string;
  readonly unlabelled?: boolean;
  readonly candidates?: number;
  readonly inputsPerRound?: number;
  readonly ratings?: number;
  readonly hiddenStrength?: number;
  readonly maxRequestsPerRound?: number;
  readonly runs?: string;
  /** Write the session as a dataset, and open no page. */
  readonly export?: string;
}

/**
 * Opens a session of human feedback, and its page, until the user stops it. The network that was
 * accepted last lies in the session's folder.
 */
export async function guide({
  directory,
  flags,
  settings,
  surroundings,
  pageFolder,
}: {
  readonly directory: string;
  readonly flags: GuideFlags;
  readonly settings: GivenSettings;
  readonly surroundings: Surroundings;
  /** @default the one of @dln/studio */
  readonly pageFolder?: string;
}): Promise<void> {
  const { stderr, signal } = surroundings;
  // A session writes network.json, which would replace that of a training.
  if (existsSync(join(directory, 'events.jsonl')))
    throw new InputError(
      `${directory} is the folder of a training. Name another folder for the session.`,
    );
  if (flags.export !== undefined) {
    await exportGuide({ directory, file: flags.export, surroundings });
    return;
  }
  const before = await readGuide(directory);
  const kept = before && (await readKeptSession(directory));
  const given: GivenSettings = { ...kept?.settings, ...settings };
  const inputs = await chooseInputs(flags, settings, { before, kept, surroundings });
  const configuration = resolveSettings(given);
  await using composed = await composeGuide({
    configuration,
    inputs,
    proposers:
      (given.proposers ?? given.proposer) === undefined ? undefined : configuration.proposers,
    directory,
    signal,
  });
  await using session = await openGuide({
    directory,
    models: composed.models,
    now: Date.now,
    start: {
      inputs: composed.inputs,
      parameters: composed.parameters,
      seed: configuration.seed,
      settings: ownSettings(flags),
    },
  });
  await keepSession(directory, { settings: given, inputs: withoutTexts(inputs) });
  for (const note of composed.notes) stderr.write(`${note}\n`);
  if (before)
    stderr.write(
      `The session in ${directory} goes on with the inputs and settings that it began with.\n`,
    );
  const service = createGuideService({
    guide: session,
    notes: composed.notes,
    onAccepted: (parameters) =>
      writeText(
        join(directory, 'network.json'),
        `${JSON.stringify(composed.networkOf(parameters), null, 2)}\n`,
      ),
  });
  await openStudioPage({
    runs: chooseRuns(flags, directory),
    flags,
    surroundings,
    pageFolder,
    guide: { service, directory },
  });
}

/** The folder `runs`, if it is there. A page without runs shows the guide alone. */
function chooseRuns({ runs }: GuideFlags, directory: string): string {
  return runs ?? (existsSync('runs') ? 'runs' : directory);
}

function withoutTexts(inputs: GuideInputs): KeptSession['inputs'] {
  return inputs.kind === 'texts' ? { kind: 'texts', instruction: inputs.instruction } : inputs;
}

interface Earlier {
  /** The session, if it exists. */
  readonly before: GuideState | undefined;
  readonly kept: KeptSession | undefined;
  readonly surroundings: Surroundings;
}

async function chooseInputs(
  { input, blocks = false, instruction, unlabelled = false }: GuideFlags,
  { dataset }: GivenSettings,
  { before, kept, surroundings }: Earlier,
): Promise<GuideInputs> {
  if (input !== undefined && dataset !== undefined)
    throw new InputError('Inputs are given both with --input and with --dataset; give one.');
  if (dataset !== undefined) {
    for (const [name, value] of Object.entries({ blocks: blocks || undefined, instruction }))
      if (value !== undefined) throw new InputError(`--${name} is for inputs of --input.`);
    return { kind: 'dataset', isUnlabelled: unlabelled };
  }
  if (input === undefined && before && kept) return earlierInputs(before, kept);
  if (instruction === undefined)
    throw new InputError(
      input === undefined
        ? describeMissing(before)
        : 'With --input, say with --instruction what the network is told.',
    );
  if (input === undefined) {
    if (blocks) throw new InputError('--blocks is for inputs of --input.');
    return { kind: 'texts', texts: [], instruction };
  }
  const texts = blocks
    ? splitBlocks(await readTextBytes({ file: input, stdin: surroundings.stdin }))
    : await readInputs({ file: input, stdin: surroundings.stdin });
  if (texts.length === 0) throw new InputError(`${input} has no inputs.`);
  return { kind: 'texts', texts, instruction };
}

function earlierInputs({ started }: GuideState, { inputs }: KeptSession): GuideInputs {
  return inputs.kind === 'texts'
    ? { ...inputs, texts: started.inputs.map(({ text }) => text) }
    : inputs;
}

function describeMissing(before: GuideState | undefined): string {
  return before
    ? 'The session does not record how it began. Give --input or --dataset and the options of its first command again.'
    : 'A guide needs inputs: name a file with --input, or a --dataset, or give an --instruction and paste inputs in the page.';
}

function splitBlocks(text: string): readonly string[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '');
}

function ownSettings(flags: GuideFlags): Partial<GuideSettings> {
  const { candidates, inputsPerRound, ratings, hiddenStrength, maxRequestsPerRound } = flags;
  return {
    ...(candidates === undefined ? {} : { candidates }),
    ...(inputsPerRound === undefined ? {} : { inputsPerRound }),
    ...(ratings === undefined ? {} : { ratingsPerRound: ratings }),
    ...(hiddenStrength === undefined ? {} : { hiddenStrength }),
    ...(maxRequestsPerRound === undefined ? {} : { maxRequestsPerRound }),
  };
}
