import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GivenSettings, resolveSettings, writeText } from '@dln/run';
import {
  composeGuide,
  createGuideService,
  type GuideInputs,
  type GuideSettings,
  openGuide,
} from '@dln/studio';
import type { Surroundings } from '../command-line/surroundings.ts';
import { InputError } from './input-error.ts';
import { openStudioPage, type StudioFlags } from './open-studio-page.ts';
import { readInputs } from './read-inputs.ts';

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
  readonly runs: string;
}

/** Opens a session of human feedback, and its page, until the user stops it. The network that was accepted last lies in the session's folder. */
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
  const inputs = await chooseInputs(flags, settings, surroundings);
  const configuration = resolveSettings(settings);
  // A session writes network.json, which would replace that of a training.
  if (existsSync(join(directory, 'events.jsonl')))
    throw new InputError(
      `${directory} is the folder of a training. Name another folder for the session.`,
    );
  await using composed = await composeGuide({ configuration, inputs, directory, signal });
  const isResumed = existsSync(join(directory, 'rounds.jsonl'));
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
  for (const note of composed.notes) stderr.write(`${note}\n`);
  if (isResumed)
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
  await openStudioPage({ runs: flags.runs, flags, surroundings, pageFolder, guide: service });
}

async function chooseInputs(
  { input, blocks = false, instruction, unlabelled = false }: GuideFlags,
  { dataset }: GivenSettings,
  surroundings: Surroundings,
): Promise<GuideInputs> {
  if (input === undefined) {
    if (dataset === undefined)
      throw new InputError('A guide needs inputs: name a file with --input, or a --dataset.');
    for (const [name, value] of Object.entries({ blocks: blocks || undefined, instruction }))
      if (value !== undefined) throw new InputError(`--${name} is for inputs of --input.`);
    return { kind: 'dataset', isUnlabelled: unlabelled };
  }
  if (dataset !== undefined)
    throw new InputError('Inputs are given both with --input and with --dataset; give one.');
  if (instruction === undefined)
    throw new InputError('With --input, say with --instruction what the network is told.');
  const texts = blocks
    ? splitBlocks(await readAll(input, surroundings))
    : await readInputs({ file: input, stdin: surroundings.stdin });
  return { kind: 'texts', texts, instruction };
}

async function readAll(file: string, { stdin }: Surroundings): Promise<string> {
  if (file !== '-') return readFile(file, 'utf8');
  let text = '';
  for await (const chunk of stdin) text += String(chunk);
  return text;
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
