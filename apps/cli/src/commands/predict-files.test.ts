import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runDln, type Outcome } from '../testing/run-dln.ts';
import { startFakeEndpoint, type FakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
let run = '';
let endpoint: FakeEndpoint;
beforeAll(async () => {
  endpoint = await startFakeEndpoint();
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  folder = await mkdtemp(join(tmpdir(), 'dln-predict-files-'));
  const dataset = await writeWalks(folder);
  run = join(folder, 'run');
  const config = join(folder, 'run.yaml');
  const settings = `dataset: ${JSON.stringify(dataset)}\nlayers: 1\niters: 1\nbatchSize: 4\nnumPSamples: 2\n`;
  // Editors on Windows write UTF-16.
  await writeFile(config, Buffer.from(`\uFEFF${settings}`, 'utf16le'));
  const trained = await runDln(['train', '--config', config, '--out-dir', run]);
  expect(trained).toMatchObject({ status: 0 });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await endpoint[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function predict(
  name: string,
  content: string | Buffer,
  ...args: readonly string[]
): Promise<Outcome> {
  const file = join(folder, name);
  await writeFile(file, content);
  return runDln(['predict', run, '--input', file, ...args]);
}

describe('dln predict NETWORK -', () => {
  it('reads standard input', async () => {
    const { status, stdout } = await runDln(['predict', run, '-'], {
      stdin: 'Walk 2 steps.\nWalk 3 steps.\n',
    });
    expect([status, stdout]).toEqual([0, 'yes\nno\n']);
  });

  it('takes no other input beside it', async () => {
    for (const args of [
      ['-', 'Walk 2 steps.'],
      ['-', '--input', join(folder, 'a.csv')],
    ]) {
      const { status, stderr } = await runDln(['predict', run, ...args]);
      expect([status, stderr]).toEqual([1, expect.stringContaining('give')]);
    }
  });
});

describe('dln predict --input', () => {
  it('answers a column of a CSV file, never its header, and writes CSV', async () => {
    const output = join(folder, 'answers.csv');
    const csv = '\uFEFFid,text\r\n1,"Walk 2 steps, then stop."\r\n2,Walk 3 steps.\r\n';
    const args = ['--column', 'text', '--output', output];
    const first = await predict('a.csv', csv, ...args);
    expect(first).toMatchObject({ status: 0, stdout: '' });
    expect(first.stderr).toContain(`2 predictions written to ${output}\n`);
    const text = 'input,output,error\n"Walk 2 steps, then stop.",yes,\nWalk 3 steps.,no,\n';
    expect(await readFile(output, 'utf8')).toBe(text);
    const again = await predict('a.csv', csv, ...args);
    expect(again.status).toBe(1);
    expect(again.stderr).toContain(`${output} exists; name another file as --output`);
    expect(await predict('a.csv', csv, ...args, '--force')).toMatchObject({ status: 0 });
  });

  it('reads UTF-16 JSON lines, and another encoding that is named', async () => {
    const json = '{"input": "Walk 2 steps, caf\u00E9."}\n';
    const wide = await predict('a.jsonl', Buffer.from(`\uFEFF${json}`, 'utf16le'), '--json');
    expect(JSON.parse(wide.stdout)).toMatchObject({ input: 'Walk 2 steps, caf\u00E9.' });
    const latin = Buffer.from('Walk 2 steps, caf\u00E9.\n', 'latin1');
    expect((await predict('a.txt', latin)).stderr).toContain('line 1: is not UTF-8.');
    const named = await predict('a.txt', latin, '--encoding', 'windows-1252', '--json');
    expect(JSON.parse(named.stdout)).toMatchObject({ input: 'Walk 2 steps, caf\u00E9.' });
  });

  it('refuses semicolons between columns, and a file without inputs', async () => {
    const semicolons = await predict('s.csv', '\uFEFFid;input\n1;"a; b"\n');
    expect(semicolons).toMatchObject({ status: 1, stdout: '' });
    expect(semicolons.stderr).toContain('s.csv, line 1: separates its columns with semicolons');
    const empty = await predict('e.csv', 'input,target\n');
    expect(empty).toMatchObject({ status: 1, stdout: '' });
    expect(empty.stderr).toContain('e.csv holds no input.');
  });
});
