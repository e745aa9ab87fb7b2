import { describeData, splitNames } from '@dln/datasets';
import { z } from 'zod';
import { ConfigurationError, type GivenSettings, loadTask, resolveSettings } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { parseSplit } from './parse-split.ts';

const countSchema = z.coerce.number().int().min(0);

/** Prints what a dataset asks and what is in it. */
export async function showData(options: {
  readonly name: string;
  readonly split: string;
  readonly count: string;
  readonly json?: boolean;
  readonly flags: GivenSettings;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { name, json = false, flags, surroundings } = options;
  const split = parseSplit(options.split);
  const count = countSchema.safeParse(options.count).data;
  if (count === undefined)
    throw new ConfigurationError([
      `--count expects a whole number of at least 0; it is ${JSON.stringify(options.count)}`,
    ]);

  const dataset = await loadTask({ ...resolveSettings(flags), dataset: name });
  const sizes = Object.fromEntries(splitNames.map((each) => [each, dataset.size(each)]));
  const examples = dataset.examples(split).slice(0, count);
  const { instruction, outputClasses, sources } = dataset;
  const notes = describeData(dataset);
  const classes = outputClasses?.specifications ?? null;
  if (json) {
    const value = {
      name: dataset.name,
      instruction,
      classes,
      sizes,
      sources,
      notes,
      split,
      examples,
    };
    surroundings.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    return;
  }
  const lines = [
    dataset.name,
    `instruction  ${instruction}`,
    `answers      ${classes?.join(', ') ?? 'free text'}`,
    `sizes        ${splitNames.map((each) => `${dataset.size(each)} ${each}`).join(', ')}`,
    ...sources.map(
      ({ file, isGenerated, splits }) =>
        `file         ${file} (${splits.join(', ')}${isGenerated ? '; made by rule' : ''})`,
    ),
    ...notes.map((note) => `note         ${note}`),
    ...examples.map(
      ({ input, target }, index) => `\n${split} ${index + 1}\n${indent(input)}\n  → ${target}`,
    ),
  ];
  surroundings.stdout.write(`${lines.join('\n')}\n`);
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
