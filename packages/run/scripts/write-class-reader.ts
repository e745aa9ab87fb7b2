import { writeFile } from 'node:fs/promises';
import { bundleClassReader } from '../src/exporting/class-reader.fixture.ts';

const path = new URL('../src/exporting/class-reader.generated.ts', import.meta.url);
await writeFile(path, await bundleClassReader());
