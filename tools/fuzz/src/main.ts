import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inspect, parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { targets } from './targets.ts';

const USUAL_COUNT = 100;

/** A mutant that takes longer hangs. Machines are shared, so this is generous. */
const LONGEST_MUTANT_IN_MS = 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string' },
    seconds: { type: 'string' },
    only: { type: 'string' },
    model: { type: 'string' },
    long: { type: 'boolean', default: false },
    child: { type: 'boolean', default: false },
  },
});

const unknown = positionals.filter((name) => targets.every((target) => target.name !== name));
if (unknown.length > 0) {
  const names = targets.map(({ name }) => name).join(', ');
  console.error(`There is no target ${unknown.join(', ')}. Targets: ${names}.`);
  process.exit(1);
}
const chosen = targets.filter(({ name, isSlow = false }) =>
  positionals.length === 0 ? values.long || !isSlow : positionals.includes(name),
);
const seed = Number(values.seed);

process.exitCode = values.child ? await runHere() : await runInChildren();

/** Runs one target in this process, which its mutants may end. */
async function runHere(): Promise<number> {
  const [target] = chosen;
  if (target === undefined) return 1;
  const limit = values.seconds === undefined ? USUAL_COUNT : undefined;
  const count = values.count === undefined ? (values.long ? target.longCount : limit) : undefined;
  const outcome = await fuzz(target, {
    seed,
    count: count ?? (values.count === undefined ? undefined : Number(values.count)),
    milliseconds: values.seconds === undefined ? undefined : Number(values.seconds) * 1000,
    only: values.only === undefined ? undefined : Number(values.only),
    model: values.model,
    onMutant: (index) => process.send?.(index),
  });
  const { refused, failures } = outcome;
  console.log(
    `${target.name}: ${outcome.count} mutants, ${refused} refused, ${failures.length} failures`,
  );
  for (const { index, error } of failures.slice(0, 10))
    console.error(`${repeat(target.name, index)}\n${inspect(error)}\n`);
  return failures.length === 0 ? 0 : 1;
}

/** Runs each target in a child process, and reports one that dies or hangs. */
async function runInChildren(): Promise<number> {
  let failed = 0;
  for (const { name } of chosen) if (!(await runChild(name))) failed++;
  return failed === 0 ? 0 : 1;
}

async function runChild(name: string): Promise<boolean> {
  const options = process.argv.slice(2).filter((argument) => !positionals.includes(argument));
  const child = fork(fileURLToPath(import.meta.url), [...options, '--child', name], {
    execArgv: ['--conditions=@dln/source', '--disable-warning=ExperimentalWarning'],
  });
  let mutant = 0;
  const watched = { isHanging: false };
  const watch = (): NodeJS.Timeout =>
    setTimeout(() => {
      watched.isHanging = true;
      child.kill('SIGKILL');
    }, LONGEST_MUTANT_IN_MS);
  let timer = watch();
  child.on('message', (index) => {
    mutant = Number(index);
    clearTimeout(timer);
    timer = watch();
  });
  const [code, signal] = await new Promise<readonly [number | null, string | null]>((resolve) =>
    child.once('exit', (...end) => {
      resolve(end);
    }),
  );
  clearTimeout(timer);
  if (signal !== null)
    console.error(
      `${repeat(name, mutant)}\n${watched.isHanging ? 'it hangs' : `died of ${signal}`}\n`,
    );
  return code === 0;
}

function repeat(name: string, index: number): string {
  return `pnpm fuzz --seed ${seed} --only ${index} ${name}`;
}
