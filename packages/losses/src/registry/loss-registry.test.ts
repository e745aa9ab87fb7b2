import { expect, it } from 'vitest';
import {
  availableLosses,
  createLoss,
  LossArgumentError,
  registerLoss,
  type Loss,
} from '../index.ts';

const mine: Loss = { name: 'always_wrong', compute: (outputs) => outputs.map(() => 1) };

it('knows these losses', () => {
  expect(availableLosses()).toEqual([
    'answer_text_loss',
    'edit_similarity_loss',
    'exact_match_loss',
    'exact_text_loss',
    'final_number_loss',
    'json_fields_loss',
    'number_presence_loss',
    'numeric_tolerance_loss',
    'regex_loss',
    'token_f1_loss',
  ]);
  expect(availableLosses().map((name) => createLoss(name).name)).toEqual(availableLosses());
});

it('refuses an unknown name and lists the known ones', () => {
  expect(() => createLoss('exact_loss')).toThrow(expect.objectContaining({ code: 'unknown-loss' }));
  expect(() => createLoss('exact_loss')).toThrow(
    `Unknown loss "exact_loss". Available: ${availableLosses().join(', ')}.`,
  );
});

it('does not read losses from the prototype', () => {
  expect(() => createLoss('constructor')).toThrow(
    expect.objectContaining({ code: 'unknown-loss' }),
  );
});

it('knows a registered loss until it is unregistered', () => {
  const takeBack = registerLoss(mine);
  expect(createLoss('always_wrong')).toBe(mine);
  expect(availableLosses()).toContain('always_wrong');
  takeBack();
  expect(() => createLoss('always_wrong')).toThrow(
    expect.objectContaining({ code: 'unknown-loss' }),
  );
});

it('refuses another loss with the same name, and accepts the same one twice', () => {
  const takeBack = registerLoss(mine);
  expect(() => registerLoss({ ...mine })).toThrow(LossArgumentError);
  registerLoss(mine)();
  expect(createLoss('always_wrong')).toBe(mine);
  takeBack();
  expect(() => registerLoss({ ...mine, name: 'exact_match_loss' })).toThrow(
    'exact_match_loss: another loss has this name. Choose another name than ' +
      'answer_text_loss, edit_similarity_loss,',
  );
});
