import type { RunStart } from '@dln/run';

/** What a run sets out to do, in four lines, and what to know of its data. */
export function describeStart(run: RunStart): string {
  const {
    dataset,
    dataNotes = [],
    sizes,
    layers,
    models,
    preset,
    metric,
    scoring,
    runDirectory,
  } = run;
  const hidden = scoring.hiddenTexts === null ? '' : `; hidden texts: ${scoring.hiddenTexts}`;
  return [
    `${dataset} (${sizes.train} train, ${sizes.dev} dev, ${sizes.test} test), ${layers} layer${layers === 1 ? '' : 's'}, ${models.join(' and ')}, preset ${preset}`,
    ...dataNotes,
    `metric   ${metric}`,
    `scores of answers: ${scoring.answers}${hidden}`,
    `run directory ${runDirectory}`,
  ].join('\n');
}
