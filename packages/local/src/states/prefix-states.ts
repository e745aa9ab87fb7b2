import { mkdtemp, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { LlamaContextSequence } from 'node-llama-cpp';

import { commonPrefixLength } from '../planning/compare-tokens.ts';
import { FOLDER_PREFIX, removeStaleFolders } from './stale-folders.ts';

/** States of prefixes that were evaluated, in temporary files. */
export interface PrefixStates {
  /**
   * Loads the kept prefix that saves the most tokens.
   *
   * @param present tokens that the sequence holds of the text already
   * @param useful tokens of the text that may come from a state
   * @returns the tokens that the sequence holds afterwards; undefined if it is as before
   */
  recall(
    sequence: LlamaContextSequence,
    tokens: readonly number[],
    range: { readonly present: number; readonly useful: number },
  ): Promise<readonly number[] | undefined>;
  /** Keeps the state of a sequence that holds exactly these tokens. */
  keep(sequence: LlamaContextSequence, tokens: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

/** Options of `createPrefixStates`. */
export interface PrefixStatesOptions {
  /** Bytes of all files together. @default 256 MiB */
  readonly mostBytes?: number;
  /** Tokens that a state must save, to be kept or loaded. @default 32 */
  readonly leastTokens?: number;
}

interface KeptState {
  readonly file: string;
  readonly tokens: readonly number[];
  readonly bytes: number;
}

/**
 * Keeps the states of prefixes in files of a temporary folder. The candidates of a race share
 * examples and differ in their demonstrations, which each block would evaluate again. What was used
 * longest ago goes first. A state that cannot be written or read is evaluated again.
 */
export function createPrefixStates({
  mostBytes = 256 * 2 ** 20,
  leastTokens = 32,
}: PrefixStatesOptions = {}): PrefixStates {
  // In the order of their last use.
  let kept: readonly KeptState[] = [];
  let opening: Promise<string> | undefined;
  let folder: string | undefined;
  let count = 0;
  let isUnusable = false;

  const removeAtExit = (): void => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };

  // Lanes keep prefixes at once, and share the folder.
  const openFolder = async (): Promise<string> => (opening ??= makeFolder());

  const makeFolder = async (): Promise<string> => {
    await removeStaleFolders();
    folder = await mkdtemp(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
    process.once('exit', removeAtExit);
    return folder;
  };

  const drop = async (state: KeptState): Promise<void> => {
    kept = kept.filter((other) => other !== state);
    await rm(state.file, { force: true });
  };

  const makeRoom = async (): Promise<void> => {
    let bytes = kept.reduce((sum, state) => sum + state.bytes, 0);
    for (const state of kept) {
      if (bytes <= mostBytes) break;
      bytes -= state.bytes;
      await drop(state);
    }
  };

  return {
    async recall(sequence, tokens, { present, useful }) {
      const savedBy = (state: KeptState): number =>
        Math.min(useful, commonPrefixLength(state.tokens, tokens)) - present;
      const [best] = kept.toSorted((one, other) => savedBy(other) - savedBy(one));
      if (best === undefined || savedBy(best) < leastTokens) return undefined;
      try {
        await sequence.loadStateFromFile(best.file, { acceptRisk: true });
      } catch {
        await drop(best);
        await sequence.clearHistory();
        return [];
      }
      kept = [...kept.filter((other) => other !== best), best];
      return best.tokens;
    },
    async keep(sequence, tokens) {
      if (isUnusable || tokens.length < leastTokens || sequence.needsCheckpoints) return;
      if (kept.some((state) => commonPrefixLength(state.tokens, tokens) === tokens.length)) return;
      const own = [...tokens];
      try {
        const file = join(await openFolder(), `${count++}.state`);
        const { fileSize } = await sequence.saveStateToFile(file);
        kept = [...kept, { file, tokens: own, bytes: fileSize }];
      } catch {
        isUnusable = true;
      }
      await makeRoom();
    },
    async close() {
      process.removeListener('exit', removeAtExit);
      const own = folder;
      folder = undefined;
      kept = [];
      if (own !== undefined) await rm(own, { recursive: true, force: true });
    },
  };
}
