import type { GuideAnswer, GuideModels, ProposalTask } from './guide-models.ts';
import type { Parameters } from '../session/records.ts';

/** Parameters of a network that writes as well as its level says. */
export const level = (number: number): Parameters[number] => ({
  instruction: `level ${number}`,
  demonstrations: [],
});

/** The quality of an output of the world. */
export const qualityOf = (output: string): number =>
  Number(/quality (-?\d+)/.exec(output)?.[1] ?? 0);

const levelOf = ({ instruction }: Parameters[number]): number => Number(instruction.split(' ')[1]);

/**
 * A world in which the last layer's level is the quality of each output, and proposals are the
 * levels around the current one.
 */
export function createLevels(
  options: {
    readonly depth?: number;
    /** All outputs are equal. */
    readonly isMute?: boolean;
  } = {},
): GuideModels & {
  readonly tasks: ProposalTask[];
} {
  const { depth = 1, isMute = false } = options;
  const tasks: ProposalTask[] = [];
  let requests = 0;
  return {
    depth,
    tasks,
    answer: async (parameters, inputs) => {
      requests += inputs.length * depth;
      const levels = parameters.map(levelOf);
      const last = levels.at(-1) ?? 0;
      return inputs.map(({ text, target }): GuideAnswer => ({
        output: isMute ? text : `${text}: quality ${last}`,
        hiddenTexts: levels.slice(0, -1).map((one) => `${text}: thought ${one}`),
        loss: target === null ? null : target === String(last) ? 0 : 1,
        failure: null,
      }));
    },
    propose: async (task) => {
      tasks.push(task);
      requests += task.count;
      const own = task.parameters[task.layer];
      const now = own ? levelOf(own) : 0;
      const levels = [now + 1, now - 1, now + 2, now - 2].slice(0, task.count);
      return {
        proposed: levels.map((one) => ({ parameters: level(one), proposer: 'steps' })),
        remarks: [],
      };
    },
    counting: () => createLevels(options),
    spending: () => ({ requests, tokens: requests * 10, dollars: null }),
  };
}
