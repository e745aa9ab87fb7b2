import { fileURLToPath } from 'node:url';

/** The folder of the built page: beside the built package, also for its sources. */
export function findPageFolder(): string {
  const isSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isSource ? '../../dist/page' : './page', import.meta.url));
}
