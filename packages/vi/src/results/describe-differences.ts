import type { RunnableNetwork } from './answer-inputs.ts';
import type { NetworkFile } from './network-file.ts';

/** In what a network runs otherwise than it was trained; a sentence each. */
export function describeDifferences(
  { trainedWith, layers }: NetworkFile,
  { model, scoreModel, readsClasses }: RunnableNetwork,
): readonly string[] {
  const scoresClasses = layers.at(-1)?.writesClasses === true;
  const generates = layers.length > 1 || !scoresClasses || readsClasses;
  const differences: string[] = [];
  if (generates && model.id !== trainedWith.forward)
    differences.push(`${model.id} answers; the network was trained with ${trainedWith.forward}`);
  if (readsClasses)
    differences.push(
      `${scoreModel.id} gives no log-probabilities, so that classes are read from generated answers; the network was trained by scoring them`,
    );
  else if (scoresClasses && scoreModel.id !== trainedWith.score)
    differences.push(
      `${scoreModel.id} scores classes; the network was trained with ${trainedWith.score}`,
    );
  return differences;
}
