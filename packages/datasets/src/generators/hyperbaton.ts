import type { RandomState } from '@dln/random';
import type { Example } from '../example.ts';
import { renderMultipleChoice } from '../loaders/shuffle-options.ts';

/** Adjectives by kind, in the English order of kinds: `[kind][word]`. */
export const adjectives: readonly (readonly string[])[] = [
  // opinion
  'awful good lovely mysterious nice obnoxious repulsive ridiculous silly terrible wonderful',
  // size
  'big enormous huge large little massive medium-size midsize normal-size small tiny',
  // age
  'ancient archaic brand-new new old old-fashioned',
  // shape
  'circular prismlike pyramidal rectangular spherical square triangular',
  // color
  'black blue brown gray green grey orange pink purple red tan white yellow',
  // origin
  'American Bangladeshi Brazilian Chinese Congolese Egyptian Ethiopian Filipino German ' +
    'Indian Indonesian Iranian Japanese ' +
    'Mexican Nigerian Pakistani Russian Thai Turkish Vietnamese',
  // material
  'cardboard cloth fiberglass glass gold iron lead leather paper plastic rubber silver steel ' +
    'wood wool',
  // purpose
  'drinking driving eating exercise hiking smoking snorkeling typing walking whittling',
].map((words) => words.split(' '));

const nouns =
  'baby car cat chair computer dog knife match monkey motorcycle ship shoe sock surfboard sweater'.split(
    ' ',
  );

const FEWEST = 2;
const MOST = 7;

/**
 * Two orders of the same adjectives, one of them correct English, in the form of BIG-Bench Hard's
 * hyperbaton. Each kind of adjective occurs with probability one half, 2 to 7 in total.
 */
export function drawHyperbaton(random: RandomState): Example {
  const words = drawAdjectives(random);
  const noun = random.choice(nouns);
  const right = [...words, noun].join(' ');
  const wrong = [...drawOtherOrder(words, random), noun].join(' ');
  const position = random.choice(2);
  return renderMultipleChoice(
    {
      question: 'Which sentence has the correct adjective order:',
      options: position === 0 ? [right, wrong] : [wrong, right],
    },
    position,
  );
}

/** In the correct order. */
function drawAdjectives(random: RandomState): readonly string[] {
  for (;;) {
    const kinds = adjectives.filter(() => random.choice(2) === 0);
    if (kinds.length < FEWEST || kinds.length > MOST) continue;
    return kinds.map((words) => random.choice(words));
  }
}

function drawOtherOrder(words: readonly string[], random: RandomState): readonly string[] {
  for (;;) {
    const order = random.permutation(words);
    if (order.some((word, position) => word !== words[position])) return order;
  }
}
