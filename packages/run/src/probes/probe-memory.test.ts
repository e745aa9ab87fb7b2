import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Capabilities } from '@dln/llm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openProbeMemory, probesFile } from './probe-memory.ts';

const identity = 'http://localhost:8000/v1 compatible-completions:m';
const capabilities: Capabilities = {
  scoresText: true,
  textScoring: 'echo',
  maxTopTokens: 20,
  seeds: true,
};
const then = () => new Date('2026-01-01T00:00:00Z');

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dln-probes-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (now = then, isRefreshed = false) =>
  openProbeMemory({ file: join(folder, 'cache', 'probes.json'), now, isRefreshed });

it('knows what another process has found out, of that server and model alone', () => {
  open().remember(identity, capabilities);
  expect(open().recall(identity)).toEqual(capabilities);
  expect(open().recall(identity.replace('8000', '8001'))).toBeUndefined();
  expect(readdirSync(join(folder, 'cache'))).toEqual(['probes.json']);
});

it('keeps what it knows of other models', () => {
  open().remember(identity, capabilities);
  open().remember('elsewhere', { ...capabilities, scoresText: false });
  expect(open().recall(identity)).toEqual(capabilities);
});

it('asks again after thirty days, and where that is wanted', () => {
  open().remember(identity, capabilities);
  expect(open(() => new Date('2026-01-30T00:00:00Z')).recall(identity)).toEqual(capabilities);
  expect(open(() => new Date('2026-02-01T00:00:00Z')).recall(identity)).toBeUndefined();
  expect(open(then, true).recall(identity)).toBeUndefined();
});

it('asks again for what an earlier command did not find out', () => {
  open().remember(identity, capabilities);
  const knowsLists = ({ promptLists }: Capabilities) => promptLists !== undefined;
  expect(open().recall(identity, knowsLists)).toBeUndefined();
  open().remember(identity, { ...capabilities, promptLists: false });
  expect(open().recall(identity, knowsLists)?.promptLists).toBe(false);
});

it('takes a damaged file for one that knows nothing, and writes it anew', () => {
  open().remember(identity, capabilities);
  writeFileSync(join(folder, 'cache', 'probes.json'), '{"version":1,"models":{"x"');
  expect(open().recall(identity)).toBeUndefined();
  open().remember(identity, capabilities);
  expect(open().recall(identity)).toEqual(capabilities);
});

it('goes on if nothing can be written', () => {
  writeFileSync(join(folder, 'cache'), 'a file where the folder should be');
  expect(() => {
    open().remember(identity, capabilities);
  }).not.toThrow();
});

it('lies beside the replies that runs share', () => {
  expect(probesFile({ file: join('c', 'replies.sqlite'), isNamed: false })).toBe(
    join('c', 'probes.json'),
  );
  expect(probesFile({ file: 'mine.sqlite', isNamed: true })).toBe('mine.sqlite.probes.json');
});
