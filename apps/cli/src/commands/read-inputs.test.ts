import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInputs, type ReadInputsOptions } from './read-inputs.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'inputs-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function read(
  name: string,
  content: string | Buffer,
  options: Partial<ReadInputsOptions> = {},
): Promise<{ readonly inputs: readonly string[]; readonly notes: readonly string[] }> {
  const notes: string[] = [];
  const file = name === '-' ? '-' : join(directory, name);
  if (file !== '-') await writeFile(file, content);
  const stdin = Readable.from([content]);
  const onNote = (text: string): void => void notes.push(text.replace(`${directory}/`, ''));
  return { inputs: await readInputs({ file, stdin, onNote, ...options }), notes };
}

const CAFE = 'caf\u00e9';

describe('readInputs', () => {
  it.each([
    ['a.csv', 'input,target\n"a, b",x\nc,y\n', ['a, b', 'c']],
    ['a.csv', 'id,input\n1,a\n2,b\n', ['a', 'b']],
    ['a.csv', '\uFEFFinput\na\n', ['a']],
    ['a.csv', 'input\n"a\nb"\nc\n', ['a\nb', 'c']],
    ['a.tsv', 'input\ttarget\n"a\tx\n5"\ty\n', ['"a', '5"']],
    ['a.jsonl', '{"input": "a"}\n\n{"input": 1.0}\n"b"\n', ['a', '1.0', 'b']],
    ['a.jsonl', '\uFEFF{"input": "a"}\n', ['a']],
    ['a.json', '[{"input": 12345678901234567890}, "b"]', ['12345678901234567890', 'b']],
    ['a.txt', '\uFEFFa\r\nb\r\n', ['a', 'b']],
    ['-', 'a, b and c\n"d"\n', ['a, b and c', '"d"']],
    ['-', 'Check the output, input, and power.\n', ['Check the output, input, and power.']],
  ])('reads %s with %j', async (name, content, inputs) => {
    expect(await read(name, content)).toEqual({ inputs, notes: [] });
  });

  it.each([
    ['UTF-16 LE', Buffer.from(`\uFEFFinput\n${CAFE}\n`, 'utf16le'), undefined],
    ['UTF-16 BE', Buffer.from(`\uFEFFinput\n${CAFE}\n`, 'utf16le').swap16(), undefined],
    ['UTF-16 without a mark', Buffer.from(`input\n${CAFE}\n`, 'utf16le'), undefined],
    ['Latin-1 if it is named', Buffer.from(`input\n${CAFE}\n`, 'latin1'), 'latin1'],
  ])('reads %s, from a file and from standard input', async (_name, content, encoding) => {
    const file = await read('a.csv', content, { encoding });
    const piped = await read('-', content, { encoding, format: 'csv' });
    expect([file.inputs, piped.inputs]).toEqual([[CAFE], [CAFE]]);
  });

  it('refuses another encoding with the line and the way out', async () => {
    const content = Buffer.from(`a\n${CAFE}\n`, 'latin1');
    await expect(read('a.txt', content)).rejects.toThrow(
      /a\.txt, line 2: is not UTF-8\. .* --encoding windows-1252$/,
    );
    await expect(read('-', content)).rejects.toThrow('standard input, line 2: is not UTF-8');
  });

  it('takes the column that is asked for, then the recorded one, then input', async () => {
    const csv = 'input,review,text\na,b,c\n';
    const columns = [
      { column: 'text', recordedColumn: 'review' },
      { recordedColumn: 'review' },
      { recordedColumn: 'other' },
      {},
    ];
    const read1 = await Promise.all(
      columns.map(async (options) => (await read('a.csv', csv, options)).inputs[0]),
    );
    expect(read1).toEqual(['c', 'b', 'a', 'a']);
  });

  it('takes the only column and names it', async () => {
    expect(await read('a.csv', 'review\na\nb\n')).toEqual({
      inputs: ['a', 'b'],
      notes: ['inputs are read from "review", the only column of a.csv'],
    });
  });

  it.each([
    [
      'a.csv',
      'review,stars\na,1\n',
      {},
      'a.csv has no column "input" (its columns: review, stars); name the one with the inputs as --column',
    ],
    [
      'a.csv',
      'review,stars\na,1\n',
      { column: 'revew' },
      'a.csv has no column "revew" (its columns: review, stars); give one of them as --column',
    ],
    ['a.csv', 'input,input\na,1\n', {}, 'a.csv, line 1: has several columns called "input"'],
    [
      'a.txt',
      'a\n',
      { column: 'input' },
      'which have no column "input"; give its format, such as --input-format csv',
    ],
    [
      '-',
      'input,target\na,1\n',
      {},
      'standard input, line 1: "input,target" looks like the header of a table. Give --input-format csv',
    ],
    ['-', 'input\na\n', {}, '"input" looks like the header'],
    ['-', '"text"\t"label"\na\tb\n', {}, 'looks like the header'],
    ['-', 'review,stars\na,1\n', { recordedColumn: 'review' }, 'looks like the header'],
    ['a.jsonl', '"a"\n{"text": "b"}\n', {}, 'a.jsonl, line 2: has no "input" (it has text)'],
    [
      'a.jsonl',
      '{"input": null}\n',
      {},
      'a.jsonl, line 1: "input" must be a text, a number, true or false; it is null',
    ],
    ['a.jsonl', '{"input": "a"\n', {}, 'a.jsonl, line 1: is not valid JSON, or is truncated'],
  ])('refuses %s with %j and %j', async (name, content, options, message) => {
    await expect(read(name, content, options)).rejects.toThrow(message);
  });

  it('answers a line that looks like a header if the format is given as text', async () => {
    expect((await read('-', 'input\na\n', { format: 'text' })).inputs).toEqual(['input', 'a']);
  });

  it.each([
    ['a.csv', 'input\n'],
    ['a.txt', '\n \n'],
    ['-', ''],
  ])('finds no inputs in %s with %j', async (name, content) => {
    expect(await read(name, content)).toEqual({ inputs: [], notes: [] });
  });

  it('tells of blank lines that are left out', async () => {
    expect((await read('a.txt', 'a\n\n\nb\n')).notes).toEqual([
      '2 blank lines were left out of the inputs',
    ]);
  });
});
