import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { loadNetwork } from './network.ts';

/** The files that an entry loads, and the packages that they import; types leave nothing behind. */
function loadedBy(entry: string): { readonly files: Set<string>; readonly packages: Set<string> } {
  const [files, packages] = [new Set<string>(), new Set<string>()];
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(
      /^(?:import|export) (?!type )[^;]*?from '([^']+)';/gm,
    );
    for (const [, name = ''] of imports)
      if (name.startsWith('.')) visit(resolve(dirname(file), name));
      else packages.add(name);
  };
  visit(entry);
  return { files, packages };
}

const loaded = loadedBy(resolve(import.meta.dirname, 'network.ts'));

it('a trained network loads no code that trains', () => {
  const folders = [...loaded.files].map((file) => dirname(relative(import.meta.dirname, file)));
  expect([...new Set(folders)].sort()).toEqual([
    '.',
    'layers',
    'numerics',
    'results',
    'scoring',
    'structured',
  ]);
  expect([...loaded.packages].sort()).toEqual([
    '@cfworker/json-schema',
    '@dln/llm/model',
    '@dln/losses',
    '@dln/templates/template',
    'zod/locales',
    'zod/mini',
  ]);
});

it('answers with the classes that it carries', async () => {
  const network = loadNetwork(
    {
      format: 'dln-network',
      formatVersion: 1,
      layers: [
        {
          prompt: 'Even?',
          template: { name: 't', version: '1', text: '{{ prompt }} {{ input }}', stopTokens: null },
          residualTemplate: null,
          outputClasses: ['yes|Yes', 'no|No'],
          writesClasses: true,
          maxTokens: 5,
        },
      ],
      stripOptions: false,
      preset: 'standard',
      task: { dataset: 'd', instruction: '', loss: 'exact_match_loss' },
      trainedWith: { forward: 'm', backward: 'm', score: 'm' },
      scores: { devAccuracy: null, testAccuracy: null },
    },
    {
      model: {
        id: 'm',
        capabilities: { scoresText: true, maxTopTokens: 0, seeds: true },
        countTokens: () => 1,
        generate: async () => [],
        scoreText: async (requests) =>
          requests.map(({ continuation }) => ({
            logProbabilities: [/no/i.test(continuation) ? -1 : -2],
            usage: { promptTokens: 1, completionTokens: 0 },
          })),
      },
    },
  );
  expect(await network.predict(['7'])).toMatchObject([
    {
      output: 'no',
      hiddenTexts: [],
      answeredBy: 'class-scores',
      classProbabilities: [
        expect.closeTo(1 / (1 + Math.E), 9),
        expect.closeTo(Math.E / (1 + Math.E), 9),
      ],
      scoring: {
        strategy: 'whole class by text scores',
        method: 'whole-class',
        contexts: 1,
        cells: 2,
        floored: 0,
        unanswered: 0,
      },
    },
  ]);
});
