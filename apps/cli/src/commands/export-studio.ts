import { readEnvironment } from '@dln/run';
import { exportRuns } from '@dln/studio';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Options of `dln studio --export` on the command line. */
export interface ExportFlags {
  readonly export?: string;
  readonly exportSize: number;
}

/** Writes runs into one HTML file, and prints its size and what it leaves out. */
export async function exportStudio({
  runs,
  file,
  megabytes,
  surroundings,
  pageFolder,
}: {
  readonly runs: string;
  readonly file: string;
  readonly megabytes: number;
  readonly surroundings: Pick<Surroundings, 'stdout' | 'stderr'>;
  /** @default the one of @dln/studio */
  readonly pageFolder?: string;
}): Promise<void> {
  const summary = await exportRuns({
    runs,
    file,
    pageFolder,
    now: Date.now,
    secrets: readEnvironment().secrets,
    budgetInBytes: megabytes * 1e6,
  });
  for (const remark of summary.remarks) surroundings.stderr.write(`${remark}\n`);
  if (summary.remarks.length > 0)
    surroundings.stderr.write('A larger --export-size leaves out less.\n');
  const count = summary.runs === 1 ? '1 run' : `${summary.runs} runs`;
  surroundings.stdout.write(
    `${summary.file}: ${count}, ${(summary.bytes / 1e6).toFixed(2)} MB. It opens in a browser, without a network.\n`,
  );
}
