import { describe, expect, it } from 'vitest';
import { parseRecords, type RecordFormat } from './parse-records.ts';

function read(format: RecordFormat, text: string): readonly (readonly string[])[] {
  const data = { file: `x.${format}`, text, remedy: 'Correct it.' };
  return parseRecords(data, format).records.map(({ values }) => [...values.values()]);
}

const HEAD = 'input\ttarget\n';

describe('TSV', () => {
  it.each([
    [
      'a quote that begins a row',
      '"Wow, what a day\tpositive\n',
      [['"Wow, what a day', 'positive']],
    ],
    ['a quote that ends a field', '5"\tx\n', [['5"', 'x']]],
    ['a quote inside a field', 'a "b" c\tx\n', [['a "b" c', 'x']]],
    ['two quoted words', '"a" and "b"\tx\n', [['"a" and "b"', 'x']]],
    ['a quoted field', '"a"\tx\n', [['a', 'x']]],
    ['a quoted field with a tab', '"a\tb"\tx\n', [['a\tb', 'x']]],
    ['doubled quotes', '"say ""hi"""\tx\n', [['say "hi"', 'x']]],
    [
      'a quoted field that spans lines',
      '"a\n\nb"\tx\nc\ty\n',
      [
        ['a\n\nb', 'x'],
        ['c', 'y'],
      ],
    ],
    [
      'an open quote in a last field',
      'x\ty\na b\t"c\n',
      [
        ['x', 'y'],
        ['a b', '"c'],
      ],
    ],
    [
      'CRLF',
      '"a"\tx\r\nb\ty\r\n',
      [
        ['a', 'x'],
        ['b', 'y'],
      ],
    ],
    ['no line break at the end', 'a\tx', [['a', 'x']]],
    ['empty fields', '\t\n', [['', '']]],
    ['blank lines', '\na\tx\n\n', [['a', 'x']]],
    ['a lone quote', '"\tx\n', [['"', 'x']]],
    ['an empty quoted field', '""\tx\n', [['', 'x']]],
  ])('reads %s', (_name, rows, expected) => {
    expect(read('tsv', HEAD + rows)).toEqual(expected);
  });

  it('loses no row between two stray quotes', () => {
    const rows = ['"Wow\tpositive', 'bad film\tnegative', '5"\tnegative', 'good\tpositive'];
    expect(read('tsv', HEAD + rows.join('\n'))).toEqual(rows.map((row) => row.split('\t')));
  });

  it.each([
    [
      'a row with too few fields',
      'a\tx\nb\n',
      'x.tsv, line 3: has 1 field, and there are 2 columns',
    ],
    ['a row with too many', 'a\tx\ty\n', 'x.tsv, line 2: has 3 fields, and there are 2 columns'],
    ['an open quote in a short row', '"a\nb\tx\n', 'x.tsv, line 2: has 1 field'],
    ['a quote over lines with tabs', '"a\nb\tx\nc"\ty\n', 'x.tsv, line 2: has 1 field'],
  ])('refuses %s with the line', (_name, rows, message) => {
    expect(() => read('tsv', HEAD + rows)).toThrow(message);
  });
});

describe('CSV', () => {
  it.each([
    [
      'a quoted field that spans lines',
      '"a,\nb",x\nc,y\n',
      [
        ['a,\nb', 'x'],
        ['c', 'y'],
      ],
    ],
    [
      'lines with commas in a quoted field',
      '"Dear,\nyes,\nbye",x\nc,y\n',
      [
        ['Dear,\nyes,\nbye', 'x'],
        ['c', 'y'],
      ],
    ],
    ['doubled quotes', '"say ""hi""",x\n', [['say "hi"', 'x']]],
    [
      'a blank line before a row',
      'a,x\n\nb,x\n',
      [
        ['a', 'x'],
        ['b', 'x'],
      ],
    ],
    [
      'lines that end in CR',
      'a,x\rb,y\r',
      [
        ['a', 'x'],
        ['b', 'y'],
      ],
    ],
  ])('reads %s', (_name, rows, expected) => {
    const end = rows.includes('\r') ? '\r' : '\n';
    expect(read('csv', `input,target${end}${rows}`)).toEqual(expected);
  });

  it.each(['\n', '\r\n'])('counts a line break %j within quotes as one line', (end) => {
    const lines = ['\uFEFFinput,target', '"a ""joy""', 'indeed",positive', '', 'dull,negative'];
    const text = [...lines, '"x', '', 'y",positive', 'warm,positive', ''].join(end);
    const { records } = parseRecords({ file: 'x.csv', text, remedy: '' }, 'csv');
    expect(records.map(({ line, values }) => [line, values.get('input')])).toEqual([
      [3, `a "joy"${end}indeed`],
      [5, 'dull'],
      [8, `x${end}${end}y`],
      [9, 'warm'],
    ]);
  });

  it.each(['id;input;target\n1;"a; joy";x\n', '\uFEFFinput;target\r\ndull;y\r\n'])(
    'refuses semicolons between columns: %j',
    (text) => {
      expect(() => parseRecords({ file: 'x.csv', text, remedy: '' }, 'csv')).toThrow(
        'x.csv, line 1: separates its columns with semicolons; separate them with commas or tabs.',
      );
    },
  );

  it('refuses a stray quote that takes in whole rows', () => {
    const rows =
      'good,positive\n"Wow what a day,positive\nbad,negative\nit is 5",negative\nso,negative\n';
    expect(() => read('csv', `input,target\n${rows}`)).toThrow(
      'x.csv, line 3: a quoted field goes on to line 5 and takes in whole rows.',
    );
  });

  it.each([
    ['a quote inside a field', '5",x\n', 'line 2: Invalid Opening Quote'],
    ['text after a closing quote', '"a"b,x\n', 'line 2: Invalid Closing Quote'],
    ['an open quote', '"a,x\n', 'Quote Not Closed'],
  ])('refuses %s with the line', (_name, rows, message) => {
    expect(() => read('csv', `input,target\n${rows}`)).toThrow(message);
  });
});

