import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trainNetwork } from '@dln/run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDln } from '../testing/run-dln.ts';

const tickets = fileURLToPath(new URL('../../../../examples/tickets', import.meta.url));
const small = ['--one-layer', '--iters', '2', '--batch-size', '8', '--num-p-samples', '6'];
const asked =
  'title,body,product,priority\nUrgent,"All users are locked out.\nAda",router,\nHi,Please add a dark theme.,billing,\n';

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-columns-'));
  await cp(tickets, folder, { recursive: true });
  await writeFile(at('new.csv'), asked);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function train(name: string, more: readonly string[] = []): Promise<string> {
  const run = at(`run-${name}`);
  const model = ['--model', at('model.mjs'), '--output-scoring-function', 'accuracy'];
  const dataset = ['--dataset', at(`${name}.yaml`), '--out-dir', run];
  const { stderr, stdout } = await runDln([
    'train',
    ...[...dataset, ...model, ...small, '--forward-use-classes', 'false', ...more, '--json'],
  ]);
  expect(JSON.parse(stdout === '' ? JSON.stringify({ stderr }) : stdout)).toMatchObject({
    testAccuracy: 1,
  });
  return run;
}

describe('a table of several columns', () => {
  it('is described by templates, trained on, measured, and answered from a file with the same columns', async () => {
    const run = await train('tickets');
    const { task } = JSON.parse(await readFile(join(run, 'network.json'), 'utf8')) as {
      readonly task: unknown;
    };
    expect(task).toMatchObject({
      input: { columns: ['title', 'body'], template: 'Title: {{title}}\n\n{{body}}' },
    });
    const evaluated = await runDln(['eval', run, '--json']);
    expect(JSON.parse(evaluated.stdout)).toMatchObject({ accuracy: 1 });

    // The network alone knows how to make an input of the columns.
    const alone = at('network.json');
    await cp(join(run, 'network.json'), alone);
    const predict = ['predict', alone, '--model', at('model.mjs')];
    const predicted = await runDln([...predict, '--input', at('new.csv'), '--json']);
    expect(
      predicted.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { input: 'Title: Urgent\n\nAll users are locked out.\nAda', output: '1' },
      { input: 'Title: Hi\n\nPlease add a dark theme.', output: '4' },
    ]);

    await writeFile(at('short.csv'), 'title\nUrgent\n');
    const refused = await runDln([...predict, '--input', at('short.csv')]);
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain(
      'short.csv, line 2: "body", which the template of input reads, is missing (columns: title)',
    );
  });

  it('has named fields that the templates of layers read', async () => {
    const run = await train('fields', ['--templates-dir', at('templates'), '--p-class', 'ticket']);
    const { stdout } = await runDln(['predict', run, '--input', at('new.csv')]);
    expect(stdout).toBe('1\n4\n');
    const traced = await readFile(join(run, 'events.jsonl'), 'utf8');
    expect(traced).toContain('Ticket about the billing: ');
  });

  it('refuses solved examples before an input whose fields a template reads', async () => {
    const { status, stderr } = await runDln([
      'train',
      ...['--dataset', at('fields.yaml'), '--model', at('model.mjs'), ...small, '--n-shots', '2'],
      ...['--templates-dir', at('templates'), '--p-class', 'ticket', '--out-dir', at('never')],
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain('--n-shots 2 puts solved examples before the input');
  });

  it('is trained on by a program, whose network answers rows', async () => {
    const rows = Array.from({ length: 24 }, (_, id) => ({
      title: `Ticket ${id}`,
      body: id % 2 === 0 ? 'The router is down.' : 'I wish it were blue.',
      priority: id % 2 === 0 ? 1 : 4,
    }));
    const { network, testAccuracy } = await trainNetwork({
      data: rows,
      input: '{{title}}: {{body}}',
      target: '{{priority}}',
      model: (prompt: string) => {
        if (prompt.includes('## ')) return 'Read the body.';
        return prompt.includes('Read the body') && !prompt.includes('down') ? '4' : '1';
      },
      iterations: 1,
      settings: { batchSize: 8, numPSamples: 3 },
    });
    expect(testAccuracy).toBe(1);
    const answers = await network.predict([
      { title: 'New', body: 'All is down.' },
      'New: all is fine.',
    ]);
    expect(answers.map(({ output }) => output)).toEqual(['1', '4']);
    await expect(network.predict({ title: 'New' })).rejects.toThrow('"body", which the template');
  });
});
