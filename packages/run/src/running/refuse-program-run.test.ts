import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judge, quick, reviews } from '../program/reviews.fixture.ts';
import { trainNetwork } from '../program/train-network.ts';
import { resumeTraining } from './resume-training.ts';

let runDirectory = '';
beforeEach(async () => {
  runDirectory = await mkdtemp(join(tmpdir(), 'dln-program-run-'));
});
afterEach(() => rm(runDirectory, { recursive: true }));

describe('resumeTraining of a run of trainNetwork', () => {
  it('is refused without its models, names trainNetwork, and changes no file', async () => {
    await trainNetwork({ data: reviews, model: judge, ...quick, runDirectory });
    const before = await readdir(runDirectory);
    await expect(resumeTraining(runDirectory)).rejects.toMatchObject({
      code: 'program-run',
      runDirectory,
      message: `${runDirectory} was made by a program, and its model "function:judge" was an object of that program, which a run directory does not hold. Resume it from the program: call trainNetwork again with the data, model and settings of the run and runDirectory: "${runDirectory}".`,
    });
    expect(await readdir(runDirectory)).toEqual(before);
    const again = await trainNetwork({ data: reviews, model: judge, ...quick, runDirectory });
    expect(again.testAccuracy).toBe(1);
  });
});