describe('deep JSON (issue 14.11)', () => {
  const DEEP = 100_000;

  it.each([
    ['jsonl', `{"input": "a", "target": ${'['.repeat(DEEP)}${']'.repeat(DEEP)}}\n`],
    ['jsonl', `{"input": "a", "target": ${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}}\n`],
    ['json', `[{"input": "a", "target": ${'['.repeat(DEEP)}${']'.repeat(DEEP)}}]`],
    ['json', '['.repeat(DEEP)],
  ] as const)('is refused with the file: %s', (format, text) => {
    expect(() => read(format, text)).toThrow(
      expect.objectContaining({ userFacing: true, message: expect.stringContaining('x.json') }),
    );
  });
});

describe('columns', () => {
  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty', 'length'])(
    'can be called %s',
    (name) => {
      const data = { file: 'x', remedy: '' };
      const texts: Readonly<Record<RecordFormat, string>> = {
        csv: `${name},target\na,b\n`,
        tsv: `${name}\ttarget\na\tb\n`,
        jsonl: `{"${name}": "a", "target": "b"}\n`,
        json: `[{"${name}": "a", "target": "b"}]`,
      };
      for (const format of ['csv', 'tsv', 'jsonl', 'json'] as const) {
        const { columns, records } = parseRecords({ ...data, text: texts[format] }, format);
        expect(columns).toEqual([name, 'target']);
        expect(records[0]?.values.get(name)).toBe('a');
      }
    },
  );

  it.each([
    ['csv', 'input,target,input\na,b,c\n'],
    ['csv', 'input, input ,target\na,b,c\n'],
    ['tsv', 'input\tinput\ttarget\na\tb\tc\n'],
  ] as const)('of one name are refused in %s', (format, text) => {
    expect(() => read(format, text)).toThrow(/line 1: has several columns called "input"/);
  });

  it.each([
    [
      'jsonl',
      '{"input": "a"}\n{"input": "a", "input": "b"}\n',
      'line 2: has an object with the key "input" twice',
    ],
    [
      'json',
      '[{"input": "a", "target": "x", "input": "b"}]',
      'has an object with the key "input" twice',
    ],
  ] as const)('that one object has twice are refused in %s', (format, text, message) => {
    expect(() => read(format, text)).toThrow(message);
  });

  it('may lack a name if there is no way to mean them', () => {
    expect(read('csv', ',input,\n0,a,b\n')).toEqual([['b', 'a']]);
  });

  it('are trimmed and composed', () => {
    const text = 'input, cafe\u0301\na,b\n';
    const { columns } = parseRecords({ file: 'x', text, remedy: '' }, 'csv');
    expect(columns).toEqual(['input', 'caf\u00e9']);
  });
});

describe('JSON', () => {
  it.each([
    ['12345678901234567890', '12345678901234567890'],
    ['9007199254740993', '9007199254740993'],
    ['1.0', '1.0'],
    ['2.50', '2.50'],
    ['-0', '-0'],
    ['1e400', '1e400'],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
    ['true', 'true'],
    ['"1.0"', '1.0'],
    [String.raw`"a \" 1.0 {\"b\": 2}"`, 'a " 1.0 {"b": 2}'],
    [String.raw`"\u0031"`, '1'],
  ])('keeps the source text of %s', (value, text) => {
    expect(read('jsonl', `{"input": ${value}}\n`)).toEqual([[text]]);
    expect(read('json', `[{"input": ${value}}]`)).toEqual([[text]]);
  });

  it('keeps the same key in different objects apart', () => {
    const text = '{"input": "a", "meta": {"input": 1, "list": [{"input": 2}, {"input": 3}]}}\n';
    expect(read('jsonl', text)).toEqual([['a']]);
  });

  it.each([
    ['{"input": "a"}\nnull\n', 'line 2: must be an object with a text for each column; it is null'],
    ['["a"]\n', 'line 1: must be an object with a text for each column; it is a list'],
    ['{"input": "a"}\n{"input"\n', 'line 2: is not valid JSON, or is truncated'],
  ])('refuses %j with the line', (text, message) => {
    expect(() => read('jsonl', text)).toThrow(message);
  });

  it.each([
    ['{"input": "a"}', 'line 1: must hold a list of objects'],
    ['[{"input": "a"},\n\n"b"]', 'line 3: must be an object'],
    ['[{"input": "a"},\n', 'line 2: is not valid JSON, or is truncated'],
  ])('refuses the list %j with the line', (text, message) => {
    expect(() => read('json', text)).toThrow(message);
  });

  it('scans a megabyte of text', () => {
    const long = 'a "quoted" text '.repeat(70_000);
    expect(read('jsonl', `${JSON.stringify({ input: long })}\n`)).toEqual([[long]]);
  });
});
