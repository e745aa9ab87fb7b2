import { indexed } from '../../numerics/indexed.ts';
import type { Proposer, ProposerQuestion, ShownExample } from '../proposer.ts';
import { askInWords, proposeInWords } from './ask-in-words.ts';
import { shownFeedback } from './shown-feedback.ts';

/** Errors that a critique sees. */
const SHOWN_ERRORS = 8;

/**
 * One request asks the backward model what went wrong on examples of the batch, and in the comments
 * of people, and each of the others for a better instruction in the light of its answer. Nothing is
 * proposed without an error or a comment, or without a critique.
 */
export const critiqueFirst: Proposer = (context, question, random) => {
  const { count, current, examples, comments = [] } = question;
  const wrong = examples.filter(({ loss }) => loss > 0);
  const errors = random
    .permutation(wrong.length)
    .slice(0, SHOWN_ERRORS)
    .map((at) => indexed(wrong, at));
  return async () => {
    if (count === 0 || errors.length + comments.length === 0) return [];
    const seen = errors.map(({ batchIndex }) => batchIndex);
    const report = describeErrors(question, errors);
    const [critique] = await askInWords(context, question, [
      `${report}\n\nIn a few sentences, say what the instruction should make clear so that these errors do not happen.\n\nCritique:`,
    ]);
    if (critique === undefined) return [];
    const text = `${report}\n\nCritique: ${critique}\n\nWrite a better instruction for the same task, and nothing else.\n\nInstruction:`;
    const requests = Array.from({ length: count }, () => ({ base: current, text }));
    const candidates = await proposeInWords(context, question, requests);
    return candidates.map((candidate) => ({ ...candidate, seen, ...shownFeedback(errors) }));
  };
};

function describeErrors(
  { current, comments = [] }: ProposerQuestion,
  errors: readonly ShownExample[],
): string {
  const shown = errors.map(
    ({ input, output, target, feedback }) =>
      `Input: ${input}\nOutput: ${output}\nRight output: ${target}` +
      (feedback === undefined ? '' : `\nFeedback: ${feedback}`),
  );
  return [
    `A model followed this instruction: ${current.instruction}`,
    ...(shown.length === 0 ? [] : ['It was wrong here:', ...shown]),
    ...(comments.length === 0
      ? []
      : [
          ['People who read its outputs wrote:', ...comments.map((text) => `- ${text}`)].join('\n'),
        ]),
  ].join('\n\n');
}
