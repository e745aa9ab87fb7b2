import { expect, it } from 'vitest';
import { createWaitNotes } from './note-waits.ts';

it('shows each wait of two seconds or more, and waits at the same time once', () => {
  const notes: string[] = [];
  let seconds = 0;
  const note = createWaitNotes(
    (text) => notes.push(text),
    () => new Date(seconds * 1000),
  );
  note({ delayInMs: 1900, reason: 'a answered 429: slow down.' });
  note({ delayInMs: 8100, reason: 'a answered 429: slow down.' });
  note({ delayInMs: 4000, reason: 'a answered 429: slow down.' });
  note({ delayInMs: 4000, reason: 'a answered 500: oops' });
  seconds = 8.1;
  note({ delayInMs: 16_000, reason: 'a answered 429: slow down.' });
  expect(notes).toEqual([
    'a answered 429: slow down; asking again in 8 s',
    'a answered 500: oops; asking again in 4 s',
    'a answered 429: slow down; asking again in 16 s',
  ]);
});
