import { describe, expect, it } from 'vitest';

import { createStopCutter } from './create-stop-cutter.ts';
import { streamPieces } from './stream-pieces.ts';

describe('streamPieces', () => {
  it('gives pieces before the producer ends, then what was not emitted, then the result', async () => {
    const gate = Promise.withResolvers<string>();
    const parts = streamPieces<string>({
      textOf: (text) => text,
      produce: async (emit) => {
        emit('one ');
        return gate.promise;
      },
    });
    expect(await parts.next()).toMatchObject({ value: { type: 'text', text: 'one ' } });
    gate.resolve('one two');
    expect(await parts.next()).toMatchObject({ value: { type: 'text', text: 'two' } });
    expect(await parts.next()).toMatchObject({ value: { type: 'end', result: 'one two' } });
    expect(await parts.next()).toEqual({ done: true, value: undefined });
  });

  it('throws the error of the producer after the pieces before it', async () => {
    const parts = streamPieces<string>({
      textOf: (text) => text,
      produce: async (emit) => {
        emit('one ');
        throw new Error('broken');
      },
    });
    expect(await parts.next()).toMatchObject({ value: { text: 'one ' } });
    await expect(parts.next()).rejects.toThrow('broken');
  });

  it('aborts the producer if the reader stops', async () => {
    let signal: AbortSignal | undefined;
    const parts = streamPieces<string>({
      textOf: (text) => text,
      produce: async (emit, ends) => {
        signal = ends;
        emit('one ');
        return Promise.withResolvers<string>().promise;
      },
    });
    for await (const _ of parts) break;
    expect(signal?.aborted).toBe(true);
  });
});

describe('createStopCutter', () => {
  it('ends a text before a stop text that arrives in pieces', () => {
    const cutter = createStopCutter(['\n\n', '##']);
    expect(['one #', '# two', '\n\n'].map((piece) => cutter.push(piece))).toEqual(['one ', '', '']);
    expect(cutter.end()).toBe('');
  });

  it('shows what only looked like the beginning of a stop text', () => {
    const cutter = createStopCutter(['##']);
    expect([cutter.push('one #'), cutter.push('1'), cutter.end()]).toEqual(['one ', '#', '1']);
  });
});
