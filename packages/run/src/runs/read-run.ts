import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { ItemFailure } from '@dln/llm';
import {
  parseNetworkFile,
  upgradeRecord,
  type AnsweredExample,
  type LayerParameters,
} from '@dln/vi';
import { reportTest, type TestReport } from '../reporting/test-report.ts';
import type { Configuration } from '../settings/configuration.ts';
import { createRunDirectoryError } from '../directory/create-run-directory-error.ts';
import { isRunning } from '../directory/lock-run.ts';
import { readRunRecord } from '../directory/run-record.ts';
import type { JudgeAgreement } from '../metrics/judge-agreement.ts';
import { readAgreements } from '../running/keep-agreements.ts';
import { proposerCosts, type ProposerCost } from './proposer-costs.ts';

/** What became of a run: `stopped` by Ctrl-C, a cap or a kill, and ready to be taken up. */
export type RunStatus = 'running' | 'finished' | 'stopped' | 'failed';

/** A run, as its directory tells. */
export interface RunOverview {
  readonly runDirectory: string;
  readonly status: RunStatus;
  readonly configuration: Configuration;
  /** The forward model, and the backward one if it differs. */
  readonly models: readonly string[];
  /** Steps that are done. */
  readonly steps: number;
  /** Of the best prompts; null if nothing was validated. */
  readonly devAccuracy: number | null;
  /** Null if nothing was tested. */
  readonly testAccuracy: number | null;
  /** Test accuracy of the initial prompts; null if they were not tested. */
  readonly baselineAccuracy: number | null;
  /** Of the best prompts; null if nothing was tested. */
  readonly test: TestReport | null;
  /** Training ended before its last step, as the dev accuracy was 100 %. */
  readonly isStoppedEarly: boolean;
  /** First layer first. */
  readonly parameters: readonly LayerParameters[];
  readonly requests: number;
  readonly tokens: number;
  /** What each of several proposers took; empty if one was enabled. */
  readonly proposers: readonly ProposerCost[];
  /** How far judges agree with labels of people; empty if none has labels. */
  readonly agreements: readonly JudgeAgreement[];
}

const exampleSchema = z.object({
  input: z.string(),
  target: z.string(),
  hiddenTexts: z.array(z.string()),
  output: z.string(),
  loss: z.number(),
  classProbabilities: z.array(z.number()).optional(),
  invalid: z.string().optional(),
  failure: z.custom<ItemFailure>((value) => typeof value === 'object').optional(),
  failedLayer: z.number().optional(),
});

const parametersSchema = z.object({
  instruction: z.string(),
  demonstrations: z.array(z.object({ input: z.string(), output: z.string() })),
});

const eventSchema = z.object({
  type: z.string(),
  iteration: z.number().optional(),
  parameters: z.array(parametersSchema).optional(),
  devAccuracy: z.number().nullish(),
  testAccuracy: z.number().optional(),
  isBest: z.boolean().optional(),
  examples: z.array(exampleSchema).optional().catch(undefined),
  spending: z.object({ requestsSent: z.number(), tokens: z.number() }).partial().optional(),
});

type RunEvent = z.infer<typeof eventSchema>;

/**
 * Reads what a run directory holds.
 *
 * @throws RunError if the folder has no run, a run of another format, or a file that cannot be read
 */
export async function readRun(runDirectory: string): Promise<RunOverview> {
  const { configuration, findings } = await readRunRecord(runDirectory);
  const lines = await readLines(join(runDirectory, 'events.jsonl'));
  const events = lines.flatMap((line) => {
    const read = eventSchema.safeParse(line);
    return read.success ? [read.data] : [];
  });
  const validated = events.filter(({ type }) => type === 'validated');
  const best = validated.findLast(({ isBest }) => isBest);
  const tested = events.findLast(({ type }) => type === 'tested');
  const spent = events.at(-1)?.spending;
  const forward = configuration.fwdModelType ?? findings.served ?? 'the only one';
  return {
    runDirectory,
    status: isRunning(runDirectory) ? 'running' : statusOf(events),
    configuration,
    models: [...new Set([forward, configuration.bwdModelType ?? forward])],
    steps: events.filter(({ type }) => type === 'stepped').length,
    devAccuracy: (best ?? validated[0])?.devAccuracy ?? null,
    testAccuracy: tested?.testAccuracy ?? null,
    test: await reportOf(runDirectory, events),
    baselineAccuracy: events.findLast(({ type }) => type === 'baseline')?.testAccuracy ?? null,
    isStoppedEarly: events.some(({ type }) => type === 'stopped-early'),
    parameters: (tested ?? best ?? events.find(({ parameters }) => parameters))?.parameters ?? [],
    requests: spent?.requestsSent ?? 0,
    tokens: spent?.tokens ?? 0,
    proposers: proposerCosts(lines),
    agreements: await readAgreements(runDirectory),
  };
}

/** The run's test, reported from the answers in its events. */
async function reportOf(
  runDirectory: string,
  events: readonly RunEvent[],
): Promise<TestReport | null> {
  const answersOf = (type: string): readonly AnsweredExample[] | null => {
    const examples = events.findLast((event) => event.type === type)?.examples;
    return examples?.map(withoutAbsent) ?? null;
  };
  const examples = answersOf('tested');
  if (examples === null) return null;
  const { classes, hasSchema } = await readAnswers(join(runDirectory, 'network.json'));
  const baseline = answersOf('baseline');
  return reportTest({ examples, baseline, classes, hasSchema });
}

function withoutAbsent({
  failure,
  failedLayer,
  invalid,
  ...example
}: z.infer<typeof exampleSchema>): AnsweredExample {
  return {
    ...example,
    ...(failure === undefined ? {} : { failure }),
    ...(failedLayer === undefined ? {} : { failedLayer }),
    ...(invalid === undefined ? {} : { invalid }),
  };
}

/** What a network's last layer may answer; any text if there is no network. */
async function readAnswers(path: string): Promise<{
  /** `[class][verbalizer]`; null if it has none. */
  readonly classes: readonly (readonly string[])[] | null;
  readonly hasSchema: boolean;
}> {
  const text = await readIfExists(path);
  // A run that was stopped before its first validation has no network.
  if (text === undefined) return { classes: null, hasSchema: false };
  try {
    const file = parseNetworkFile(JSON.parse(text));
    const last = file.layers.at(-1);
    return {
      classes: last?.outputClasses?.map((texts) => texts.split('|')) ?? null,
      hasSchema: last?.outputSchema !== undefined,
    };
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function statusOf(events: readonly RunEvent[]): RunStatus {
  const last = events.at(-1)?.type;
  if (last === 'tested' || last === 'counted') return 'finished';
  return last === 'failed' ? 'failed' : 'stopped';
}

/**
 * Whole lines only: a run that is under way, or was killed, may have written half of its last one.
 */
async function readLines(path: string): Promise<readonly unknown[]> {
  // Before its first event, a run has no such file.
  const text = (await readIfExists(path)) ?? '';
  return text.split('\n').flatMap((line) => {
    try {
      return [upgradeRecord(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

/** A text file; undefined if it is missing. @throws RunError if it cannot be read */
async function readIfExists(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const problem = `its ${basename(path)} cannot be read (${reason})`;
  return createRunDirectoryError({ runDirectory: dirname(path), problem, cause });
}
