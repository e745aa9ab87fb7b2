import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trainNetwork } from '@dln/run';
import { runDln } from '../testing/run-dln.ts';

let run = '';
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'dln-program-run-'));
});
afterEach(() => rm(run, { recursive: true }));

const data = Array.from({ length: 16 }, (_, count) => ({
  input: `Walk ${count} steps.`,
  target: count % 2 === 0 ? 'yes' : 'no',
}));
const walker = (): string => 'yes';

describe('dln resume of a run of trainNetwork', () => {
  it('prints that its model was an object of a program, and how that program resumes it', async () => {
    await trainNetwork({ data, model: walker, iterations: 1, runDirectory: run });
    const { status, stdout, stderr } = await runDln(['resume', run]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      `dln: ${run} was made by a program, and its model "function:walker" was an object of that program, which a run directory does not hold. Resume it from the program: call trainNetwork again with the data, model and settings of the run and runDirectory: "${run}".\n`,
    );
  });
});
