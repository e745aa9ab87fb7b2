import type { LanguageModel } from '@dln/llm';
import { RowTemplateError } from '@dln/templates/template';
import { describe, expect, it } from 'vitest';
import type { RunnableNetwork } from './answer-inputs.ts';
import { describeDifferences } from './describe-differences.ts';
import { describeParameters } from './describe-parameters.ts';
import { createInputTexts } from './input-texts.ts';
import type { NetworkFile } from './network-file.ts';

type Network = Pick<RunnableNetwork, 'model' | 'scoreModel' | 'readsClasses'>;

/** A network of some layers on other models than it was trained with. */
function differences(
  writesClasses: readonly boolean[],
  { model = 'a', scoreModel = 'b', readsClasses = false } = {},
): readonly string[] {
  const file = {
    trainedWith: { forward: 'a', score: 'b' },
    layers: writesClasses.map((own) => ({ writesClasses: own })),
  };
  const of = (id: string) => ({ id }) as LanguageModel;
  const network: Network = { model: of(model), scoreModel: of(scoreModel), readsClasses };
  // It reads nothing else.
  return describeDifferences(file as unknown as NetworkFile, network as RunnableNetwork);
}

describe('a network that runs as it was trained', () => {
  it('differs in nothing', () => {
    expect(differences([true])).toEqual([]);
    expect(differences([false, true])).toEqual([]);
    expect(differences([false])).toEqual([]);
  });
});

describe('a network that scores classes', () => {
  it('differs if another model scores them', () => {
    expect(differences([true], { scoreModel: 'c' })).toEqual([
      'c scores classes; the network was trained with b',
    ]);
  });

  it('does not differ by the model that writes texts if it writes none', () => {
    expect(differences([true], { model: 'c' })).toEqual([]);
    expect(differences([false, true], { model: 'c' })).toEqual([
      'c answers; the network was trained with a',
    ]);
  });

  it('differs if its classes are read from answers, whatever the model', () => {
    expect(differences([true], { model: 'c', scoreModel: 'c', readsClasses: true })).toEqual([
      'c answers; the network was trained with a',
      'c gives no log-probabilities, so classes are read from its text; the network was trained by scoring them',
    ]);
  });
});

describe('a network that writes texts', () => {
  it('differs if another model answers, and scores nothing', () => {
    expect(differences([false], { model: 'c', scoreModel: 'c' })).toEqual([
      'c answers; the network was trained with a',
    ]);
  });
});

it('parameters as one text are the instruction, then each demonstration', () => {
  expect(describeParameters({ instruction: 'Add.', demonstrations: [] })).toBe('Add.');
  expect(
    describeParameters({
      instruction: 'Add.',
      demonstrations: [
        { input: '1 + 1', output: '2' },
        { input: '2 + 2', output: '4' },
      ],
    }),
  ).toBe('Add.\n\nInput: 1 + 1\nOutput: 2\n\nInput: 2 + 2\nOutput: 4');
});

describe('the inputs of a network', () => {
  it('are texts, or rows of its columns', () => {
    const read = createInputTexts({ columns: ['title'], template: 'Title: {{ title }}' });
    expect(read('as it is')).toBe('as it is');
    expect(read({ title: 'Soup' })).toBe('Title: Soup');
  });

  it('are no rows if it was trained on texts', () => {
    const read = createInputTexts(undefined);
    expect(read('as it is')).toBe('as it is');
    expect(() => read({ title: 'Soup' })).toThrow(RowTemplateError);
    expect(() => read({ title: 'Soup' })).toThrow('Pass the text of the input.');
  });
});
