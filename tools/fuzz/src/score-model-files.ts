import { createLocalModel } from '@dln/local';
import { isTyped } from './target.ts';

/** What became of a model file in the engine. */
export type EngineReply =
  | { readonly outcome: 'scored' }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'failed'; readonly message: string };

// A process of its own: loads each file that it is sent, and scores one text.
process.on('message', (path) => {
  void score(String(path)).then((reply) => process.send?.(reply));
});

async function score(path: string): Promise<EngineReply> {
  try {
    await using model = createLocalModel({ path, threads: 1, contextLength: 64, sequences: 2 });
    await model.scoreText([{ context: 'Take 3 steps. Turn left.\n', continuation: 'yes' }]);
    return { outcome: 'scored' };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return isTyped(error) ? { outcome: 'refused', message } : { outcome: 'failed', message };
  }
}
