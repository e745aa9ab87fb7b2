import type { Loss } from '@dln/losses';
import { expect, it } from 'vitest';
import { ModuleItemError } from '../modules/module-item-error.ts';
import { describeJudgeAgreement, judgeLabels } from './judge-agreement.ts';

const answerOf = (output: string, human: number) => ({
  ...{ output, target: 'yes', input: 'a question', example: {}, hiddenTexts: [], human },
});
const judge: Loss = {
  name: 'judge',
  compute: (outputs) =>
    outputs.map((output) => {
      if (output === 'odd') throw new ModuleItemError('judge', 'replied without a score');
      return output === 'yes' ? 0 : 1;
    }),
};

it('compares a judge with its labels, and leaves out answers without a score', async () => {
  const answers = [answerOf('yes', 1), answerOf('yes', 0), answerOf('no', 0), answerOf('odd', 1)];
  const agreement = await judgeLabels({ labels: 'labels.csv', answers, loss: judge });
  expect(agreement).toMatchObject({ labels: 'labels.csv', count: 3, agreed: 2, skipped: 1 });
  expect(describeJudgeAgreement(agreement)).toBe(
    '2 of 3 labels of labels.csv (66.7 %; 95 % interval 20.8 % to 93.9 %), kappa 0.40, 1 without a score',
  );
});

it('is refused if the judge gives no answer a score', async () => {
  const asked = judgeLabels({ labels: 'labels.csv', answers: [answerOf('odd', 1)], loss: judge });
  await expect(asked).rejects.toThrow(
    'The judge gave no score to any of the 1 answers of labels.csv.',
  );
});
