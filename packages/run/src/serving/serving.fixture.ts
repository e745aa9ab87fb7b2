import { streamPieces, type Generation, type LanguageModel, promptText } from '@dln/llm';
import { loadNetwork, type Network, type NetworkFile } from '@dln/vi';

/** A network of two layers that repeat what they read, in capitals at first. */
export function repeatingNetwork(model: LanguageModel): Network {
  const layer = (instruction: string): NetworkFile['layers'][number] => ({
    parameters: { instruction, demonstrations: [] },
    template: { name: 't', version: '1', text: '{{ prompt }} {{ input }}', stopTokens: null },
    residualTemplate: null,
    outputClasses: null,
    writesClasses: false,
    maxTokens: 8,
  });
  return loadNetwork(
    {
      format: 'dln-network',
      formatVersion: 2,
      layers: [layer('Shout:'), layer('Repeat:')],
      stripOptions: false,
      preset: 'standard',
      task: { dataset: 'parrots', instruction: '', loss: 'exact_text_loss' },
      trainedWith: { forward: 'fake', backward: 'fake', score: 'fake' },
      scores: { devAccuracy: null, testAccuracy: null },
    },
    { model },
  );
}

/** A model that is in the middle of a call until it is let go. */
export interface HeldModel {
  readonly model: LanguageModel;
  /** Calls in work. */
  readonly running: () => number;
  /** The most calls that were in work at once. */
  readonly most: () => number;
  readonly aborted: () => number;
  /** Answers all calls, from now on at once. */
  readonly release: () => void;
}

/**
 * Repeats prompts, in pieces of four characters if it streams. @param isHeld calls wait for
 * `release`
 */
export function repeatingModel({ isHeld = false } = {}): HeldModel {
  const released = Promise.withResolvers<undefined>();
  if (!isHeld) released.resolve(undefined);
  let running = 0;
  let most = 0;
  let aborted = 0;
  const usage = { promptTokens: 3, completionTokens: 2 };
  const answer = async (
    text: string,
    signal: AbortSignal | undefined,
    emit: (piece: string) => void = () => undefined,
  ): Promise<Generation> => {
    most = Math.max(most, ++running);
    const ends = Promise.withResolvers<never>();
    const abort = (): void => {
      aborted++;
      ends.reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      if (isHeld) await Promise.race([released.promise, ends.promise]);
      for (let at = 0; at < text.length; at += 4) emit(text.slice(at, at + 4));
      return { text, finishReason: 'stop', usage };
    } finally {
      signal?.removeEventListener('abort', abort);
      running--;
    }
  };
  return {
    model: {
      id: 'fake',
      capabilities: { scoresText: false, maxTopTokens: 0, seeds: true, continuesText: true },
      countTokens: (text) => text.length,
      generate: (requests, options) =>
        Promise.all(requests.map(({ prompt }) => answer(promptText(prompt), options?.signal))),
      streamText: ({ prompt }, options) =>
        streamPieces<Generation>({
          signal: options?.signal,
          textOf: ({ text }) => text,
          produce: (emit, signal) => answer(promptText(prompt), signal, emit),
        }),
    },
    running: () => running,
    most: () => most,
    aborted: () => aborted,
    release: () => released.resolve(undefined),
  };
}
