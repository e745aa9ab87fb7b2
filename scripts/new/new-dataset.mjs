import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { insertBefore } from './insert.mjs';
import { parseName } from './names.mjs';

const USAGE =
  'pnpm new dataset NAME --repository OWNER/NAME --commit SHA --train FILE --test FILE ' +
  '[--folder FOLDER-IN-REPOSITORY]';

/**
 * A benchmark of `@dln/datasets` from two published files of JSON lines with `text` and `label`,
 * its test, and its entries.
 *
 * @type {import('./plan.mjs').Generator}
 */
export function newDataset({ name, options, read, readOwn }) {
  const { kebab, snake, camel, words } = parseName(name);
  const { repository, commit, train, test, folder = '' } = options;
  if (repository === undefined || commit === undefined || train === undefined || test === undefined)
    throw new Error(`A dataset needs its published files: ${USAGE}`);
  const labels = labelsOf(readOwn(train).toString('utf8'), train);
  const published = [train, test].map((file) => ({
    ...checksumOf(readOwn(file)),
    file: `${snake}/${basename(file)}`,
    path: folder === '' ? basename(file) : `${folder}/${basename(file)}`,
  }));
  const source = 'packages/datasets';
  const loaders = read(`${source}/src/loaders/loaders.ts`);
  const sources = read(`${source}/sources.yaml`);
  const [training, testing] = published.map(({ file }) => file);
  return {
    package: 'datasets',
    created: {
      [`${source}/src/loaders/${kebab}-loader.ts`]: loaderOf({ camel, words, training, testing }),
      [`${source}/src/loaders/${kebab}-loader.test.ts`]: testOf({ kebab, camel, words, labels }),
    },
    edited: {
      [`${source}/src/loaders/loaders.ts`]: insertBefore(
        insertBefore(
          loaders,
          /^import /m,
          `import { ${camel}Loader } from './${kebab}-loader.ts';\n`,
        ),
        /^\]\);/m,
        `['${snake}', ${camel}Loader],\n`,
      ),
      [`${source}/catalogue.yaml`]: `${read(`${source}/catalogue.yaml`)}
${snake}:
  instruction: 'Say which of these fits the text: ${labels.join(', ')}.'
  classes: ${JSON.stringify(labels)}
`,
      [`${source}/sources.yaml`]: `${insertBefore(
        sources,
        /^\ndatasets:/m,
        `  ${kebab}: { repository: ${repository}, commit: '${commit}' }\n`,
      )}  ${snake}:\n${published.map((file) => sourceOf(kebab, file)).join('')}`,
    },
    change: `New dataset \`${snake}\` of ${repository}.`,
    next: [
      `Write the instruction of ${snake} in ${source}/catalogue.yaml in your own words, and check`,
      'the licence of the data: add it to the table of packages/datasets/README.md.',
      'Build once before you use it: `pnpm --filter @dln/datasets build`, then `dln data fetch`.',
    ],
  };
}

/**
 * @param {string} text JSON lines.
 * @param {string} file
 * @returns {string[]}
 */
function labelsOf(text, file) {
  const labels = new Set();
  for (const [index, line] of text.trim().split('\n').entries()) {
    const record = JSON.parse(line);
    if (typeof record.text !== 'string' || typeof record.label !== 'string')
      throw new Error(`${file}, line ${index + 1}: a line needs the strings "text" and "label".`);
    labels.add(record.label);
  }
  return [...labels].sort();
}

/** @param {Buffer} bytes */
function checksumOf(bytes) {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * @param {string} home
 * @param {{ file: string, path: string, bytes: number, sha256: string }} published
 */
function sourceOf(home, { file, path, bytes, sha256 }) {
  return `    - file: ${file}
      home: ${home}
      path: '${path}'
      bytes: ${bytes}
      sha256: '${sha256}'
`;
}

/** @param {Record<'camel' | 'words' | 'training' | 'testing', string | undefined>} names */
function loaderOf({ camel, words, training, testing }) {
  return `import { Pcg64Generator } from '@dln/random';
import { z } from 'zod';
import type { Example } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import { parseJsonLines } from '../files/parse-json-lines.ts';
import { checkEnough } from './check-enough.ts';
import { LOADING_SEED, type DatasetLoader } from './dataset-loader.ts';

const recordSchema = z.object({ text: z.string(), label: z.string() });

/** ${words}: train and dev are halves of the shuffled training file. */
export const ${camel}Loader: DatasetLoader = {
  files: [
    { path: '${training}', splits: ['train', 'dev'] },
    { path: '${testing}', splits: ['test'] },
  ],
  arrange({ files: [learning, testing] }) {
    if (!learning || !testing) throw new TypeError('two files are needed');
    const examples = parseExamples(learning);
    checkEnough(learning, examples.length, 2);
    const shuffled = new Pcg64Generator(LOADING_SEED)
      .permutation(examples.length)
      .flatMap((position) => examples[position] ?? []);
    const trainSize = Math.floor(shuffled.length / 2);
    return {
      train: shuffled.slice(0, trainSize),
      dev: shuffled.slice(trainSize),
      test: parseExamples(testing),
    };
  },
};

function parseExamples(data: DataFile): readonly Example[] {
  return parseJsonLines(data, recordSchema).map(({ value }) => ({
    input: value.text,
    target: value.label,
  }));
}
`;
}

/** @param {{ kebab: string, camel: string, words: string, labels: readonly string[] }} names */
function testOf({ kebab, camel, words, labels }) {
  const label = JSON.stringify(labels[0]);
  return `import { describe, expect, it } from 'vitest';
import type { DataFile } from '../files/data-file.ts';
import { standardChoices } from '../choices/standard-choices.ts';
import { createDataset } from '../examples/create-dataset.ts';
import { createDatasetChecks } from '../testing/index.ts';
import { ${camel}Loader } from './${kebab}-loader.ts';

describe('${words}', () => {
  const file = (name: string, texts: readonly string[]): DataFile => ({
    file: name,
    text: texts.map((text) => \`\${JSON.stringify({ text, label: ${label} })}\\n\`).join(''),
    remedy: 'Fetch it again.',
  });
  const arrange = (...files: readonly DataFile[]) =>
    ${camel}Loader.arrange({
      files,
      description: { instruction: '', classes: undefined, labels: new Map(), own: undefined },
      choices: standardChoices,
    });

  const numbered = (name: string) => file(name, Array.from({ length: 24 }, (_, at) => \`\${name} \${at}\`));
  for (const { name, run } of createDatasetChecks())
    it(name, (test) =>
      run(
        (seed) => createDataset({ examples: arrange(numbered('train'), numbered('test')), seed }),
        test,
      ));

  it('has halves of the training file as train and dev, and the test file as test', () => {
    const { train, dev, test } = arrange(
      file('train.jsonl', ['a', 'b', 'c', 'd', 'e']),
      file('test.jsonl', ['f']),
    );
    expect([train.length, dev.length]).toEqual([2, 3]);
    expect([...train, ...dev].map(({ input }) => input).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(test).toEqual([{ input: 'f', target: ${label} }]);
  });

  it('refuses a record without a label, with file and line', () => {
    const broken = { ...file('train.jsonl', ['a']), text: '{"text":"a"}\\n' };
    expect(() => arrange(broken, file('test.jsonl', ['f']))).toThrow(/train\\.jsonl.*1/);
  });
});
`;
}
