import { describeData, splitNames, summarizeData } from '@dln/datasets';
import { estimateTokens } from '@dln/llm';
import { z } from 'zod';
import { ConfigurationError, type GivenSettings, loadTask, resolveSettings } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { describeForm, describeSummary } from './describe-summary.ts';
import { keepStandardInput } from './keep-standard-input.ts';
import { parseSplit } from './parse-split.ts';

const countSchema = z.coerce.number().int().min(0);

/** Prints what a dataset asks and what is in it. */
export async function showData(options: {
  readonly name: string;
  readonly split: string;
  readonly count: string;
  /** How standard input is written. */
  readonly inputFormat?: string;
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

  const stdin = await keepStandardInput(name, options.inputFormat, surroundings.stdin);
  const dataset = await loadTask({ ...resolveSettings(flags), dataset: stdin?.file ?? name });
  await stdin?.remove();
  const sizes = Object.fromEntries(splitNames.map((each) => [each, dataset.size(each)]));
  const examples = dataset.examples(split).slice(0, count);
  const { instruction, outputClasses, sources } = dataset;
  const notes = describeData(dataset);
  const summary = summarizeData(dataset, estimateTokens);
  const classes = outputClasses?.specifications ?? null;
  if (json) {
    const value = {
      name: dataset.name,
      instruction,
      classes,
      sizes,
      summary,
      inputForm: dataset.inputForm ?? null,
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
        `file         ${stdin ? 'standard input' : file} (${splits.join(', ')}${isGenerated ? '; made by rule' : ''})`,
    ),
    ...describeForm(dataset.inputForm),
    ...describeSummary(summary),
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
