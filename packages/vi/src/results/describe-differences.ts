import type { RunnableNetwork } from './answer-inputs.ts';
import type { NetworkFile } from './network-file.ts';

/** In what a network runs otherwise than it was trained; a sentence each. */
export function describeDifferences(
  { trainedWith, layers, sampling, ensemble }: NetworkFile,
  { model, scoreModel, readsClasses }: RunnableNetwork,
): readonly string[] {
  const scoresClasses = layers.at(-1)?.writesClasses === true;
  const generates = layers.length > 1 || !scoresClasses || readsClasses;
  const differences: string[] = [];
  if (generates && model.id !== trainedWith.forward)
    differences.push(`${model.id} answers; the network was trained with ${trainedWith.forward}`);
  if (readsClasses)
    differences.push(
      `${scoreModel.id} gives no log-probabilities, so classes are read from its text; the network was trained by scoring them`,
    );
  else if (scoresClasses && scoreModel.id !== trainedWith.score)
    differences.push(
      `${scoreModel.id} scores classes; the network was trained with ${trainedWith.score}`,
    );
  if (sampling)
    differences.push(
      `it answers once, at temperature 0; its accuracies are ${describeSampling(sampling)} per example`,
    );
  if (ensemble)
    differences.push(
      `it answers on ${model.id} alone; its accuracies are ${ensemble.aggregate === 'mean' ? 'the mean over' : 'of the worst answers of'} ${ensemble.members.map(({ name }) => name).join(', ')}`,
    );
  return differences;
}

function describeSampling({
  samplesPerExample,
  sampleAggregate,
  passAt,
}: NonNullable<NetworkFile['sampling']>): string {
  const best = passAt === null ? 'the best' : `the best of ${passAt}`;
  return `${sampleAggregate === 'mean' ? 'the mean' : best} of ${samplesPerExample} samples`;
}
