import { basename, resolve } from 'node:path';
import {
  exportNetwork,
  type ExportTarget,
  type OpenAiOptions,
  createOutputPathError,
  readRecordedRun,
  type RecordedRun,
  writeText,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { readNetworkJson } from './read-network-json.ts';
import { checkOutput } from './check-output.ts';

/** Writes a trained network for other programs. */
export async function writeExport({
  network: path,
  to,
  outputFile,
  isForced,
  surroundings,
}: {
  readonly network: string;
  readonly to: ExportTarget;
  /** Standard output if missing. */
  readonly outputFile: string | undefined;
  /** Replaces an output file that exists. */
  readonly isForced: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { stdout, stderr } = surroundings;
  const onNote = (note: string): void => void stderr.write(`${note}\n`);
  if (outputFile !== undefined) await checkOutput(outputFile, { isForced });
  const json = await readNetworkJson(path);
  const recorded = await readRecordedRun(path, onNote);
  const name = basename(resolve(path)).replace(/\.json$/, '');
  const { text, notes } = await exportNetwork(json, {
    to,
    name: name === 'network' ? undefined : name,
    ...(recorded ? endpointOf(recorded) : {}),
  });
  for (const note of notes) onNote(note);
  if (outputFile === undefined) {
    stdout.write(text);
    return;
  }
  try {
    await writeText(outputFile, text);
  } catch (cause) {
    throw createOutputPathError({ path: outputFile, setting: '--output', cause });
  }
  onNote(`${outputFile} written`);
}

/** What the run found out about the requests that its endpoint accepts. */
function endpointOf({ findings }: RecordedRun): OpenAiOptions {
  const refuses = Object.values(findings.capabilities).flatMap((known) => known.refuses ?? []);
  const isOpenAi = findings.endpoint?.provider === 'openai';
  const isLong = refuses.includes('max_tokens') || isOpenAi;
  return {
    maxTokensField: isLong ? 'max_completion_tokens' : 'max_tokens',
    refuses: refuses.filter((name) => name !== 'max_tokens'),
  };
}
