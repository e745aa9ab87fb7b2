import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createTinyModel, type TinyModel, type TinyModelOptions } from './tiny-model.ts';

/** A tiny model on disk, deleted on dispose. */
export interface TinyModelFile extends TinyModel, Disposable {
  readonly path: string;
}

/** Writes a model of random weights into a new folder. */
export function writeTinyModel(options: TinyModelOptions = {}): TinyModelFile {
  const folder = mkdtempSync(join(tmpdir(), 'dln-local-'));
  const model = createTinyModel(options);
  const path = join(folder, 'tiny.gguf');
  writeFileSync(path, model.bytes);
  return { ...model, path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
