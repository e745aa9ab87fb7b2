import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trainNetwork } from '@dln/run';
import { listCandidates } from '@dln/vi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDln } from '../testing/run-dln.ts';

const examples = fileURLToPath(new URL('../../../../examples', import.meta.url));

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-metrics-'));
  await cp(join(examples, 'tickets'), join(folder, 'tickets'), { recursive: true });
  await cp(join(examples, 'metrics'), join(folder, 'metrics'), { recursive: true });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const judgeModel = (): readonly string[] => ['--fwd-model-type', at('metrics/judge-model.mjs')];

describe('a metric of the user', () => {
  it('reads the row of the example, and its feedback is part of the requests for prompts', async () => {
    const prompts: string[] = [];
    const training = trainNetwork({
      data: at('tickets/tickets.yaml'),
      model: (prompt: string) => {
        prompts.push(prompt);
        return prompt.includes('## ') ? 'Read the body.' : 'It is 1';
      },
      iterations: 1,
      settings: {
        lossFunction: at('metrics/short-answer.mjs'),
        forwardUseClasses: false,
        batchSize: 8,
        numPSamples: 3,
      },
    });
    const feedback = new Set<string>();
    for await (const event of training)
      if (event.type === 'stepped')
        for (const entry of listCandidates(event))
          if (entry.origin === 'proposal')
            for (const text of entry.feedback ?? []) feedback.add(text);
    const { devAccuracy } = await training;
    // The ledger has the feedback beside the proposals that it caused.
    expect([...feedback]).toContain('A ticket about the router has another priority.');
    // A quarter of the answers is right, in a sentence: half a point each.
    expect(devAccuracy).toBeCloseTo(0.125, 2);
    const proposals = prompts.filter((prompt) => prompt.includes('## '));
    expect(proposals.length).toBeGreaterThan(0);
    for (const prompt of proposals)
      expect(prompt).toContain('Feedback on the student outputs:\n- ');
    expect(proposals.join()).toMatch(
      /- "It is 1": A ticket about the (router|phone app|billing) has another priority\./,
    );
  });

  it('may answer later, and may come from a YAML file with options', async () => {
    await writeFile(
      at('later.mjs'),
      'export default async (output, target) => (output.includes(target) ? 0 : 1);\n',
    );
    await writeFile(
      at('sum.yaml'),
      `sum:\n- { metric: ${at('later.mjs')}, weight: 3 }\n- { metric: regex_loss, pattern: '^(\\d)$' }\n`,
    );
    const { stdout, stderr } = await runDln([
      ...['eval', '--dataset', at('tickets/tickets.yaml'), '--one-layer', '--json'],
      ...['--fwd-model-type', at('tickets/model.mjs'), '--loss-function', at('sum.yaml')],
      ...['--forward-use-classes', 'false'],
    ]);
    expect(JSON.parse(stdout === '' ? JSON.stringify({ stderr }) : stdout)).toMatchObject({
      accuracy: 0.25,
    });
  });

  it.each([
    ['metric: nothing_loss\n', 'Unknown loss "nothing_loss"'],
    [
      'metric: json_fields_loss\nfield: [a]\n',
      'is not a metric: the file: Unrecognized key: "field"',
    ],
    ['sum: []\n', 'is not a metric: sum'],
    ['metric: llm_judge\n', 'is not a metric: rubric'],
    ['metric: llm_judge\nrubric: x\nscale: [5, 1]\n', 'the first number must be the smaller one'],
    [
      'metric: llm_judge\nrubric: x\nlabels: nothing.csv\n',
      'names a file of labels that cannot be read',
    ],
    [
      'metric: llm_judge\nrubric: x\nlabels: half.csv\nlabel_scale: [1, 5]\n',
      'is neither yes nor no, nor a number from 1 to 5; give another range as the scale of the labels',
    ],
  ])('is refused in %j before any request', async (yaml, message) => {
    await writeFile(at('wrong.yaml'), yaml);
    await writeFile(at('half.csv'), 'output,target,label\n1,1,0.5\n');
    const { status, stderr } = await runDln([
      ...['eval', '--dataset', at('tickets/tickets.yaml'), '--one-layer'],
      ...['--fwd-model-type', at('tickets/model.mjs'), '--loss-function', at('wrong.yaml')],
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe('a model that judges', () => {
  it('is compared with the labels of people', async () => {
    const labels = at('metrics/labels.csv');
    const asked = ['agree', at('metrics/tickets-judge.yaml'), labels, ...judgeModel()];
    const { stdout } = await runDln([...asked, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ count: 50, agreed: 40, share: 0.8, falselyRight: 10, falselyWrong: 0, requests: 50 },
    });
    const text = await runDln(asked);
    expect(text.stdout).toContain('agreement    40 of 50 (80.0 %; 95 % interval 67.0 % to 88.8 %)');
    expect(text.stdout).toContain('kappa        0.55');
  });

  it('is part of an estimate, with its labels', async () => {
    const args = [
      ...['train', '--dataset', at('tickets/tickets.yaml'), '--one-layer', '--iters', '1'],
      ...['--batch-size', '8', '--num-p-samples', '2', '--dry-run', '--model'],
      ...[at('tickets/model.mjs'), '--loss-function', at('metrics/tickets-judge.yaml')],
      ...['--forward-use-classes', 'false', '--output-scoring-function', 'accuracy'],
    ];
    const { stdout, stderr } = await runDln([...args, '--json']);
    const { metricRequests } = JSON.parse(stdout === '' ? JSON.stringify({ stderr }) : stdout) as {
      readonly metricRequests: { readonly low: number; readonly high: number };
    };
    // 50 labels, 40 dev and 40 test examples, 8 of a batch.
    expect(metricRequests.low).toBe(138);
    expect(metricRequests.high).toBeGreaterThan(138);
    expect((await runDln(args)).stdout).toMatch(
      /The metric asks a model, in 138 – [\d,]+ – [\d,]+ requests that the table leaves out\. Their tokens and dollars are not estimated\./,
    );
  });

  it('trains a network, its calls are counted, and a resumed run asks it nothing again', async () => {
    const run = at('judged');
    const train = [
      ...['train', '--dataset', at('tickets/tickets.yaml'), '--one-layer', '--iters', '1'],
      ...['--batch-size', '8', '--num-p-samples', '2', '--out-dir', run, '--json'],
      ...['--loss-function', at('metrics/tickets-judge.yaml'), '--model', at('both.mjs')],
      ...['--forward-use-classes', 'false', '--output-scoring-function', 'accuracy'],
    ];
    // The model notes each call, so that calls of both runs can be compared.
    const notes = at('calls.txt');
    await writeFile(
      at('both.mjs'),
      [
        "import { appendFileSync } from 'node:fs';",
        "import judge from './metrics/judge-model.mjs';",
        "import answer from './tickets/model.mjs';",
        'export default (prompt, options) => {',
        "  const judges = prompt.startsWith('Judge an answer');",
        `  appendFileSync(${JSON.stringify(notes)}, judges ? 'judge\\n' : 'other\\n');`,
        '  return judges ? judge(prompt) : answer(prompt, options);',
        '};',
      ].join('\n'),
    );
    const countCalls = async (kind: string): Promise<number> =>
      (await readFile(notes, 'utf8')).split('\n').filter((line) => line === kind).length;
    const stopped = await runDln([...train, '--max-requests', '60']);
    expect(stopped.status).not.toBe(0);
    const agreement =
      '40 of 50 labels of labels.csv (80.0 %; 95 % interval 67.0 % to 88.8 %), kappa 0.55';
    expect(stopped.stderr).toContain(`the judge agrees with ${agreement}`);
    expect((await countCalls('judge')) + (await countCalls('other'))).toBe(60);
    const { stdout } = await runDln(['resume', run, '--max-requests', '2000', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      devAccuracy: 1,
      agreements: [{ labels: 'labels.csv', count: 50, agreed: 40, skipped: 0 }],
    });
    expect((await runDln(['runs', 'show', run])).stdout).toContain(`judge          ${agreement}\n`);
    const [judged, others] = [await countCalls('judge'), await countCalls('other')];
    expect(judged).toBeGreaterThan(100);

    await rm(notes);
    const again = await runDln(train.map((part) => (part === run ? at('judged-at-once') : part)));
    const { estimate, requests } = JSON.parse(again.stdout) as {
      readonly estimate: { readonly requests: { readonly low: number; readonly high: number } };
      readonly requests: { readonly sent: number };
    };
    expect(requests.sent).toBeGreaterThanOrEqual(estimate.requests.low);
    expect(requests.sent).toBeLessThanOrEqual(estimate.requests.high);
    expect([await countCalls('judge'), await countCalls('other')]).toEqual([judged, others]);
  });
});
