// Fifty texts to score, made from the generated samples of the repository: instructions, inputs and
// continuations of many lengths, most contexts with several continuations, one text from nothing.
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';

const INSTRUCTIONS = [
  '',
  'Track the position after each move.',
  'Think carefully.',
  'Which order of the adjectives is right? Answer (A) or (B).',
];

const CONTINUATIONS = [
  'Yes',
  'No',
  'Start (0,0) north; 4 north (0,4); turn around, south; 5 south (0,-1). End (0,-1).',
  'The path has 3 moves and 2 turns.',
  '(A)',
];

/** @returns {{ context: string, continuation: string }[]} */
export function createTexts() {
  const inputs = ['navigate', 'hyperbaton'].flatMap((task) => readInputs(task).slice(0, 5));
  const contexts = inputs.map(
    (input, index) => `${INSTRUCTIONS[index % INSTRUCTIONS.length]}\n\n${input}\n\nAnswer:\n`,
  );
  const texts = contexts.flatMap((context) =>
    CONTINUATIONS.map((continuation) => ({ context, continuation })),
  );
  return [{ context: '', continuation: 'Take 3 steps.' }, ...texts.slice(1)];
}

/** @param {string} task */
function readInputs(task) {
  const file = new URL(`../../data/generated/bbh/${task}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).examples.map(({ input }) => input);
}
