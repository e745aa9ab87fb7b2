import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createTinyModel, type TinyModel } from './tiny-model.ts';

/** A tiny model on disk, deleted on dispose. */
export interface TinyModelFile extends TinyModel, Disposable {
  readonly path: string;
}

/** Writes a model of random weights into a new folder. */
export function writeTinyModel(seed = 1): TinyModelFile {
  const folder = mkdtempSync(join(tmpdir(), 'dln-local-'));
  const model = createTinyModel(seed);
  const path = join(folder, 'tiny.gguf');
  writeFileSync(path, model.bytes);
  return { ...model, path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
