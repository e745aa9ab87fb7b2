import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDln, type Outcome } from '../testing/run-dln.ts';
import { startAnsweringEndpoint } from '../testing/start-answering-endpoint.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-metrics-'));
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** Of eight items the sixth and the eighth are answered wrong: 75 %. */
const ITEMS = 8;
const isWrong = (item: number): boolean => item % ITEMS === 5 || item % ITEMS === 7;

const forms: readonly ((answer: string) => string)[] = [
  (answer) => answer,
  (answer) => `The answer is ${answer}.`,
  (answer) => `**${answer}**`,
  (answer) => `<think>maybe ${answer}, maybe not</think>\n${answer}`,
  (answer) => JSON.stringify({ answer }),
  (answer) => `So it must be \\boxed{${answer}}`,
];

/** What the model answers to an item. */
function answerOf(item: number, labels: readonly string[]): string {
  const label = labels[(item + (isWrong(item) ? 1 : 0)) % labels.length] ?? '';
  return forms[item % forms.length]?.(label) ?? '';
}

/** Eight items for each split; their targets take turns. */
async function writeItems(
  targets: readonly string[],
  classes: readonly string[] | undefined,
): Promise<string> {
  const splits = ['train', 'dev', 'test'];
  for (const [place, split] of splits.entries()) {
    const rows = Array.from({ length: ITEMS }, (_, at) => {
      const item = place * ITEMS + at;
      return JSON.stringify({ input: `item ${item}`, target: targets[item % targets.length] });
    });
    await writeFile(join(folder, `${split}.jsonl`), `${rows.join('\n')}\n`);
  }
  const files = Object.fromEntries(splits.map((split) => [split, `${split}.jsonl`]));
  const path = join(folder, 'items.yaml');
  await writeFile(path, JSON.stringify({ instruction: 'Answer.', classes, files }));
  return path;
}

const small = '--one-layer --api chat --iters 1 --batch-size 4 --num-p-samples 2';

async function run(command: string, ...args: readonly string[]): Promise<Outcome> {
  return runDln([...command.split(' '), ...args]);
}

const labelSets: readonly (readonly [
  name: string,
  labels: readonly string[],
  classes?: readonly string[],
])[] = [
  ['ratings', ['1', '2', '3', '4', '5']],
  ['languages', ['C', 'C++', 'C#', 'F#']],
  ['versions', ['1.1', '1.10', '2.0']],
  ['signs', ['+', '-']],
  ['smileys and emoji', [':)', ':(', '😀', '😢']],
  ['words that begin alike', ['very good', 'very bad']],
  ['years', ['1999', '2000', '2001']],
  ['words that differ in case', ['polish', 'Polish']],
  ['roman numerals', ['I', 'II', 'III', 'IV']],
  ['dates', ['2021-01-05', '2021-05-01']],
  ['percentages', ['5%', '10%', '15%']],
  ['labels within others', ['not', 'not sure']],
  ['numbers with signs', ['-1', '0', '1']],
  ['synonyms', ['positive', 'negative'], ['positive|pos', 'negative|neg']],
];

// Whole runs, on machines that may be busy.
describe('accuracy against a known table', { timeout: 60_000 }, () => {
  it.each(labelSets.map(([name, labels, classes = labels]) => ({ name, labels, classes })))(
    'of $name as classes is 75 % in train, eval and predict',
    async ({ name, labels, classes }) => {
      const dataset = await writeItems(name === 'synonyms' ? ['pos', 'neg'] : labels, classes);
      await using endpoint = await startAnsweringEndpoint((prompt) => {
        const item = /item (\d+)(?!.*item \d)/su.exec(prompt)?.[1];
        return item === undefined ? 'Answer it.' : answerOf(Number(item), labels);
      });
      vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
      const out = join(folder, 'run');
      const trained = await run(
        `train ${small} --json --output-scoring-function accuracy`,
        ...['--dataset', dataset, '--out-dir', out],
      );
      expect(trained).toMatchObject({ status: 0 });
      const metric = `metric   class_loss: ${classes.length} classes compared by class`;
      expect(trained.stderr).toContain(metric);
      expect(JSON.parse(trained.stdout)).toMatchObject({ devAccuracy: 0.75, testAccuracy: 0.75 });
      const network = await readFile(join(out, 'network.json'), 'utf8');
      expect(JSON.parse(network)).toMatchObject({ task: { loss: 'class_loss' } });

      const evaluated = await run('eval --api chat --json', out);
      expect(evaluated.stderr).toContain(metric);
      expect(JSON.parse(evaluated.stdout)).toMatchObject({ accuracy: 0.75 });

      const items = Array.from({ length: ITEMS }, (_, item) => item);
      const predicted = await run(
        'predict --api chat --json',
        out,
        ...items.map((item) => `item ${item}`),
      );
      const read = predicted.stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { readonly className: unknown }).className);
      expect(read).toEqual(
        items.map((item) => labels[(item + (isWrong(item) ? 1 : 0)) % labels.length]),
      );
    },
  );

  it.each(
    labelSets.filter(([name]) => name !== 'synonyms').map(([name, labels]) => ({ name, labels })),
  )('of $name without classes is 75 % in eval', async ({ labels }) => {
    const dataset = await writeItems(labels, undefined);
    await using endpoint = await startAnsweringEndpoint((prompt) =>
      answerOf(Number(/item (\d+)(?!.*item \d)/su.exec(prompt)?.[1]), labels),
    );
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const { stdout } = await run('eval --one-layer --api chat --json', '--dataset', dataset);
    expect(JSON.parse(stdout)).toMatchObject({ accuracy: 0.75 });
  });
});

describe('a metric that confuses answers', () => {
  const stars = ['1', '3', '5'];

  it.each([
    ['eval --one-layer', '--loss-function exact_match_loss'],
    [`train ${small}`, '--loss-function exact_match_loss'],
  ])('%s %s is refused before the first request', async (command, flags) => {
    const dataset = await writeItems(stars, stars);
    await using endpoint = await startAnsweringEndpoint(() => {
      throw new Error('a model was asked');
    });
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const { status, stderr } = await run(`${command} ${flags}`, '--dataset', dataset);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'exact_match_loss takes "1" and "3" for the same answer, so that a wrong answer counts as right. Use --loss-function auto',
    );
  });

  it('keeps the reference’s behaviour in the preset reference, with one line of warning', async () => {
    const dataset = await writeItems(stars, undefined);
    await using endpoint = await startAnsweringEndpoint(() => '7');
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const { stdout, stderr } = await run(
      'eval --one-layer --api chat --preset reference --json',
      ...['--dataset', dataset],
    );
    expect(JSON.parse(stdout)).toMatchObject({ accuracy: 1 });
    expect(stderr.match(/exact_match_loss takes "1" and "3" for the same answer/g)).toHaveLength(1);
  });
});
