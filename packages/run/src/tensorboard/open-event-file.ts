import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeRecords, encodeRecord } from './records.ts';
import type { Scalar } from './scalar.ts';
import { decodeScalar, encodeScalar, encodeVersion } from './summary-message.ts';
import { systemClock } from '../clock.ts';

/** A file of figures that TensorBoard reads. */
export interface EventFile extends AsyncDisposable {
  /** Writes what the file does not hold yet: a figure is told by its tag and step. */
  add(scalars: readonly Scalar[]): Promise<void>;
}

/** TensorBoard takes every file with `tfevents` in its name. */
const fileName = 'events.out.tfevents.dln';

/**
 * Opens the event file of a folder. What it holds stays, but for a last record that was not written
 * to its end; so a run that goes on adds to it, and writes nothing twice.
 */
export async function openEventFile(
  folder: string,
  now: () => Date = systemClock,
): Promise<EventFile> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, fileName);
  const { messages, end } = decodeRecords(await readIfThere(path));
  const known = new Set(
    messages.flatMap((message) => {
      const scalar = decodeScalar(message);
      return scalar === undefined ? [] : [keyOf(scalar)];
    }),
  );
  const file = await open(path, 'a');
  await file.truncate(end);
  const seconds = (): number => now().getTime() / 1000;
  if (messages.length === 0) await file.appendFile(encodeRecord(encodeVersion(seconds())));
  return {
    add: async (scalars) => {
      const news = scalars.filter((scalar) => !known.has(keyOf(scalar)));
      if (news.length === 0) return;
      const time = seconds();
      await file.appendFile(
        Buffer.concat(news.map((scalar) => encodeRecord(encodeScalar(scalar, time)))),
      );
      for (const scalar of news) known.add(keyOf(scalar));
    },
    [Symbol.asyncDispose]: async () => {
      await file.close();
    },
  };
}

function keyOf({ tag, step }: Scalar): string {
  return `${step} ${tag}`;
}

async function readIfThere(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return new Uint8Array();
    throw error;
  }
}
