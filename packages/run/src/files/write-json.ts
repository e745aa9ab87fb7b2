import { writeText } from './write-text.ts';

/** Writes JSON for people to read, all of it or nothing. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeText(path, `${JSON.stringify(value, null, 2)}\n`);
}
