import {
  createInputReader,
  type InputForm,
  type Row,
  RowTemplateError,
} from '@dln/templates/template';

/** What a network answers: a text, or a row of the columns that it was trained on. */
export type NetworkInput = string | Row;

/** The text that a network reads. */
export type InputTexts = (input: NetworkInput) => string;

/**
 * Makes the texts of inputs. A text stays as it is.
 *
 * @param form of the network's file
 */
export function createInputTexts(form: InputForm | undefined): InputTexts {
  const read = form && createInputReader(form);
  return (input) => {
    if (typeof input === 'string') return input;
    if (read) return read(input);
    throw new RowTemplateError({
      code: 'not-a-text',
      message:
        'The network was trained on inputs of one text, and a row of columns was given. Pass the ' +
        'text of the input.',
    });
  };
}
