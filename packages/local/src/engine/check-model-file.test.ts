import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkModelFile } from './check-model-file.ts';
import { type LocalModelError } from '../local-model-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'dln-local-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string | Uint8Array): string {
  const path = join(folder, 'model.gguf');
  writeFileSync(path, content);
  return path;
}

/** The message without the path, which is a different one each time. */
async function complaint(path: string): Promise<string> {
  const error: unknown = await checkModelFile(path).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'LocalModelError', code: 'invalid-model-file' });
  return (error as LocalModelError).message.replace(path, 'PATH');
}

describe('checkModelFile', () => {
  it('names a file that is missing, and a folder', async () => {
    expect(await complaint(join(folder, 'none.gguf'))).toBe(
      'PATH: no such file. Pass the path of an existing GGUF file.',
    );
    expect(await complaint(folder)).toBe('PATH: is a folder. Pass the GGUF file in it.');
  });

  it('names other file formats', async () => {
    expect(await complaint(file('hello world, this is a text'))).toMatch(
      /not a GGUF file: it begins with "hell"/,
    );
    expect(await complaint(file('version https://git-lfs.github.com/spec/v1'))).toMatch(/Git LFS/);
    expect(await complaint(file('PK\u0003\u0004 and so on and so forth'))).toMatch(/PyTorch/);
  });

  it('reports empty and truncated files', async () => {
    expect(await complaint(file(''))).toBe('PATH: is empty.');
    expect(await complaint(file('GG'))).toMatch(/truncated: it ends after 2 bytes/);
    expect(await complaint(file('GGUF\u0003\0\0\0'))).toMatch(/truncated: it ends after 8 bytes/);
  });

  it('reports an unknown version', async () => {
    expect(await complaint(file(`GGUF\u0009\0\0\0${'\0'.repeat(16)}`))).toMatch(/of version 9/);
  });

  it('accepts a file that begins as a model does', async () => {
    await checkModelFile(file(`GGUF\u0003\0\0\0${'\0'.repeat(16)}`));
  });
});
