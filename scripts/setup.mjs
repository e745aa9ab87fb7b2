// `npm run setup`: installs what the lockfile pins, pnpm and Node included. Builds and tests nothing.
import { installPackages } from './bootstrap.mjs';

await installPackages();
