// `npm start`: installs, builds and shows how a network of prompts is trained, with the model that
// ships with the project. Arguments go to `dln demo`, as in `npm start -- --seed 7`.
import { join } from 'node:path';
import { bootstrap, environment, node, root } from './bootstrap.mjs';
import { run } from './run.mjs';

await bootstrap();

const main = join(root, 'apps', 'cli', 'dist', 'main.js');
const { status } = await run(node, [main, 'demo', ...process.argv.slice(2)], {
  cwd: root,
  env: environment,
});
process.exit(status);
