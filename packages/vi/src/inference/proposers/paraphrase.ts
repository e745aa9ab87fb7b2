import { indexed } from '../../numerics/indexed.ts';
import type { Proposer } from '../proposer.ts';
import { proposeInWords } from './ask-in-words.ts';

/** The backward model says the present instruction, or one from memory, in other words. */
export const paraphrase: Proposer = (context, question, random) => {
  const { count, current, memory } = question;
  const bases = [current, ...memory].filter(({ instruction }) => instruction !== '');
  const requests =
    bases.length === 0
      ? []
      : Array.from({ length: count }, () => {
          const base = indexed(bases, random.choice(bases.length));
          return { base, text: requestFor(base.instruction) };
        });
  return async () => proposeInWords(context, question, requests);
};

function requestFor(instruction: string): string {
  return `Write the following instruction in other words. Keep its meaning, and write nothing else.\n\nInstruction: ${instruction}\n\nIn other words:`;
}
