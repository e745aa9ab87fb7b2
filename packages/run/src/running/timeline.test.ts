import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTimeline } from './timeline.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-timeline-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const clockFrom =
  (seconds: number): (() => Date) =>
  () =>
    new Date(seconds++ * 1000);
const event = (iteration: number) =>
  ({ type: 'iteration', iteration, parameters: [], devAccuracy: null }) as const;

describe('the timeline of a run', () => {
  it('has the time of each event, and notes none again when the run is resumed', async () => {
    const first = await openTimeline(folder, clockFrom(0));
    await first.add(event(0), {});
    await first.add(event(1), { 'rate-limit': 2 });
    const second = await openTimeline(folder, clockFrom(60));
    for (const iteration of [0, 1, 2]) await second.add(event(iteration), {});
    const lines = (await readFile(join(folder, 'timeline.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { type: 'opened', events: 0, at: '1970-01-01T00:00:00.000Z' },
      { type: 'iteration', iteration: 0, events: 1, retries: {}, at: '1970-01-01T00:00:01.000Z' },
      {
        type: 'iteration',
        iteration: 1,
        events: 2,
        retries: { 'rate-limit': 2 },
        at: '1970-01-01T00:00:02.000Z',
      },
      { type: 'opened', events: 2, at: '1970-01-01T00:01:00.000Z' },
      { type: 'iteration', iteration: 2, events: 3, retries: {}, at: '1970-01-01T00:01:01.000Z' },
    ]);
  });

  it('goes on after a line that was cut off', async () => {
    await appendFile(join(folder, 'timeline.jsonl'), '{"type":"opened","events":0,"a');
    const timeline = await openTimeline(folder, clockFrom(5));
    await timeline.add(event(0), {});
    const lines = (await readFile(join(folder, 'timeline.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.slice(1).map((line) => (JSON.parse(line) as { at: string }).at)).toEqual([
      '1970-01-01T00:00:05.000Z',
      '1970-01-01T00:00:06.000Z',
    ]);
  });
});
