import type { LineSummary, RunFileName } from '../contract.ts';
import { stepOfCandidateLine } from '../records/candidate.ts';
import { MOST_KEPT } from '../reducers/run-view.ts';
import type { FoundRun } from '../server/files/find-runs.ts';
import { openRunFile, type OpenRunFile } from '../server/files/open-run-file.ts';
import { redact } from '../server/files/redact.ts';
import { wholeLines } from '../server/lines/whole-lines.ts';
import { readSummaries } from '../server/stream/read-summaries.ts';
import { chooseLines } from './choose-lines.ts';
import type { ExportedLine, ExportedRun } from './exported-studio.ts';

/** What a run may take of an export. */
export interface CollectOptions {
  readonly budgetInBytes: number;
  readonly secrets: readonly string[];
}

/** A run for an export, and what is left out of it. */
export interface CollectedRun {
  readonly run: ExportedRun;
  /** Sentences. */
  readonly remarks: readonly string[];
}

const SMALL_FILES = [
  'config.json',
  'agreement.json',
  'network.json',
  'timeline.jsonl',
  'ratings.jsonl',
] as const satisfies readonly RunFileName[];

/** Part of the budget that small files, and candidates, may take. */
const SMALL_SHARE = 0.25;
const CANDIDATE_SHARE = 0.25;

/** Reads a run for an export: a line at a time, and no more texts than the budget allows. */
export async function collectRun(run: FoundRun, options: CollectOptions): Promise<CollectedRun> {
  const { budgetInBytes } = options;
  const remarks: string[] = [];
  const files: Partial<Record<RunFileName, string>> = {};
  const names: readonly RunFileName[] =
    run.kind === 'result-data' ? ['result_data.json'] : SMALL_FILES;
  const largest = run.kind === 'result-data' ? budgetInBytes : budgetInBytes * SMALL_SHARE;
  for (const name of names) {
    const read = await readWhole(run, name, largest, options);
    if (read?.text === null) remarks.push(`${run.name}: ${name} is left out; it is too large.`);
    else if (read) files[name] = read.text;
  }
  const candidates = await collectCandidates(run, remarks, {
    ...options,
    budgetInBytes: budgetInBytes * CANDIDATE_SHARE,
  });
  const used = sizeOf(files) + candidates.bytes;
  const lines = await collectLines(run, remarks, {
    ...options,
    budgetInBytes: budgetInBytes - used,
  });
  return { run: { lines, files, candidates: candidates.steps }, remarks };
}

async function readWhole(
  run: FoundRun,
  name: RunFileName,
  largest: number,
  { secrets }: CollectOptions,
): Promise<{ readonly text: string | null } | undefined> {
  await using file = await openRunFile(run, name);
  if (!file) return undefined;
  // Null: too large.
  return { text: file.size > largest ? null : await readRange(file, 0, file.size, secrets) };
}

async function collectLines(
  run: FoundRun,
  remarks: string[],
  { budgetInBytes, secrets }: CollectOptions,
): Promise<readonly ExportedLine[]> {
  await using file = await openRunFile(run, 'events.jsonl');
  if (!file) return [];
  const summaries: LineSummary[] = [];
  let omitted = 0;
  for await (const batch of readSummaries(file, { from: 0, secrets }))
    for (const line of batch.summaries) {
      if (line.type === 'omitted' && ++omitted > MOST_KEPT) continue;
      summaries.push(line);
    }
  if (omitted > MOST_KEPT)
    remarks.push(
      `${run.name}: ${omitted - MOST_KEPT} of ${omitted} entries about what the run did without are left out.`,
    );
  const chosen = chooseLines(summaries, budgetInBytes);
  const lines: ExportedLine[] = [];
  for (const [index, line] of summaries.entries())
    lines.push([
      line,
      chosen.has(index) ? await readRange(file, line.offset, line.length, secrets) : null,
    ]);
  remarks.push(...describeMissing(run.name, summaries, chosen));
  return lines;
}

/** Of which kinds of lines the texts are left out, and of how many. */
function describeMissing(
  name: string,
  lines: readonly LineSummary[],
  chosen: ReadonlySet<number>,
): readonly string[] {
  const count = (types: readonly string[], isMissing: boolean): number =>
    lines.filter(({ type }, index) => types.includes(type) && !(isMissing && chosen.has(index)))
      .length;
  return (
    [
      [['stepped'], 'the examples of {} steps are left out'],
      [['validated', 'baseline', 'tested'], 'the answers of {} validations and tests are left out'],
      [['iteration', 'restored'], 'the parameters at {} steps are left out'],
    ] as const
  ).flatMap(([types, sentence]) => {
    const missing = count(types, true);
    const share = `${missing} of ${count(types, false)}`;
    return missing === 0
      ? []
      : [`${name}: ${sentence.replace('{}', share)}; their figures are there.`];
  });
}

/** The candidates of the latest steps that fit. */
async function collectCandidates(
  run: FoundRun,
  remarks: string[],
  { budgetInBytes, secrets }: CollectOptions,
): Promise<{ readonly steps: ExportedRun['candidates']; readonly bytes: number }> {
  await using file = await openRunFile(run, 'candidates.jsonl');
  if (!file) return { steps: null, bytes: 0 };
  const ranges = await stepRanges(file);
  const kept: (readonly [number, readonly string[]])[] = [];
  let bytes = 0;
  for (const [step, { start, end }] of ranges.toReversed()) {
    if (bytes + end - start > budgetInBytes) continue;
    bytes += end - start;
    const text = await readRange(file, start, end - start, secrets);
    kept.unshift([step, text.split('\n').filter((line) => line !== '')]);
  }
  if (kept.length < ranges.length)
    remarks.push(
      `${run.name}: the candidates of ${ranges.length - kept.length} of ${ranges.length} steps are left out.`,
    );
  return { steps: kept, bytes };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Line numbers of the candidates of each step; their lines follow each other. */
async function stepRanges({ handle }: OpenRunFile): Promise<readonly (readonly [number, Range])[]> {
  const ranges = new Map<number, Range>();
  for await (const lines of wholeLines(handle, { from: 0 }))
    for (const { offset, length, bytes } of lines) {
      const step = stepOfCandidateLine(bytes?.subarray(0, 64).toString() ?? '');
      if (step === undefined) continue;
      const start = ranges.get(step)?.start ?? offset;
      ranges.set(step, { start, end: offset + length + 1 });
    }
  return [...ranges];
}

async function readRange(
  { handle }: OpenRunFile,
  start: number,
  length: number,
  secrets: readonly string[],
): Promise<string> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, start);
  return redact(buffer.subarray(0, bytesRead), secrets).toString();
}

function sizeOf(files: Readonly<Record<string, string>>): number {
  return Object.values(files).reduce((sum, text) => sum + text.length, 0);
}
