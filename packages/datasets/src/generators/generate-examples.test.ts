import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samples } from '../../tools/samples.ts';
import { solveInput } from '../../tools/solve-input.ts';
import { OutputClasses } from '../classes/output-classes.ts';
import type { Example } from '../example.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import { loadDataset } from '../load-dataset.ts';
import { parseMultipleChoice, shuffleOptions } from '../loaders/shuffle-options.ts';
import { bbhTestFingerprints } from './bbh-test-fingerprints.ts';
import { fingerprintInput } from './fingerprint-input.ts';
import { generateDataFiles } from './generate-data-files.ts';
import { generateExamples } from './generate-examples.ts';
import { generatedDatasetNames } from './generated-dataset-name.ts';

const repository = resolve(import.meta.dirname, '../../../..');
const benchmark = resolve(
  process.env['DLN_SHARED'] ?? resolve(repository, '../shared'),
  'data/bbh',
);
const solvable = ['navigate', 'hyperbaton', 'logical_deduction_seven_objects'] as const;

describe('generated examples', () => {
  it.each(solvable)('of %s have the target that their text leads to', (name) => {
    const count = name === 'logical_deduction_seven_objects' ? 30 : 500;
    for (const { input, target } of generateExamples(name, { count, seed: 1 })) {
      expect(solveInput[name](input), input).toBe(target);
    }
  });

  it.each(generatedDatasetNames)('of %s are the same for a seed and others for another', (name) => {
    const make = (seed: number): readonly Example[] => generateExamples(name, { count: 9, seed });
    expect(make(4)).toEqual(make(4));
    expect(make(4)).not.toEqual(make(5));
  });

  it.each(generatedDatasetNames)(
    'of %s have targets that the shipped catalogue knows',
    async (name) => {
      const { datasets } = await loadCatalogue();
      const classes = new OutputClasses(datasets.get(name)?.classes ?? []);
      const targets = new Set(
        generateExamples(name, { count: 60, seed: 2 }).map(({ target }) => target),
      );
      expect([...targets].every((target) => classes.has(target))).toBe(true);
      expect(targets.size).toBe(classes.size);
    },
  );

  it('are never excluded inputs, in any order of their options', () => {
    const [first] = generateExamples('hyperbaton', { count: 1, seed: 3 });
    const swapped = first && shuffleOptions(first, new RandomState(2));
    expect(swapped?.input).not.toBe(first?.input);
    const [other] = generateExamples('hyperbaton', {
      count: 1,
      seed: 3,
      exclude: [swapped?.input ?? ''],
    });
    expect(other).not.toEqual(first);
  });

  it('are never the same twice', () => {
    const examples = generateExamples('navigate', { count: 3000, seed: 8 });
    expect(new Set(examples.map(({ input }) => input)).size).toBe(3000);
  });

  it('of date_understanding offer six different days that there are, and one is right', () => {
    for (const { input, target } of generateExamples('date_understanding', {
      count: 300,
      seed: 1,
    })) {
      const options = parseMultipleChoice(input)?.options ?? [];
      expect(new Set(options).size).toBe(6);
      expect('(A)(B)(C)(D)(E)(F)').toContain(target);
      for (const option of options) {
        const [month = 0, day = 0, year = 0] = option.split('/').map(Number);
        expect(new Date(Date.UTC(year, month - 1, day)).getUTCDate(), option).toBe(day);
      }
    }
  });

  it('of date_understanding with an explicit day have the right answer', () => {
    const shifts: Readonly<Record<string, number>> = {
      today: 0,
      tomorrow: 1,
      yesterday: -1,
      '10 days ago': -10,
      '24 hours later': 1,
      'one week ago from today': -7,
      'one week from today': 7,
    };
    let checked = 0;
    for (const { input, target } of generateExamples('date_understanding', {
      count: 2000,
      seed: 6,
    })) {
      const [, stated, question = ''] =
        /^Today is (\w+ \d+, \d+)\. What is the date (.*) in MM/.exec(input) ?? [];
      const shift = shifts[question];
      if (stated === undefined || shift === undefined) continue;
      const day = new Date(Date.parse(`${stated} UTC`) + shift * 86_400_000);
      const [year, month, date] = day.toISOString().slice(0, 10).split('-');
      expect(input).toContain(`${target} ${month}/${date}/${year}`);
      checked++;
    }
    expect(checked).toBeGreaterThan(50);
  });

  it('of a dataset without a rule are refused', () => {
    // @ts-expect-error -- a name from a command line
    expect(() => generateExamples('gsm8k', { count: 1, seed: 1 })).toThrow(
      'dataset is gsm8k; it must be one that examples can be made of by rule: navigate, ' +
        'hyperbaton,',
    );
  });
});

