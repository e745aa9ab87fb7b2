import { expect, it } from 'vitest';
import {
  availableLosses,
  createLoss,
  LossArgumentError,
  registerLoss,
  UnknownLossError,
  type Loss,
} from '../index.ts';

const mine: Loss = { name: 'always_wrong', compute: (outputs) => outputs.map(() => 1) };

it('knows these losses', () => {
  expect(availableLosses()).toEqual([
    'answer_text_loss',
    'exact_match_loss',
    'exact_text_loss',
    'final_number_loss',
    'number_presence_loss',
  ]);
  expect(availableLosses().map((name) => createLoss(name).name)).toEqual(availableLosses());
});

it('refuses a name that is none, with those that there are', () => {
  expect(() => createLoss('exact_loss')).toThrow(UnknownLossError);
  expect(() => createLoss('exact_loss')).toThrow(
    'There is no loss "exact_loss". There are: answer_text_loss, exact_match_loss, exact_text_loss, final_number_loss, number_presence_loss.',
  );
});

it('does not take what every object inherits for a loss', () => {
  expect(() => createLoss('constructor')).toThrow(UnknownLossError);
});

it('knows a loss of one’s own from registration until it is taken back', () => {
  const takeBack = registerLoss(mine);
  expect(createLoss('always_wrong')).toBe(mine);
  expect(availableLosses()).toContain('always_wrong');
  takeBack();
  expect(() => createLoss('always_wrong')).toThrow(UnknownLossError);
});

it('refuses a second loss of the same name, and lets the same one come twice', () => {
  const takeBack = registerLoss(mine);
  expect(() => registerLoss({ ...mine })).toThrow(LossArgumentError);
  registerLoss(mine)();
  expect(createLoss('always_wrong')).toBe(mine);
  takeBack();
  expect(() => registerLoss({ ...mine, name: 'exact_match_loss' })).toThrow(
    'exact_match_loss: another loss has this name. Choose one that is none of answer_text_loss, exact_match_loss,',
  );
});
