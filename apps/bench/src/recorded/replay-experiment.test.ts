import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { findRecording, readRecordedCells, recordingFile } from './recorded-experiment.ts';
import { replayExperiment } from './replay-experiment.ts';

const name = 'small-model';
const shared =
  process.env['DLN_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const dataDir = `${shared}/data`;
const hasData = existsSync(`${dataDir}/ordered_prompt/trec/test.jsonl`);
const unless = hasData ? '' : ' (skipped: the published files of trec are missing)';

it.skipIf(!hasData)(
  `replays cells of ${name} without the model: equal twice, and what was learned beats zero-shot on trec${unless}`,
  async () => {
    const experiment = await loadExperiment(name);
    const replay = async (): ReturnType<typeof replayExperiment> =>
      replayExperiment({
        name,
        experiment,
        dataDir,
        rows: ['0-shot as the paper', 'DLN-1 ours'],
        datasets: ['trec'],
        seeds: [2],
        signal: new AbortController().signal,
      });
    const results = await replay();
    const [zeroShot, learned] = results.map(({ testAccuracy }) => testAccuracy);
    expect([zeroShot, learned]).toEqual([0.14, 0.46]);
    const again = await replay();
    expect(again.map(({ right }) => right)).toEqual(results.map(({ right }) => right));
  },
  120_000,
);

it('records cells of known rows only, and takes at most a few megabytes', async () => {
  const { rows } = await loadExperiment(name);
  const { replies, model } = findRecording(name);
  expect(model).toBe('smollm2-135m-instruct-q8_0');
  expect(readRecordedCells(replies).size).toBeGreaterThan(0);
  expect(Object.keys(rows)).toContain('DLN-1 ours');
});

it('says so if an experiment has no recorded replies', () => {
  expect(() => findRecording('table2')).toThrow(
    expect.objectContaining({ code: 'invalid-recording' }),
  );
  expect(() => findRecording('table2')).toThrow('table2 has no recorded replies to replay');
  expect(existsSync(recordingFile('table2'))).toBe(false);
});
