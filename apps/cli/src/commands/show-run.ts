import { commandLine } from '../command-line/program-name.ts';
import { isDeepStrictEqual } from 'node:util';
import {
  type Configuration,
  formatAccuracy,
  formatCount,
  describeJudgeAgreement,
  formatTable,
  presetDefaults,
  type ProposerCost,
  readRun,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { describeReport, describeWrong } from '../reporters/describe-report.ts';
import { lineWidth } from '../reporters/fit-stream.ts';
import { describePrompts } from '../reporters/describe-prompts.ts';
import { describeTest } from '../reporters/describe-summary.ts';

/**
 * Prints what a run directory tells.
 *
 * @throws RunError if the folder has no run
 */
export async function showRun(options: {
  readonly run: string;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { isJson, surroundings } = options;
  const { stdout } = surroundings;
  const run = await readRun(options.run);
  if (isJson) {
    stdout.write(`${JSON.stringify(run, null, 2)}\n`);
    return;
  }
  const { configuration, status, steps, models, parameters } = run;
  const goOn = status === 'stopped' || status === 'failed';
  const lines = [
    `status         ${status}, ${steps} of ${configuration.iters} steps`,
    `dataset        ${configuration.dataset ?? '–'}, preset ${configuration.preset}`,
    `models         ${models.join(' and ')}`,
    `dev accuracy   ${formatAccuracy(run.devAccuracy)}${run.isStoppedEarly ? ', so that training stopped early' : ''}`,
    `test accuracy  ${describeTest(run)}`,
    ...run.agreements.map((one) => `judge          ${describeJudgeAgreement(one)}`),
    ...describePrompts(parameters),
    ...(run.test === null
      ? []
      : [
          ...describeReport(run.test, lineWidth(stdout)),
          ...describeWrong(run.test.wrong, run.test.wrongCount),
        ]),
    ...describeProposers(run.proposers),
    `requests       ${formatCount(run.requests)}`,
    `tokens         ${formatCount(run.tokens)}`,
    ...describeOwnSettings(configuration),
    ...(goOn ? [`go on with it  ${commandLine(`resume ${run.runDirectory}`)}`] : []),
  ];
  stdout.write(`${lines.join('\n')}\n`);
}

/** Which of several proposers earned what they took. */
function describeProposers(proposers: readonly ProposerCost[]): readonly string[] {
  if (proposers.length === 0) return [];
  const head = ['proposer', 'candidates', 'dropped', 'scores', 'wins', 'gain (nats)'];
  const rows = proposers.map(
    ({ proposer, candidates, dropped, scores, wins, gain, comparisons }) => [
      ...[proposer, formatCount(candidates), formatCount(dropped), formatCount(scores)],
      ...[`${wins} of ${comparisons}`, gain.toFixed(3)],
    ],
  );
  return formatTable([head, ...rows]).split('\n');
}

/** Settings that are not the preset's, one line each. */
function describeOwnSettings(configuration: Configuration): readonly string[] {
  const defaults: Readonly<Record<string, unknown>> = { ...presetDefaults(configuration.preset) };
  return Object.entries(configuration)
    .filter(([name, value]) => !isDeepStrictEqual(value, defaults[name]))
    .map(([name, value]) => `setting        ${name} ${JSON.stringify(value)}`);
}
