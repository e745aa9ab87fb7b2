import type { RunStart } from './run-reporter.ts';

/** What a run sets out to do, in four lines. */
export function describeStart(run: RunStart): string {
  const { dataset, sizes, layers, models, preset, metric, scoring, runDirectory } = run;
  const hidden = scoring.hiddenTexts === null ? '' : `; hidden texts: ${scoring.hiddenTexts}`;
  return [
    `${dataset} (${sizes.train} train, ${sizes.dev} dev, ${sizes.test} test), ${layers} layer${layers === 1 ? '' : 's'}, ${models.join(' and ')}, preset ${preset}`,
    `metric   ${metric}`,
    `scores of answers: ${scoring.answers}${hidden}`,
    `run directory ${runDirectory}`,
  ].join('\n');
}
