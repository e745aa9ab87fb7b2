import { expect, it } from 'vitest';
import { examplesToCsv } from './examples-to-csv.ts';

it('quotes what needs it, and gives each hidden text and failure a column', () => {
  const example = { target: 'b', output: 'a "b"', loss: 1, answeredBy: 'generated' } as const;
  expect(
    examplesToCsv([
      { ...example, input: 'one, two\nthree', hiddenTexts: ['notes'] },
      {
        ...example,
        input: 'x',
        output: '',
        hiddenTexts: [],
        failure: { kind: 'content-filter', message: 'blocked' },
      },
    ]),
  ).toBe(
    [
      'input,target,output,loss,answeredBy,hiddenText1,failure',
      '"one, two\nthree",b,"a ""b""",1,generated,notes,',
      'x,b,,1,generated,,blocked',
      '',
    ].join('\r\n'),
  );
});
