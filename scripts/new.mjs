// `pnpm new loss prefix`: writes the files of a new module, its test, its entries in the lists that
// name all modules, and a changeset.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'oxfmt';
import { parseName } from './new/names.mjs';
import { newDataset } from './new/new-dataset.mjs';
import { newLoss } from './new/new-loss.mjs';
import { newModel } from './new/new-model.mjs';
import { newTemplate } from './new/new-template.mjs';

/** @type {Readonly<Record<string, import('./new/plan.mjs').Generator | undefined>>} */
const generators = { loss: newLoss, template: newTemplate, dataset: newDataset, model: newModel };

const USAGE = `Usage:
  pnpm new loss NAME
  pnpm new template NAME [--role hidden|output]
  pnpm new dataset NAME --repository OWNER/NAME --commit SHA --train FILE --test FILE [--folder F]
  pnpm new model NAME`;

/** The repository, or a copy of it. */
const root = process.cwd();

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main() {
  const { values, positionals } = readArguments();
  const [kind = '', name] = positionals;
  const generate = Object.hasOwn(generators, kind) ? generators[kind] : undefined;
  if (generate === undefined || name === undefined || positionals.length > 2)
    throw new Error(USAGE);

  const plan = generate({
    name,
    options: values,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    readOwn: (path) => readFileSync(resolve(path)),
  });
  const changeset = `.changeset/${kind}-${parseName(name, kind).kebab}.md`;
  const text = `---\n'@dln/${plan.package}': minor\n---\n\n${plan.change}\n`;
  const created = { ...plan.created, [changeset]: text };
  const taken = Object.keys(created).find((path) => existsSync(join(root, path)));
  if (taken !== undefined) throw new Error(`${taken} exists already. Choose another name.`);
  for (const [path, content] of Object.entries(created)) await write(path, content, 'new');
  for (const [path, content] of Object.entries(plan.edited)) await write(path, content, 'changed');
  console.log(`\nNext:\n${plan.next.map((line) => `  ${line}`).join('\n')}
  pnpm --filter @dln/${plan.package} test && pnpm --filter @dln/${plan.package} types`);
}

/** What the command line has; throws the usage if it has anything else. */
function readArguments() {
  const options = /** @type {const} */ ({ type: 'string' });
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        role: options,
        repository: options,
        commit: options,
        train: options,
        test: options,
        folder: options,
      },
    });
  } catch (error) {
    throw new Error(USAGE, { cause: error });
  }
}

/**
 * Formats and writes a file.
 *
 * @param {string} path
 * @param {string} text
 * @param {string} what
 */
async function write(path, text, what) {
  const target = join(root, path);
  const style = JSON.parse(readFileSync(join(root, '.oxfmtrc.json'), 'utf8'));
  const { code, errors } = await format(target, text, style);
  const [error] = errors;
  if (error) throw new SyntaxError(`${path}: ${error.message}`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
  console.log(`${what.padEnd(7)}  ${path}`);
}
