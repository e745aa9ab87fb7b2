import { describe, expect, it } from 'vitest';

import { appendToPrompt, promptText, toMessages } from './prompt.ts';

const question = { role: 'user', content: 'Is 7 prime?' } as const;

describe('toMessages', () => {
  it('makes one user message of a plain text', () => {
    expect(toMessages('Is 7 prime?')).toEqual([question]);
  });

  it('keeps messages as they are', () => {
    expect(toMessages([{ role: 'system', content: 'Be brief.' }, question])).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Is 7 prime?' },
    ]);
  });
});

describe('appendToPrompt', () => {
  it('concatenates plain texts', () => {
    expect(appendToPrompt('Is 7 prime?', ' Yes')).toBe('Is 7 prime? Yes');
  });

  it('begins an assistant message after a user message', () => {
    expect(appendToPrompt([question], 'Yes')).toEqual([
      question,
      { role: 'assistant', content: 'Yes' },
    ]);
  });

  it('extends the last assistant message', () => {
    expect(appendToPrompt([question, { role: 'assistant', content: 'Ye' }], 's')).toEqual([
      question,
      { role: 'assistant', content: 'Yes' },
    ]);
  });
});

describe('promptText', () => {
  it('joins the contents of messages and leaves out their roles', () => {
    expect(promptText('Is 7 prime?')).toBe('Is 7 prime?');
    expect(promptText([{ role: 'system', content: 'Be brief.' }, question])).toBe(
      'Be brief.\nIs 7 prime?',
    );
  });
});
