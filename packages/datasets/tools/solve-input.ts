import type { GeneratedDatasetName } from '../src/generators/generated-dataset-name.ts';
import { adjectives } from '../src/generators/hyperbaton.ts';
import { logicalThemes } from '../src/generators/logical-themes.ts';
import { parseMultipleChoice } from '../src/loaders/shuffle-options.ts';

/** Solves an input from its text alone, independent of the generators; for tests. */
export const solveInput: Readonly<
  Record<Exclude<GeneratedDatasetName, 'date_understanding'>, (input: string) => string>
> = {
  navigate: solveNavigate,
  hyperbaton: solveHyperbaton,
  logical_deduction_seven_objects: solveLogicalDeduction,
};

const LETTERS = ['(A)', '(B)', '(C)', '(D)', '(E)', '(F)', '(G)'];

/** Complex numbers: a turn multiplies the heading, a step adds it. */
function solveNavigate(input: string): string {
  const turns: Readonly<Record<string, readonly [number, number]>> = {
    '': [1, 0],
    forward: [1, 0],
    left: [0, 1],
    around: [-1, 0],
    backward: [-1, 0],
    right: [0, -1],
  };
  let [x, y, headX, headY] = [0, 0, 1, 0];
  for (const [, verb, count, way] of input.matchAll(/(Take|Turn)(?: (\d+) steps?)? ?(\w*)\./g)) {
    const [cosine, sine] = turns[way ?? ''] ?? [Number.NaN, Number.NaN];
    const turnedX = headX * cosine - headY * sine;
    const turnedY = headX * sine + headY * cosine;
    if (verb === 'Turn') [headX, headY] = [turnedX, turnedY];
    else [x, y] = [x + turnedX * Number(count), y + turnedY * Number(count)];
  }
  return x === 0 && y === 0 ? 'Yes' : 'No';
}

function solveHyperbaton(input: string): string {
  const options = parseMultipleChoice(input)?.options ?? [];
  const inOrder = options.map((option) => {
    const kinds = option
      .split(' ')
      .slice(0, -1)
      .map((word) => adjectives.findIndex((words) => words.includes(word)));
    return kinds.every((kind, index) => kind > (kinds[index - 1] ?? -1));
  });
  return inOrder.filter(Boolean).length === 1 ? (LETTERS[inOrder.indexOf(true)] ?? '') : 'unclear';
}

/** Tests every order against the parsed sentences. */
function solveLogicalDeduction(input: string): string {
  const { question, options } = parseMultipleChoice(input) ?? { question: '', options: [] };
  const story = question.split('each paragraph. ')[1] ?? '';
  const theme = logicalThemes.find(({ opening }) => story.startsWith(opening));
  if (!theme) return 'unclear';
  const [list = '', ...sentences] = story
    .split('. ')
    .map((sentence) => sentence.replace(/\.$/, ''));
  const names = list
    .replace(`${theme.opening}: `, '')
    .split(', ')
    .map((name) => name.replace(/^(?:and )?(?:an? )?/, ''));
  const read = (sentence: string): ((order: readonly string[]) => boolean) => {
    for (const [place, words] of theme.places.entries()) {
      const [, name = ''] = new RegExp(`^(?:The )?(.*) ${words}$`).exec(sentence) ?? [];
      if (names.includes(name)) return (order) => order[place] === name;
    }
    for (const [words, sign] of [
      [theme.before, 1],
      [theme.after, -1],
    ] as const) {
      const [, one = '', other = ''] =
        new RegExp(`^(?:The )?(.*) ${words} (?:the )?(.*)$`).exec(sentence) ?? [];
      if (names.includes(one) && names.includes(other)) {
        return (order) => Math.sign(order.indexOf(other) - order.indexOf(one)) === sign;
      }
    }
    return () => false;
  };
  const conditions = sentences.map(read);
  const claims = options.map(read);
  const possible = (orders ??= ordersOf([0, 1, 2, 3, 4, 5, 6]))
    .map((order) => order.map((thing) => names[thing] ?? ''))
    .filter((order) => conditions.every((holds) => holds(order)));
  const right = claims.flatMap((holds, index) =>
    possible.length > 0 && possible.every((order) => holds(order)) ? [index] : [],
  );
  return right.length === 1 && possible.length === 1 ? (LETTERS[right[0] ?? -1] ?? '') : 'unclear';
}

let orders: readonly (readonly number[])[] | undefined;

function ordersOf(things: readonly number[]): readonly (readonly number[])[] {
  return things.length === 0
    ? [[]]
    : things.flatMap((thing) =>
        ordersOf(things.filter((other) => other !== thing)).map((rest) => [thing, ...rest]),
      );
}
