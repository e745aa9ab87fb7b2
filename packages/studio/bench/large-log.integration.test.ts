import { expect, it } from 'vitest';
import { measureLargeLog } from './measure-large-log.ts';

it('opens a log of 100 MB in parts: the first lines and the end are there before all lines, and the server holds less than the log', async () => {
  const small = await measureLargeLog(1e5, { isBuilt: false });
  const large = await measureLargeLog(100e6, { isBuilt: false });
  expect(large.firstLines).toBeLessThan(large.allLines);
  expect(large.end).toBeLessThan(large.allLines);
  expect(large.sentMegabytes).toBeLessThan(large.megabytes / 20);
  expect(large.serverMegabytes - small.serverMegabytes).toBeLessThan(large.megabytes);
});
