import type { RunStart } from './run-reporter.ts';

/** What a run sets out to do, in three lines. */
export function describeStart(run: RunStart): string {
  const { dataset, sizes, layers, models, preset, scoring, runDirectory } = run;
  const hidden = scoring.hiddenTexts === null ? '' : `; hidden texts: ${scoring.hiddenTexts}`;
  return [
    `${dataset} (${sizes.train} train, ${sizes.dev} dev, ${sizes.test} test), ${layers} layer${layers === 1 ? '' : 's'}, ${models.join(' and ')}, preset ${preset}`,
    `scores of answers: ${scoring.answers}${hidden}`,
    `run directory ${runDirectory}`,
  ].join('\n');
}
