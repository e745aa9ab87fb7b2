import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkGgufHeader, embeddedModelPath } from '@dln/local';
import { scoreInProcess } from '../engine-process.ts';
import { mutateGguf } from '../mutate-gguf.ts';
import type { FuzzTarget } from '../target.ts';

let mutants = 0;

/** Model files whose header is accepted, in the engine: it loads them and scores a text. */
export const engine: FuzzTarget = {
  name: 'engine',
  longCount: 300,
  isSlow: true,
  run: async ({ random, folder, model = embeddedModelPath }) => {
    // The engine maps files into memory, so none is written twice.
    const file = join(folder, `model-${mutants++}.gguf`);
    writeFileSync(file, mutateGguf(random, readFileSync(model)));
    try {
      checkGgufHeader(file);
      const reply = await scoreInProcess(file);
      if (reply.outcome === 'scored') return;
      const isTyped = reply.outcome === 'refused';
      throw Object.assign(new Error(reply.message), { userFacing: isTyped });
    } finally {
      rmSync(file);
    }
  },
};
