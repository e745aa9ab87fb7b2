import { accessSync, constants } from 'node:fs';
import { basename, delimiter, isAbsolute, join, relative } from 'node:path';
import { readEnvironment } from '@dln/run';

/** How this process was started. */
export interface Start {
  /** `process.argv[1]`: the script that Node runs. */
  readonly script: string | undefined;
  /** The script of package.json that runs it, `npx` under npx. */
  readonly lifecycle: string | undefined;
  /** Names the package manager first: `npm/11.0.0 node/v24.0.0 linux x64`. */
  readonly userAgent: string | undefined;
  readonly workingDirectory: string;
  /** Whether the shell finds `dln`. */
  readonly isOnPath: boolean;
}

/**
 * The words that start this program the way it was started: `dln`, `npm run dln --`, `pnpm dln`,
 * `npx dln`, `node apps/cli/dist/main.js`. What follows them are the arguments of `dln`.
 */
export function chooseProgramName(start: Start): string {
  const { script, lifecycle, userAgent = '', workingDirectory, isOnPath } = start;
  const manager = userAgent.split('/', 1)[0] ?? '';
  // `npm start` runs the demonstration; the script `dln` beside it takes every command.
  if (lifecycle === 'dln' || lifecycle === 'start')
    return manager === 'npm' || manager === '' ? 'npm run dln --' : `${manager} dln`;
  if (lifecycle === 'npx') return 'npx dln';
  if (script === undefined || basename(script) !== 'main.js' || isOnPath) return 'dln';
  const path = relative(workingDirectory, script);
  const shown = path.startsWith('..') || isAbsolute(path) ? script : path;
  return `node ${shown.includes(' ') ? JSON.stringify(shown) : shown}`;
}

let known: string | undefined;

/** `chooseProgramName` of this process. */
export function programName(): string {
  const { lifecycle, userAgent, searchPath } = readEnvironment();
  return (known ??= chooseProgramName({
    script: process.argv[1],
    lifecycle,
    userAgent,
    workingDirectory: process.cwd(),
    isOnPath: searchPath.split(delimiter).some(holdsProgram),
  }));
}

/** A command to type, for a hint. @param args what follows the program's own name */
export function commandLine(args: string): string {
  return `${programName()} ${args}`;
}

const commands =
  'train|resume|eval|predict|answer|serve|export|demo|data|agree|compare|templates|models|runs|studio|guide|cache';
const mention = new RegExp(
  `(?<![\\w./-])(?<!(?:npx|pnpm|yarn|bun) )dln (?=(?:${commands})(?![\\w-]))`,
  'g',
);

/** A text in which the commands of `dln` are named the way this process was started. */
export function withProgramName(text: string, name: string = programName()): string {
  return name === 'dln' ? text : text.replaceAll(mention, () => `${name} `);
}

function holdsProgram(folder: string): boolean {
  if (folder === '') return false;
  try {
    accessSync(join(folder, 'dln'), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