describe('generated files', () => {
  it('are marked as not the benchmark, and share no example', () => {
    const files = generateDataFiles('navigate', { count: 6, testCount: 4, seed: 1 });
    expect(files.map(({ path }) => path)).toEqual([
      'generated/bb_minus_bbh/navigate.json',
      'generated/bbh/navigate.json',
    ]);
    const schema = z.object({ generated: z.string(), examples: z.array(z.unknown()) });
    const [learning, testing] = files.map(({ text }) => schema.parse(JSON.parse(text)));
    expect(learning?.generated).toMatch(/^Made by rule .* Not the benchmark:/);
    expect([...(learning?.examples ?? []), ...(testing?.examples ?? [])]).toEqual(
      generateExamples('navigate', { count: 10, seed: 1 }),
    );
  });

  it('can lie in another folder, or in none', () => {
    const pathsIn = (folder: string): readonly string[] =>
      generateDataFiles('navigate', { count: 2, testCount: 1, seed: 1, folder }).map(
        ({ path }) => path,
      );
    expect(pathsIn('made')).toEqual(['made/bb_minus_bbh/navigate.json', 'made/bbh/navigate.json']);
    expect(pathsIn('')).toEqual(['bb_minus_bbh/navigate.json', 'bbh/navigate.json']);
  });

  it.each(samples)(
    'in the repository are what the rule for $name gives',
    ({ name, ...options }) => {
      for (const { path, text } of generateDataFiles(name, options)) {
        expect(readFileSync(resolve(repository, 'data', path), 'utf8')).toBe(text);
      }
    },
  );

  it.each(samples)('of $name can be trained on with no download', async ({ name, count }) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'data-'));
    try {
      await expect(loadDataset({ name, dataDir, seed: 1 })).rejects.toMatchObject({
        message: expect.stringContaining(`Fetch ${name}, or generate examples like it.`) as string,
        published: name,
        generator: name,
      });
      await symlink(resolve(repository, 'data/generated'), join(dataDir, 'generated'));
      const dataset = await loadDataset({ name, dataDir, seed: 1 });
      expect([dataset.size('train'), dataset.size('dev')]).toEqual([count / 2, count / 2]);
      expect(dataset.sources.every(({ isGenerated }) => isGenerated)).toBe(true);
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});

describe.skipIf(!existsSync(benchmark))(
  `BIG-Bench Hard (skipped where ${benchmark} is missing)`,
  () => {
    const schema = z.object({
      examples: z.array(z.object({ input: z.string(), target: z.string() })),
    });
    const read = (name: string): readonly Example[] =>
      schema.parse(JSON.parse(readFileSync(resolve(benchmark, `${name}.json`), 'utf8'))).examples;

    it.each(generatedDatasetNames)('is never generated: all of %s is known by its hash', (name) => {
      const known = new Set(bbhTestFingerprints[name].match(/\w+/g));
      expect(read(name).filter(({ input }) => !known.has(fingerprintInput(input)))).toEqual([]);
    });

    it.each(generatedDatasetNames)('of %s is not generated', (name) => {
      const inputs = new Set(read(name).map(({ input }) => input));
      const count = name === 'logical_deduction_seven_objects' ? 100 : 3000;
      const examples = generateExamples(name, { count, seed: 1 });
      expect(examples.filter(({ input }) => inputs.has(input))).toEqual([]);
    });

    it.each(['navigate', 'hyperbaton'] as const)(
      'of %s follows the rule that examples are made by',
      (name) => {
        const wrong = read(name).filter(({ input, target }) => solveInput[name](input) !== target);
        expect(wrong).toEqual([]);
      },
    );

    it('of logical deduction follows the rule that examples are made by', () => {
      const examples = read('logical_deduction_seven_objects').slice(0, 60);
      const solve = solveInput.logical_deduction_seven_objects;
      // The benchmark spells one thing its own way; the solver reads names from the text.
      expect(examples.filter(({ input, target }) => solve(input) !== target)).toEqual([]);
    });
  },
);
