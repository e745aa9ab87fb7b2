import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ComposedRun } from '../composition/compose-run.ts';
import { createRunDirectoryError } from '../directory/create-run-directory-error.ts';
import { writeJson } from '../files/write-json.ts';
import {
  describeJudgeAgreement,
  judgeLabels,
  type JudgeAgreement,
} from '../metrics/judge-agreement.ts';

const FILE = 'agreement.json';

const agreementsSchema = z.array(
  z.object({
    labels: z.string(),
    count: z.number(),
    agreed: z.number(),
    share: z.number(),
    interval: z.tuple([z.number(), z.number()]),
    kappa: z.number().nullable(),
    correlation: z.number().nullable(),
    leniency: z.number(),
    falselyRight: z.number(),
    falselyWrong: z.number(),
    skipped: z.number(),
  }),
);

/**
 * Measures the judges that have labels, notes the figures, and writes them to `agreement.json`. A
 * resumed run measures again, with its stored replies.
 */
export async function keepAgreements({
  run,
  runDirectory,
  onNote,
}: {
  readonly run: Pick<ComposedRun, 'labelledJudges'>;
  /** Missing: nothing is written. */
  readonly runDirectory?: string;
  readonly onNote: (text: string) => void;
}): Promise<readonly JudgeAgreement[]> {
  const agreements: JudgeAgreement[] = [];
  for (const judge of run.labelledJudges) {
    const agreement = await judgeLabels(judge);
    onNote(`the judge agrees with ${describeJudgeAgreement(agreement)}`);
    agreements.push(agreement);
  }
  if (runDirectory !== undefined && agreements.length > 0)
    await writeJson(join(runDirectory, FILE), agreements);
  return agreements;
}

/**
 * The agreements of a run directory; empty if its metric has no labelled judge, or the run was
 * stopped before they were measured.
 *
 * @throws RunError if `agreement.json` is damaged
 */
export async function readAgreements(runDirectory: string): Promise<readonly JudgeAgreement[]> {
  let text: string;
  try {
    text = await readFile(join(runDirectory, FILE), 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw damaged(runDirectory, cause);
  }
  try {
    return agreementsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(runDirectory, cause);
  }
}

function damaged(runDirectory: string, cause: unknown): Error {
  const problem = `its ${FILE} cannot be read; remove it, and resume the run to measure again`;
  return createRunDirectoryError({ runDirectory, problem, cause });
}
