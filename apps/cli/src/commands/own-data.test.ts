import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDln } from '../testing/run-dln.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-own-data-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

describe('dln data show', () => {
  it('tells of test inputs that are in train, of repeats, and of a class without examples', async () => {
    await write('x.csv', `input,target\n${'a joy,positive\ndull,negative\n'.repeat(6)}`);
    const yaml = await write('x.yaml', 'classes: [positive, negative, neutral]\nfile: x.csv\n');
    const { stdout } = await runDln(['data', 'show', yaml]);
    expect(stdout).toContain('note         3 of 3 test inputs are in train\n');
    expect(stdout).toContain('note         train has no example of the class neutral\n');
    expect(stdout).toContain('note         4 of 6 train examples repeat an earlier one\n');
    const json = await runDln(['data', 'show', yaml, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      notes: expect.arrayContaining(['3 of 3 test inputs are in train']),
    });
  });

  it('takes a file with usual columns, and names them', async () => {
    const file = await write('x.csv', 'text,label\na,yes\nb,no\nc,yes\nd,no\n');
    const { stdout } = await runDln(['data', 'show', file]);
    expect(stdout).toContain(
      'note         x.csv: column text is the input, label the target; the targets are taken as 2 classes (yes, no)',
    );
  });

  it('shows the description of a file with other columns', async () => {
    const file = await write('x.csv', 'review,stars\ngood,5\nbad,1\nfine,5\nworse,1\n');
    const { status, stderr } = await runDln(['data', 'show', file]);
    expect(status).toBe(1);
    expect(stderr).toContain('file: x.csv\ncolumns:\n  input: review\n  target: stars');
  });

  it('counts classes, lengths and shared inputs, also of standard input', async () => {
    const rows = 'input,target\n' + 'a joy,yes\ndull,no\nso so,no\n'.repeat(4);
    const { stdout } = await runDln(['data', 'show', '-'], { stdin: rows });
    expect(stdout).toContain('file         standard input (train, dev, test)\n');
    expect(stdout).toContain('targets      train yes: 2, no: 4\n');
    expect(stdout).toMatch(/leaks {8}3 of 3 test inputs are also in train, such as "[a-z ]+"\n/);
    const json = await runDln(['data', 'show', '-', '--json'], { stdin: '[{"input": "a"' });
    expect([json.status, json.stdout]).toEqual([1, '']);
    expect(json.stderr).toContain('is not valid JSON, or is truncated');
  });

  it('suggests a name for one that is misspelt', async () => {
    const { status, stderr } = await runDln(['data', 'show', 'navigat']);
    expect(status).toBe(1);
    expect(stderr).toContain('Did you mean navigate?');
  });
});

describe('dln eval', () => {
  it.each([
    ['{train: 0.8, dev: 0.2, test: 0.2}', 'add up to 1.2; they must add up to at most 1'],
    ['{train: 7, dev: 1, test: 0}', 'test is 0; give each of train, dev and test'],
    ['{train: 6.5, dev: 1, test: 0.5}', 'numbers of examples'],
  ])('refuses the split %s before any request', async (split, message) => {
    await write('x.csv', `input,target\n${'a,b\nc,d\n'.repeat(4)}`);
    const yaml = await write('x.yaml', `file: x.csv\nsplit: ${split}\n`);
    const args = ['eval', '--dataset', yaml, '--one-layer', '--model', 'embedded', '--json'];
    const { status, stdout, stderr } = await runDln(args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
  });
});
