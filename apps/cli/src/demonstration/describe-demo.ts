import { describeParameters, type AnsweredExample, type LayerParameters } from '@dln/vi';
import { formatAccuracy } from '@dln/run';
import { commandLine } from '../command-line/program-name.ts';

/** What is said before the demonstration begins. */
export const demoIntroduction: string = [
  'A network of two language layers learns to tell whether a walk ends where it began.',
  'The first layer writes notes under a prompt that is empty now; the second one reads them and answers.',
  'Both prompts are learned from examples, with a very small model that knows these tasks and nothing else:',
  'what you see is how the method works, not what it does for other models.',
].join(' ');

/** Parameters and their test accuracy. */
export interface TestedParameters {
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  readonly accuracy: number;
}

/** A network before and after it was trained, on the same test examples. */
export interface DemoOutcome {
  readonly before: TestedParameters;
  readonly after: TestedParameters;
  /** Answers of the trained network. */
  readonly examples: readonly AnsweredExample[];
  /** Answers of the first network to the same inputs. */
  readonly firstExamples: readonly AnsweredExample[];
  readonly dataset: string;
  /** The test examples are made by rule. */
  readonly isGenerated: boolean;
  readonly runDirectory: string;
}

/**
 * How it came out: accuracy before and after, the prompts found, three worked examples, and what to
 * type next.
 */
export function describeDemo(outcome: DemoOutcome): string {
  const { before, after, examples, dataset, isGenerated, runDirectory } = outcome;
  const count = examples.length;
  const initial = before.parameters.map(describeParameters);
  const width = Math.max(...nextSteps(runDirectory).map(([command]) => command.length));
  const data = isGenerated
    ? `${count} test examples of ${dataset} made by rule`
    : `the ${count} test examples of ${dataset === 'navigate' ? 'BIG-Bench Hard navigate' : dataset}`;
  return [
    `On ${data}`,
    `  before  ${formatAccuracy(before.accuracy)}`,
    `  after   ${formatAccuracy(after.accuracy)}`,
    '',
    'Prompts found',
    ...after.parameters.map(describeParameters).map((prompt, layer) => {
      const isAsAtFirst = initial[layer] === prompt;
      return `  ${layer + 1}  ${JSON.stringify(prompt)}${isAsAtFirst ? ' (as at first)' : ''}`;
    }),
    '',
    'Three of the test examples',
    ...pickExamples(outcome).flatMap((example) => ['', ...describeExample(example)]),
    '',
    'Next',
    ...nextSteps(runDirectory).map(([command, what]) => `  ${command.padEnd(width)}  ${what}`),
  ].join('\n');
}

function nextSteps(runDirectory: string): readonly (readonly [string, string])[] {
  return [
    [commandLine(`eval ${runDirectory}`), 'measure the trained network again'],
    [commandLine('demo --one-layer'), 'the same with one layer, which cannot take notes'],
    [commandLine('demo --seed 7'), 'another run'],
    [commandLine('train --help'), 'your own data, at your own endpoint or model file'],
  ];
}

/** First examples that the training has put right, then others, in the order of the test. */
function pickExamples({
  examples,
  firstExamples,
}: DemoOutcome): readonly (readonly [AnsweredExample, AnsweredExample | undefined])[] {
  const pairs = examples.map((example, index) => [example, firstExamples[index]] as const);
  const isMended = ([now, before]: (typeof pairs)[number]): boolean =>
    now.loss === 0 && (before?.loss ?? 0) > 0;
  return [...pairs.filter(isMended), ...pairs.filter((pair) => !isMended(pair))].slice(0, 3);
}

function describeExample([now, before]: readonly [
  AnsweredExample,
  AnsweredExample | undefined,
]): readonly string[] {
  const verdict = now.loss === 0 ? 'right' : `wrong, it is ${now.target}`;
  return [
    ...now.input.split('\n', 1).map((line) => `  ${line}`),
    ...now.hiddenTexts.map((text) => `    notes   ${text.replaceAll('\n', ' ')}`),
    `    answer  ${now.output} (${verdict}; before: ${before?.output ?? '–'})`,
  ];
}
