import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { writeTinyModel } from './testing/tiny-model-file.ts';

const file = writeTinyModel();
afterAll(() => file[Symbol.dispose]());

const entry = JSON.stringify(new URL('index.ts', import.meta.url).href);
const path = JSON.stringify(file.path);

/** The output of a program that uses a model; rejects if it fails or does not end. */
async function run(program: string): Promise<string> {
  const lines = [
    `import { createLocalModel } from ${entry};`,
    `const model = createLocalModel({ path: ${path}, threads: 2 });`,
    program,
  ];
  const script = `${file.path}.mjs`;
  writeFileSync(script, lines.join('\n'));
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@dln/source', script],
    { timeout: 50_000 },
  );
  expect(stderr).toBe('');
  return stdout.trim();
}

describe('a process with a local model', () => {
  it.each([
    ['once the model is closed', 'await model.close();'],
    ['with the model left open', ''],
  ])('ends by itself %s', async (_, ending) => {
    const program = `
      const [reply] = await model.generate([{ prompt: 'bcd' }], { maxTokens: 2 });
      ${ending}
      console.log(reply.usage.completionTokens);
    `;
    expect(await run(program)).toBe('2');
  });

  it('ends by itself after a file that could not be loaded', async () => {
    const program = `
      import { writeFileSync } from 'node:fs';
      writeFileSync(${path} + '.cut', 'GGUF' + '\\u0003\\0\\0\\0' + '\\u0001'.repeat(40));
      const broken = createLocalModel({ path: ${path} + '.cut' });
      await broken.open().catch(({ code }) => console.log(code));
      await broken.close();
    `;
    expect(await run(program)).toBe('invalid-model-file');
  });

  it('ends on request in the middle of a call', async () => {
    const program = `
      await model.open();
      void model.generate([{ prompt: 'bcd' }], { maxTokens: 150 });
      setTimeout(() => { console.log('told'); process.exit(0); }, 20);
    `;
    expect(await run(program)).toBe('told');
  });
});
