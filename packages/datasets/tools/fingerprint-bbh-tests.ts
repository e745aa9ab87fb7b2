// Writes src/generators/bbh-test-fingerprints.ts from BIG-Bench Hard's test files: node
// --conditions=@dln/source packages/datasets/tools/fingerprint-bbh-tests.ts DATA_DIRECTORY

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fingerprintInput } from '../src/generators/fingerprint-input.ts';
import { generatedDatasetNames } from '../src/generators/generated-dataset-name.ts';

const PER_LINE = 7;
const fileSchema = z.object({ examples: z.array(z.object({ input: z.string() })) });

const [dataDir = 'data'] = process.argv.slice(2);

const entries = generatedDatasetNames.map((name) => {
  const text = readFileSync(join(dataDir, 'bbh', `${name}.json`), 'utf8');
  const { examples } = fileSchema.parse(JSON.parse(text));
  const fingerprints = [...new Set(examples.map(({ input }) => fingerprintInput(input)))].sort();
  const lines = Array.from({ length: Math.ceil(fingerprints.length / PER_LINE) }, (_, line) =>
    fingerprints.slice(line * PER_LINE, (line + 1) * PER_LINE).join(' '),
  );
  return `  ${name}: \`\n    ${lines.join('\n    ')}\n  \`,\n`;
});

writeFileSync(
  new URL('../src/generators/bbh-test-fingerprints.ts', import.meta.url),
  '// Made by tools/fingerprint-bbh-tests.ts.\n\n' +
    "import type { GeneratedDatasetName } from './generated-dataset-name.ts';\n\n" +
    "/** Hash prefixes of the inputs in BIG-Bench Hard's test files (`fingerprintInput`), so " +
    'none of them is ever generated. */\n' +
    'export const bbhTestFingerprints: Readonly<Record<GeneratedDatasetName, string>> = ' +
    `{\n${entries.join('')}};\n`,
);
