import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEventLog } from './event-log.ts';

let path = '';
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'dln-log-')), 'events.jsonl');
});
afterEach(async () => {
  await rm(join(path, '..'), { recursive: true, force: true });
});

async function write(...events: readonly object[]): Promise<void> {
  await using log = await openEventLog(path);
  for (const event of events) await log.append(event);
}

describe('openEventLog', () => {
  it('adds to a log only what is not there yet', async () => {
    await write({ step: 1 }, { step: 2 });
    await write({ step: 1 }, { step: 2 }, { step: 3 });
    expect(await readFile(path, 'utf8')).toBe('{"step":1}\n{"step":2}\n{"step":3}\n');
  });

  it('writes one line an event, whatever its texts', async () => {
    await write({ text: 'a\nb' });
    expect(await readFile(path, 'utf8')).toBe('{"text":"a\\nb"}\n');
  });

  it('mends a last line that was half written', async () => {
    await write({ step: 1 });
    await appendFile(path, '{"step":2,"pro');
    await write({ step: 1 }, { step: 2 });
    expect(await readFile(path, 'utf8')).toBe('{"step":1}\n{"step":2}\n');
  });

  it('passes the point of an interruption', async () => {
    await write({ step: 1 }, { type: 'interrupted' });
    await write({ step: 1 }, { step: 2 });
    expect(await readFile(path, 'utf8')).toBe('{"step":1}\n{"type":"interrupted"}\n{"step":2}\n');
  });

  it('refuses a run that does not go as it went before', async () => {
    await write({ step: 1 }, { step: 2 });
    await expect(write({ step: 1 }, { step: 9 })).rejects.toThrow(
      expect.objectContaining({ name: 'RunError', code: 'event-mismatch' }),
    );
    expect(await readFile(path, 'utf8')).toBe('{"step":1}\n{"step":2}\n');
  });
});
